"""Relays across languages: a report that tells what another tells with the same numbers, places and events, mostly in the same order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from ..model import Basis, LinkKind, Range, Ref, Relay, RelayKind
from .case import Case, Told
from .order import Alike, Order

DAYS = 30
"""A translation appears within these days of its original."""
SHARE = 0.5
"""Share of the taker's numbers, places and events that the original has too."""
CITED_SHARE = 0.4
"""The same where it cites the original, which speaks for a translation by itself."""
LEAST_NUMBERS, LEAST_MARKS, LEAST_ORDERED = 2, 4, 3
"""Numbers and months, marks of any kind, and marks in the same order, that both give at least."""
MOST_GIVERS = 40
"""Of the reports that tell the same, those nearest before it."""
_OWN_ACCESS = frozenset({Basis.WITNESSED, Basis.RECORD, Basis.SENSOR})


def languages(case: Case, known: Iterable[Relay]) -> dict[str, frozenset[str]]:
    """The languages of the reports of the case that a report takes from, where it takes from any."""
    taken: dict[str, set[str]] = defaultdict(set)
    for relay in known:
        if relay.giver_in_case:
            taken[relay.taker].add(case.cards[relay.giver].lang)
    return {taker: frozenset(found) for taker, found in taken.items()}


def followed(case: Case, order: Order, taker: str, taken: Mapping[str, Collection[str]]) -> Relay | None:
    """The relay from the report in another language that a report follows, if it takes from none otherwise.

    Args:
        case: the case.
        order: its reports' marks.
        taker: the report that may follow another.
        taken: see `languages`.
    """
    mine = case.claims_of_report.get(taker, frozenset())
    if taker in taken or not mine:
        return None
    ranked = []
    for giver in _earlier(case, taker, mine):
        if case.cards[taker].lang in taken.get(giver, ()):
            continue  # that one has it from the taker's own language: there the story can be read without it
        alike = order.shared(taker, giver)
        if alike.numbers < LEAST_NUMBERS or alike.share < SHARE or alike.numbers_share < SHARE:
            continue
        if (
            not alike.more_than_one_event
            or len(alike.both) < LEAST_MARKS
            or alike.in_order < LEAST_ORDERED
            or _knows_more(case, taker, giver)
        ):
            continue
        both = sorted(mine & case.claims_of_report.get(giver, frozenset()))
        if any(_contradict(case.told[taker, claim], case.told[giver, claim]) for claim in both):
            continue
        ranked.append((alike.in_order, case.order[giver], giver, both, alike))
    if not ranked:
        return None
    _, _, giver, both, alike = max(ranked, key=lambda r: r[:3])
    return _relay(case, taker, giver, both, alike)


def as_translations(case: Case, order: Order, found: Mapping[tuple[str, str], Relay]) -> dict[tuple[str, str], Relay]:
    """The relays, those marked as translations by which a report carries the story of one it cites over into its own language."""
    out = dict(found)
    outlets: dict[str, set[str]] = defaultdict(set)
    for relay in found.values():
        if relay.giver_in_case:
            outlets[relay.taker].add(case.outlet[relay.giver])
    for key, relay in found.items():
        if not relay.giver_in_case or relay.how not in (RelayKind.CITES, RelayKind.SAME_STATEMENT):
            continue
        taker, giver = case.cards[relay.taker], case.cards[relay.giver]
        if taker.lang == giver.lang or "und" in (taker.lang, giver.lang):
            continue
        alike = order.shared(taker.id, giver.id)
        others = outlets[taker.id] - {case.outlet[giver.id], case.outlet[taker.id]}
        if not others and alike.share >= CITED_SHARE and alike.in_order >= LEAST_ORDERED:
            out[key] = replace(
                relay,
                how=RelayKind.TRANSLATES,
                why=f"{relay.why} It tells the same in another language, mostly in the same order.",
            )
    return out


def _earlier(case: Case, taker: str, mine: frozenset[str]) -> list[str]:
    """Reports in another language, of another outlet, that tell one of the claims and appeared up to a month before."""
    own = case.cards[taker]
    out = []
    for giver in case.telling(mine):
        days = case.days_between(giver, taker)
        if case.cards[giver].lang == own.lang or case.outlet[giver] == case.outlet[taker]:
            continue
        if days is not None and 0 < days <= DAYS and case.may_follow(taker, giver):
            out.append(giver)
    return out[-MOST_GIVERS:]


def _knows_more(case: Case, taker: str, giver: str) -> bool:
    """Whether the taker has access of its own that the giver has not: a witness, a record, a device, or another outlet's word."""

    def access(report: str) -> set[str]:
        return {
            t.statement.basis.value
            for claim in case.claims_of_report.get(report, ())
            for t in case.told[report, claim]
            if t.statement is not None and t.statement.basis in _OWN_ACCESS
        }

    cited = any(
        _names_outlet(t, case, giver) for claim in case.claims_of_report.get(taker, ()) for t in case.told[taker, claim]
    )
    return cited or bool(access(taker) - access(giver))


def _contradict(mine: Sequence[Told], theirs: Sequence[Told]) -> bool:
    """Whether two tellings of one claim give numbers of the same things that cannot both be right."""

    def amounts(told: Sequence[Told]) -> dict[str, list[Range]]:
        out: dict[str, list[Range]] = defaultdict(list)
        for item in told:
            for quantity in item.mention.quantities:
                out[quantity.what].append(quantity.range)
        return out

    one, other = amounts(mine), amounts(theirs)
    return any(not any(a.overlaps(b) for a in one[what] for b in other[what]) for what in one.keys() & other.keys())


def _names_outlet(told: Told, case: Case, giver: str) -> bool:
    links = told.statement.chain.links if told.statement else ()
    if not links or links[0].kind is not LinkKind.OUTLET:
        return False
    key = case.names.key(links[0].name, links[0].entity)
    theirs = {case.names.key(name, entity) for name, entity, _ in case.cards[giver].links}
    return key != case.outlet[giver] and key not in theirs


def _relay(case: Case, taker: str, giver: str, both: list[str], alike: Alike) -> Relay:
    evidence = tuple(
        (Ref(taker, case.told[taker, c][0].mention.trigger), Ref(giver, case.told[giver, c][0].mention.trigger))
        for c in both
    )
    return Relay(
        taker=taker,
        giver=giver,
        giver_in_case=True,
        how=RelayKind.TRANSLATES,
        named=case.named_in(taker, giver),
        evidence=evidence,
        strength=0.6,
        why=f"{case.name_of(taker)} tells in another language what {case.dated(giver)} does: {alike.in_order} numbers, places and events stand in the same order, and it names no other report.",
    )
