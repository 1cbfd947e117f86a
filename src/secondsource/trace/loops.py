"""Circular reporting: an outlet that, through others, becomes its own source."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence

from ..model import Loop, Relay
from .case import Case
from .wording import joined

MOST_MEMBERS = 12
"""A loop of more reports than this is told by its shortest way round, or nobody could follow it."""
Edges = Mapping[str, Sequence[str]]


def loops_of(case: Case, relays: Sequence[Relay]) -> tuple[Loop, ...]:
    """Loops by publication of the report that closes them: one that relays, through another outlet, an earlier report of its own outlet.

    Of several such reports of its outlet the first is shown. Near-linear: what can be reached from a report is kept as bits.
    """
    forth: dict[str, list[str]] = defaultdict(list)
    back: dict[str, list[str]] = defaultdict(list)
    for relay in relays:
        if relay.giver_in_case:
            forth[relay.taker].append(relay.giver)
            back[relay.giver].append(relay.taker)
    ordered = [r.report.id for r in case.readings]
    below = _reach(ordered, forth, case)
    above = _reach(ordered[::-1], back, case)
    of_outlet = {o: sum(1 << case.order[r] for r in reports) for o, reports in case.by_outlet.items()}
    out: list[Loop] = []
    for last in ordered:
        start = [g for g in forth.get(last, ()) if case.outlet[g] != case.outlet[last]]
        reached = 0
        for giver in start:
            reached |= below[giver] | 1 << case.order[giver]
        mine = case.claims_of_report.get(last, frozenset())
        first = next(
            (
                r
                for at in _bits(reached & of_outlet[case.outlet[last]])
                if (r := ordered[at]) != last and case.claims_of_report.get(r, frozenset()) & mine
            ),
            None,
        )
        if first is None:
            continue
        between = reached & above[first] & ~(1 << case.order[first]) & ~(1 << case.order[last])
        if between.bit_count() + 2 <= MOST_MEMBERS:
            members = [first, *(ordered[at] for at in _bits(between)), last]
        else:
            members = [*_shortest(start, first, forth)[::-1], last]
        names = joined([case.dated(m) for m in members[1:-1]])
        out.append(
            Loop(
                members=tuple(sorted(members, key=case.order.__getitem__)),
                closing=(last, first),
                why=f"{case.dated(last)} rests on {names}, which {'rests' if len(members) == 3 else 'rest'} on {case.dated(first)}: "
                f"{case.name_of(last)} is its own source.",
            )
        )
    return tuple(out)


def _reach(ordered: Sequence[str], edges: Edges, case: Case) -> dict[str, int]:
    """For every report those that can be reached from it, as bits of their positions; `ordered` from the ends of the edges to their starts."""
    out = dict.fromkeys(ordered, 0)
    changed = True
    # one pass where every edge runs back in time, a few more where reports of one day relay each other
    while changed:
        changed = False
        for report in ordered:
            bits = out[report]
            for to in edges.get(report, ()):
                bits |= out[to] | 1 << case.order[to]
            if bits != out[report]:
                out[report], changed = bits, True
    return out


def _bits(number: int) -> Iterator[int]:
    while number:
        low = number & -number
        yield low.bit_length() - 1
        number ^= low


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
