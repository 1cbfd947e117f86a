"""What has moved in a case since it was last traced: its reports, their versions and places in time, and the claims of their mentions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..model.news import News, Stand
from ..model.shelf import Shelf
from ..subjects import Subject
from ..subjects.names import SourceNames
from .card import Card, card_of
from .case import Case, version_of, versions_of
from .held import Memory
from .versions import head_of

Groups = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Moved:
    """A case as it was and as it is.

    Args:
        old: as it was, without texts.
        now: as it is.
        changed: the reports that are new or gone, or whose text, reading, versions or place in time are others.
        claims: the claims that are new, lost or others, and those of the changed reports.
    """

    old: Case
    now: Case
    changed: frozenset[str]
    claims: frozenset[str]

    @property
    def telling(self) -> set[str]:
        """The reports of the case that tell one of the claims, or did."""
        found = {r for case in (self.old, self.now) for c in self.claims for r in case.reports_of_claim.get(c, ())}
        return found & self.now.cards.keys()


def moved(memory: Memory, news: News, stand: Stand, shelf: Shelf, pack: Subject, obtained: Mapping[str, str]) -> Moved:
    """What has moved, by what is kept and what is new."""
    was = {report: held.card for report, held in memory.reports.items()}
    claims_were = {report: held.claims for report, held in memory.reports.items()}
    groups = {report: group for group in memory.versions for report in group}
    cards = {report: card for report, card in was.items() if report not in news.gone and report not in news.reports}
    for reading in stand.readings(sorted(news.reports, key=_placed(stand.reports).__getitem__)):
        cards[reading.report.id] = card_of(reading, pack, obtained.get(reading.report.capture, ""))
    names = SourceNames(pack)
    renewed = _groups(was, cards, groups, news, names, shelf)
    claims_at = _claims_at(was, claims_were, cards, news, stand)
    old = Case.of_cards(was, {}, claims_were, pack, groups, shelf.at_hand)
    now = Case.of_cards(cards, shelf, claims_at, pack, renewed, shelf.at_hand)
    changed = set(news.reports) | set(news.gone)
    for report in (groups.keys() | renewed.keys()) & was.keys() & cards.keys():
        if groups.get(report) != renewed.get(report) or old.place(report) != now.place(report):
            changed.add(report)
    beside = (c for report in changed for at in (claims_were, claims_at) for c in at.get(report, ()) if c)
    return Moved(old, now, frozenset(changed), news.claims | news.lost | frozenset(beside))


def _placed(order: Iterable[str]) -> Mapping[str, int]:
    return {report: at for at, report in enumerate(order)}


def _groups(
    was: Mapping[str, Card],
    cards: Mapping[str, Card],
    groups: Groups,
    news: News,
    names: SourceNames,
    shelf: Shelf,
) -> Groups:
    """The versions as they are: found anew among the reports that can be versions of one that is new, gone or another, kept for the rest."""
    ours = _linked(was, cards, news, names)
    fresh = versions_of((cards[report] for report in sorted(ours)), names, shelf)
    away = ours | news.reports | news.gone
    return {report: group for report, group in groups.items() if away.isdisjoint(group)} | fresh


def _linked(was: Mapping[str, Card], cards: Mapping[str, Card], news: News, names: SourceNames) -> set[str]:
    """The reports that share an address, or outlet, day and title, with what has changed, and so on from these."""
    at: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for report, card in cards.items():
        for place in _places(card, names):
            at[place].append(report)
    changed = [of[r] for ids in (news.reports, news.gone) for r in ids for of in (was, cards) if r in of]
    waiting = [place for card in changed for place in _places(card, names)]
    seen, out = set(waiting), set()
    while waiting:
        for report in at[waiting.pop()]:
            if report not in out:
                out.add(report)
                further = [place for place in _places(cards[report], names) if place not in seen]
                seen.update(further)
                waiting += further
    return out


def _places(card: Card, names: SourceNames) -> list[tuple[str, ...]]:
    if card.translation is not None:
        return []
    out = [("at", card.address, names.key(card.outlet) if card.outlet is not None else "")] if card.address else []
    head = head_of(version_of(card), names)
    return [*out, head] if head else [*out]


def _claims_at(
    was: Mapping[str, Card],
    claims_were: Mapping[str, tuple[str | None, ...]],
    cards: Mapping[str, Card],
    news: News,
    stand: Stand,
) -> dict[str, tuple[str | None, ...]]:
    """Of every report the claims of its mentions, by what they were and the claims that are new or others."""
    claim_of: dict[str, str] = {}
    away = news.claims | news.lost
    stale = {r for r, claims in claims_were.items() if r in cards and not away.isdisjoint(claims)} | set(news.reports)
    for claim in stand.of_claims(sorted(news.claims)):
        claim_of |= dict.fromkeys(claim.mentions, claim.id)
        stale.update(r for r in claim.reports if r in cards)
    out = {report: claims for report, claims in claims_were.items() if report in cards and report not in stale}
    for report in stale:
        before = dict(zip(was[report].mentions, claims_were[report], strict=True)) if report in was else {}
        out[report] = tuple(
            claim_of.get(m) or (c if (c := before.get(m)) not in away else None) for m in cards[report].mentions
        )
    return out
