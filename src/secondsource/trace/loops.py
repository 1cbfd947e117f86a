"""Circular reporting: an outlet that, through others, becomes its own source."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from ..model import Loop, Relay
from .case import Case
from .ways import Way
from .wording import joined

MOST_MEMBERS = 12
"""A loop of more reports than this is told by its shortest way round, or nobody could follow it."""
Edges = Mapping[str, Sequence[str]]


def loops_of(case: Case, relays: Iterable[Relay | Way]) -> tuple[Loop, ...]:
    """Loops by publication of the report that closes them: one that relays, through another outlet, an earlier report of its own outlet.

    Of several such reports of its outlet the first is shown. Looked at are only reports whose outlet told one of their claims elsewhere, and of the
    ways from them only as much as was published since.
    """
    forth: dict[str, list[str]] = defaultdict(list)
    for relay in relays:
        if relay.giver_in_case:
            forth[relay.taker].append(relay.giver)
    of_claim: dict[tuple[str, str], list[str]] = defaultdict(list)
    for report in case.ids:
        for claim in case.claims_of_report.get(report, ()):
            of_claim[case.outlet[report], claim].append(report)
    since = _Since(case, forth)
    out: list[Loop] = []
    for last in case.ids:
        outlet = case.outlet[last]
        if not (start := [g for g in forth.get(last, ()) if case.outlet[g] != outlet]):
            continue
        claims = case.claims_of_report.get(last, frozenset())
        own = {r for claim in claims for r in of_claim[outlet, claim]} - {last}
        if own and (found := _closed(case, last, start, own, forth, since)) is not None:
            out.append(found)
    return tuple(out)


def _closed(case: Case, last: str, start: Sequence[str], own: set[str], forth: Edges, since: _Since) -> Loop | None:
    """The loop from a report back to the first of its outlet's own reports that it rests on; None if it rests on none."""
    reached = _reach(start, forth, case, own, since)
    first = min(own & reached.keys(), key=case.order.__getitem__, default=None)
    if first is None:
        return None
    between = _leading(first, reached) - {first, last}
    if len(between) + 2 <= MOST_MEMBERS:
        members = [first, *sorted(between, key=case.order.__getitem__), last]
    else:
        members = [*_shortest(start, first, forth)[::-1], last]
    names = joined([case.dated(m) for m in members[1:-1]])
    return Loop(
        members=tuple(sorted(members, key=case.order.__getitem__)),
        closing=(last, first),
        why=f"{case.dated(last)} rests on {names}, which {'rests' if len(members) == 3 else 'rest'} on {case.dated(first)}: "
        f"{case.name_of(last)} is its own source.",
    )


class _Since:
    """Before which day no way can lead to a report.

    A way runs back in time, but for relays between reports of vague dates: their taker may seem the earlier one. These are kept as stretches of
    time over which a way can climb.
    """

    def __init__(self, case: Case, forth: Edges) -> None:
        climbs: list[tuple[date, date]] = []
        for taker, givers in forth.items():
            low = case.published(taker).latest
            for giver in givers:
                high = case.published(giver).latest or date.max
                if low is not None and low < high:
                    climbs.append((low, high))
        self._lows: list[date] = []
        self._highs: list[date] = []
        for low, high in sorted(climbs):
            if self._highs and low <= self._highs[-1]:
                self._highs[-1] = max(self._highs[-1], high)
            else:
                self._lows.append(low)
                self._highs.append(high)

    def of(self, days: Iterable[date | None]) -> date | None:
        """The day for goals of these last days of publication; None if one is unknown."""
        known = list(days)
        if None in known:
            return None
        least = min(day for day in known if day is not None)
        at = bisect_left(self._lows, least) - 1
        return self._lows[at] if at >= 0 and least <= self._highs[at] else least


def _reach(start: Sequence[str], forth: Edges, case: Case, goals: set[str], since: _Since) -> dict[str, list[str]]:
    """What can be reached from the start, each with those reached from which it is the next; what was published before all goals leads to none."""
    least = since.of(case.published(goal).latest for goal in goals)
    out: dict[str, list[str]] = {report: [] for report in start}
    waiting = deque(start)
    while waiting:
        at = waiting.popleft()
        for to in forth.get(at, ()):
            latest = case.published(to).latest
            if least is not None and latest is not None and latest < least:
                continue
            if to not in out:
                out[to] = []
                waiting.append(to)
            out[to].append(at)
    return out


def _leading(goal: str, reached: Mapping[str, Sequence[str]]) -> set[str]:
    """Those of the reached from which a way leads to the goal, the goal among them."""
    out = {goal}
    waiting = [goal]
    while waiting:
        for before in reached[waiting.pop()]:
            if before not in out:
                out.add(before)
                waiting.append(before)
    return out


def _shortest(start: Sequence[str], goal: str, edges: Edges) -> list[str]:
    """A shortest way, both ends included."""
    came: dict[str, str | None] = dict.fromkeys(start)
    waiting = deque(start)
    while goal not in came:
        at = waiting.popleft()
        for to in edges.get(at, ()):
            if to not in came:
                came[to] = at
                waiting.append(to)
    way: list[str] = []
    step: str | None = goal
    while step is not None:
        way.append(step)
        step = came[step]
    return way[::-1]
