"""The relays of the reports that must be traced again, in order of publication, as each may rest on what was found of those before it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from heapq import heappop, heappush

from ..model import Decision, Relay
from .changes import with_changes
from .cites import Citations
from .copies import copied_among
from .held import Memory
from .moved import Moved
from .reach import after
from .relays import Known, Relays
from .translated import languages

AT_ONCE = 64
"""Reports whose neighbours are fetched together."""


class Takers:
    """Traces the reports of a case again.

    Args:
        moved: what has moved.
        memory: what was found before.
        citations: of the case as it is.
        decisions: those in force.
    """

    def __init__(self, moved: Moved, memory: Memory, citations: Citations, decisions: Sequence[Decision]) -> None:
        self._moved, self._memory, self._citations = moved, memory, citations
        self._case = moved.now
        self._relays = Relays(moved.now, citations, self._copy, decisions)
        self._copies: dict[str, Relay | None] = {}
        self._known: dict[str, Known] = {}
        self.taken: dict[str, frozenset[str]] = {}
        """The languages of the reports that a report takes from, where words show it."""
        for report in self._case.ids:
            held = memory.reports.get(report)
            if held is not None:
                citations.behind[report] = frozenset(held.found.behind)
                if held.found.langs:
                    self.taken[report] = frozenset(held.found.langs)

    def traced(self, reports: Iterable[str], whole: bool) -> dict[str, tuple[Relay, ...]]:
        """All relays of these reports, and of those to which what is found of them makes a difference."""
        wanted = set(reports)
        self._compare(wanted, whole)
        others = self._cite(wanted)
        if not whole:
            self._cite(set(after(self._moved, others)) - self._known.keys())
        out = {}
        in_order = sorted(self._known, key=self._case.order.__getitem__)
        for at, taker in enumerate(in_order):
            if at % AT_ONCE == 0:
                self._case.ahead_beside(in_order[at : at + AT_ONCE])
            relays = self._relays.all(taker, self._known[taker], self.taken)
            out[taker] = tuple(with_changes(self._case, relay) for relay in relays)
        return out

    def _compare(self, wanted: set[str], whole: bool) -> None:
        """Finds the copies among these reports."""
        runs, order = self._memory.runs, self._case.order
        pairs = runs.chosen(None, order) if whole else runs.partners(wanted, order)
        self._copies = dict.fromkeys(wanted)
        found = copied_among(self._case, ((order[earlier], order[later]) for later, earlier in pairs))
        self._copies |= {relay.taker: relay for relay in found if relay.taker in wanted}

    def _copy(self, taker: str) -> Relay | None:
        if taker not in self._copies:
            self._compare_one(taker)
        return self._copies[taker]

    def _compare_one(self, taker: str) -> None:
        order = self._case.order
        pairs = self._memory.runs.partners({taker}, order)
        found = copied_among(self._case, ((order[earlier], order[later]) for later, earlier in pairs))
        self._copies[taker] = next((relay for relay in found if relay.taker == taker), None)

    def _cite(self, wanted: set[str]) -> set[str]:
        """Finds what words show of these reports, and of those that asked them what is behind them; gives those that take from other languages than before."""
        order, behind = self._case.order, self._citations.behind
        asked_by = self._asked_by(wanted)
        due, late = sorted((order[report], report) for report in wanted), list[tuple[int, str]]()
        at, seen = 0, set(wanted)
        others: set[str] = set()
        while at < len(due) or late:
            if late and (at == len(due) or late[0] < due[at]):
                _, taker = heappop(late)
            else:
                if at % AT_ONCE == 0:
                    self._case.ahead_beside([report for _, report in due[at : at + AT_ONCE]])
                _, taker = due[at]
                at += 1
            before = behind.get(taker, frozenset())
            known = self._known[taker] = self._relays.known(taker)
            langs = languages(self._case, known.values()).get(taker)
            if langs != self.taken.pop(taker, None):
                others.add(taker)
            if langs:
                self.taken[taker] = langs
            if behind[taker] != before:
                for report in asked_by.get(taker, ()):
                    if report not in seen and order[report] > order[taker]:
                        seen.add(report)
                        heappush(late, (order[report], report))
        return others

    def _asked_by(self, wanted: set[str]) -> dict[str, list[str]]:
        out: dict[str, list[str]] = defaultdict(list)
        for report, held in self._memory.reports.items():
            if report not in wanted and report in self._case.cards:
                for giver in held.found.asked:
                    out[giver].append(report)
        return out
