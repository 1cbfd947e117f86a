"""What a report changed of what it took over: a number, a day, a place, a hedge, or the source that it leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..model import Change, Factuality, LinkKind, Quantity, Ref, Relay
from .case import Case, Told
from .figures import spoken

VAGUE = 0.2
"""Share by which two ends may differ that are both of a vague word (수십, “dozens”)."""
_HEDGED = {Factuality.RUMOURED: "as rumour", Factuality.POSSIBLE: "as possible", Factuality.PLANNED: "as a plan"}
_NAMELESS = frozenset({LinkKind.UNNAMED, LinkKind.GROUP, LinkKind.RUMOUR})
_PUBLISHERS = frozenset({LinkKind.OUTLET})


def with_changes(case: Case, relay: Relay) -> Relay:
    """The relay with its changes."""
    return replace(relay, changes=changes_of(case, relay))


def changes_of(case: Case, relay: Relay) -> tuple[Change, ...]:
    """The changes between a giver in the case and its taker, over the claims that both tell, in the order of the taker's text."""
    if not relay.giver_in_case:
        return ()
    both = case.claims_of_report.get(relay.taker, frozenset()) & case.claims_of_report.get(relay.giver, frozenset())
    out: list[Change] = []
    for claim in sorted(both):
        mine = [t for t in case.told[relay.taker, claim] if t.mention.type not in case.remarks]
        theirs = [t for t in case.told[relay.giver, claim] if t.mention.type not in case.remarks]
        if mine and theirs:
            out += _between(claim, relay, mine, theirs)
    return tuple(sorted(out, key=lambda c: (c.now_ref, c.attribute)))


def _between(claim: str, relay: Relay, mine: Sequence[Told], theirs: Sequence[Told]) -> Iterator[Change]:
    def change(attribute: str, was: str, now: str, old: Told, new: Told) -> Change:
        return Change(
            claim=claim,
            attribute=attribute,
            was=was,
            now=now,
            was_ref=Ref(relay.giver, old.statement.hull if old.statement else old.mention.trigger),
            now_ref=Ref(relay.taker, new.statement.hull if new.statement else new.mention.trigger),
        )

    for what in sorted({q.what for t in mine for q in t.mention.quantities}):
        found = _number(what, mine, theirs)
        if found is not None:
            yield change(f"quantity:{what}", *found)
    days = [(t, t.mention.when.date) for t in theirs if t.mention.when and t.mention.when.span]
    for new in mine:
        when = new.mention.when
        if when is None or when.span is None or not days:
            continue
        if not any(when.date.may_be(day) for _, day in days):
            yield change("when", str(days[0][1]), str(when.date), days[0][0], new)
            break
    places = [t for t in theirs if t.mention.place and t.mention.place.span and t.mention.place.country]
    for new in mine:
        place = new.mention.place
        if place is None or place.span is None or not place.country or not places:
            continue
        old = next((t for t in places if t.mention.place and t.mention.place.country == place.country), None)
        if old is None and (was := places[0].mention.place) is not None:
            yield change("place", was.name or was.country or "", place.name or place.country, places[0], new)
            break
    hedged = next((t for t in theirs if t.mention.factuality in _HEDGED), None)
    firm = next((t for t in mine if t.mention.factuality is Factuality.ASSERTED), None)
    if hedged is not None and firm is not None and not any(t.mention.factuality is Factuality.ASSERTED for t in theirs):
        yield change("factuality", _HEDGED[hedged.mention.factuality], "as fact", hedged, firm)
    nameless = next((t for t in theirs if _kinds(t) & _NAMELESS), None)
    if (
        nameless is not None
        and all(_kinds(t) & _NAMELESS for t in theirs)
        and not any(_kinds(t) - _PUBLISHERS for t in mine)
    ):
        source = nameless.statement.chain.links[-1].name if nameless.statement else ""
        yield change("source", source, "left out", nameless, mine[0])


def _number(what: str, mine: Sequence[Told], theirs: Sequence[Told]) -> tuple[str, str, Told, Told] | None:
    """The first number of the taker that no number of the giver allows, with the giver's."""
    old = [(t, q) for t in theirs for q in t.mention.quantities if q.what == what]
    if not old:
        return None
    for new in mine:
        for q in new.mention.quantities:
            if q.what == what and not any(_allows(was, q) for _, was in old):
                told, was = old[0]
                return spoken(was), spoken(q), told, new
    return None


def _allows(was: Quantity, now: Quantity) -> bool:
    """Whether the taker's number says what the giver's says, or less: a narrower one is a change, but for the two ends of one vague word in two languages."""
    if was.per and now.per and was.per != now.per:
        return False
    low = now.range.low is None or (was.range.low is not None and now.range.low <= was.range.low)
    high = now.range.high is None or (was.range.high is not None and now.range.high >= was.range.high)
    vague = not was.range.exact and not now.range.exact
    return (low and high) or (vague and _near(was.range.low, now.range.low) and _near(was.range.high, now.range.high))


def _near(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= VAGUE * max(abs(one), abs(other))


def _kinds(told: Told) -> frozenset[LinkKind]:
    return frozenset(link.kind for link in told.statement.chain.each) if told.statement else frozenset()
