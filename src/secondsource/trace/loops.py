"""Circular reporting: an outlet that, through others, becomes its own source."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Mapping, Sequence

from ..model import Loop, Relay
from .case import Case


def loops_of(case: Case, relays: Sequence[Relay]) -> tuple[Loop, ...]:
    """Loops by publication of the report that closes them: one that relays, through another outlet, an earlier report of its own outlet."""
    forth: dict[str, list[str]] = defaultdict(list)
    for relay in relays:
        if relay.giver_in_case:
            forth[relay.taker].append(relay.giver)
    back: dict[str, list[str]] = defaultdict(list)
    for taker, givers in forth.items():
        for giver in givers:
            back[giver].append(taker)
    out: list[Loop] = []
    for reading in case.readings:
        last = reading.report.id
        below = _reachable(forth, [g for g in forth.get(last, ()) if case.outlet[g] != case.outlet[last]])
        for first in sorted((r for r in below if case.outlet[r] == case.outlet[last]), key=case.order.__getitem__):
            shared = case.claims_of_report.get(first, frozenset()) & case.claims_of_report.get(last, frozenset())
            if not shared or first == last:
                continue
            members = sorted(
                (below & _reachable(back, back.get(first, []))) | {first, last}, key=case.order.__getitem__
            )
            between = [case.name_of(m) for m in members[1:-1]]
            out.append(
                Loop(
                    members=tuple(members),
                    closing=(last, first),
                    why=f"{case.dated(last)} rests on {' and '.join(dict.fromkeys(between))}, which rest on {case.dated(first)}: the outlet is its own source.",
                )
            )
    return tuple(out)


def _reachable(edges: Mapping[str, Sequence[str]], start: Sequence[str]) -> set[str]:
    seen = set(start)
    waiting = deque(start)
    while waiting:
        for to in edges.get(waiting.popleft(), ()):
            if to not in seen:
                seen.add(to)
                waiting.append(to)
    return seen
