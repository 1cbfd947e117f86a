"""Which reports must be traced again: those whose relays can rest on something that has moved."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Set
from datetime import date, timedelta

from .cites import Citations
from .held import Found, Memory
from .matter import CLOSE_DAYS
from .moved import Moved
from .sources import gives, meant_otherwise, signature
from .translated import DAYS

_CLOSE = timedelta(days=CLOSE_DAYS)


def reached(
    moved: Moved, memory: Memory, citations: Citations, aligned: Set[str], decided: Collection[tuple[str, str]]
) -> set[str]:
    """The reports to be traced again.

    They tell a claim that has moved; or looked for reports of a source of which one has moved and was published shortly before them, or that is now known by
    another name; or share wording with others than before; or take from a report that has moved.

    Args:
        moved: what has moved.
        memory: what was found before.
        citations: of the case as it is.
        aligned: the reports whose wording is to be compared with that of others than before.
        decided: the decisions on relays that are others than before.
    """
    now, changed = moved.now, moved.changed
    before = Citations(moved.old)
    out = moved.telling | (changed & now.cards.keys()) | (aligned & now.cards.keys())
    out |= {taker for _, pair in decided if (taker := pair.partition(">")[0]) in now.cards}
    looked_for = LookedFor(moved)
    links = meant_otherwise(before, citations, changed)
    old_names, new_names = set(before.named.spellings), set(citations.named.spellings)
    lost = {key for _, key in old_names - new_names}
    names = {case.cards[r].name for case in (moved.old, now) for r in changed if r in case.cards} | changed
    for report, card in now.cards.items():
        if report in out:
            continue
        found = memory.reports[report].found
        if (
            found.readers
            or (found.own and now.outlet[report] in looked_for.sources)
            or card.translation in names
            or any(giver in changed for giver, _ in found.ways)
            or not lost.isdisjoint(found.sources)
            or not links.isdisjoint(card.links)
            or looked_for.makes_a_difference(report, found)
        ):
            out.add(report)
    return out | _naming(moved, citations, {key for _, key in new_names - old_names}, out)


class LookedFor:
    """Whether what has moved makes a difference to a report that looked for reports of its source.

    Args:
        moved: what has moved.
    """

    def __init__(self, moved: Moved) -> None:
        self._moved = moved
        self.sources: dict[str, list[date]] = defaultdict(list)
        """By source, the days on which reports of it that have moved were published."""
        self._signed: dict[str, set[str]] = defaultdict(set)
        for case in (moved.old, moved.now):
            for report in sorted(moved.changed & case.cards.keys()):
                day = case.day(report)
                for source in gives(case, report):
                    self.sources[source] += [] if day is None else [day]
        for report, card in moved.now.cards.items():
            for source in map(signature, card.signed):
                if source in self.sources:
                    self._signed[source].add(report)

    def makes_a_difference(self, taker: str, found: Found) -> bool:
        """Whether a report looked for a source of which a report has moved, published shortly before it, and did not find there what tells a claim of its
        own: then it took the one that is nearest in matter, and that may be another now.
        """
        day = self._moved.now.day(taker)
        return day is not None and any(
            any(then <= day <= then + _CLOSE for then in self.sources[source]) and not self._tells(source, taker)
            for source in found.sources
            if source in self.sources
        )

    def _tells(self, source: str, taker: str) -> bool:
        """Whether a report of the source that has not moved tells a claim of the taker's and may have come before it."""
        now = self._moved.now
        of_source = self._signed.get(source)
        return any(
            (now.outlet[r] == source if of_source is None else r in of_source) and now.may_follow(taker, r)
            for r in now.beside(taker) - self._moved.changed
        )


def _naming(moved: Moved, citations: Citations, keys: set[str], out: Set[str]) -> set[str]:
    """Further reports whose text names one of the outlets, by spellings that were not known before, where it may have told the same."""
    now = moved.now
    givers = [giver for key in sorted(keys) for giver in now.by_outlet[key]]
    dated = sorted((day, report) for report in now.cards if (day := now.day(report)) is not None) if givers else []
    near: set[str] = set()
    for giver in givers:
        near |= now.beside(giver)
        if (day := now.day(giver)) is not None:
            first, last = bisect_left(dated, (day, "")), bisect_right(dated, day + _CLOSE, key=lambda d: d[0])
            near.update(report for _, report in dated[first:last])
    return {
        report
        for report in sorted(near - out)
        if not keys.isdisjoint(citations.named.outlets(report, now.words(report)))
    }


def after(moved: Moved, givers: Iterable[str]) -> Iterator[str]:
    """The reports that may follow one of these into another language: they tell one of its claims and were published up to a month after it."""
    for giver in givers:
        for taker in moved.now.beside(giver):
            days = moved.now.days_between(giver, taker)
            if days is not None and 0 < days <= DAYS:
                yield taker
