"""What two reports tell in common where no claim says so: numbers, days, places and kinds of event."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import Any

from ..subjects.names import folded
from .case import Case

CLOSE_DAYS = 45
"""A report and the one it cites appear within these days of each other where no shared claim ties them."""
LEAST_KINDS = 2
"""Kinds of matter (numbers, days, places, events) that two reports must share; one is enough where the source published only once in that time."""
MOST = 20
"""Of the reports of one source in that time the last so many are looked at."""
AT_HAND = 8192
"""Reports whose matter is kept at hand; of a large case as many as readings."""
_NUMBER = re.compile(r"\d(?<![\w.,/-]\d)(?:\d{0,2}(?:[,.]\d{3})+(?![\d-])|\d+(?![\d/-]|[.,]\d))")
"""The digit comes first and what stands before it is asked after: a search from every letter is ten times slower."""
_YEARS = range(1900, 2100)


class Matter:
    """The matter of every report of a case, taken out when first asked for."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._by_day: dict[str, list[tuple[date, int, str]]] = {}
        self._in_step: dict[str, bool] = {}
        self._at_hand = max(AT_HAND, case.at_hand)
        self._known: OrderedDict[str, tuple[frozenset[Any], ...]] = OrderedDict()

    def kinds(self, one: str, other: str) -> int:
        """How many kinds of matter two reports share, 0 to 4."""
        return sum(bool(a & b) for a, b in zip(self._of(one), self._of(other), strict=True))

    def nearest(self, taker: str, given: Sequence[str]) -> str | None:
        """Of reports of one source the one that tells most of what the taker tells, of equals the latest; None if none tells enough.

        Args:
            taker: the report.
            given: reports of the source, in order of publication; those that cannot come before the taker are passed over.
        """
        case = self.case
        before = (r for r in self._days_before(taker, given) if case.may_follow(taker, r))
        near = list(islice(before, MOST))
        least = 1 if len(near) == 1 else LEAST_KINDS
        case.ahead([r for r in near if r not in self._known])
        ranked = [(kinds, case.order[r], r) for r in near if (kinds := self.kinds(taker, r)) >= least]
        return max(ranked)[2] if ranked else None

    def _days_before(self, taker: str, given: Sequence[str]) -> Iterable[str]:
        """Those of the reports that were published in the days before the taker, or on its day, the last first."""
        case = self.case
        day = case.day(taker)
        if day is None or not given:
            return ()
        outlet = case.outlet[given[0]]
        if given is not case.by_outlet.get(outlet):
            return (
                r for r in reversed(given) if (then := case.day(r)) is not None and 0 <= (day - then).days <= CLOSE_DAYS
            )
        if outlet not in self._by_day:
            dated = ((then, case.order[r], r) for r in given if (then := case.day(r)) is not None)
            self._by_day[outlet] = sorted(dated)
        published = self._by_day[outlet]
        first = bisect_left(published, day - timedelta(days=CLOSE_DAYS), key=lambda d: d[0])
        last = bisect_right(published, day, key=lambda d: d[0])
        return self._backwards(outlet, first, last)

    def _backwards(self, outlet: str, first: int, last: int) -> Iterable[str]:
        """These reports of an outlet in the order of the case, the last first."""
        published = self._by_day[outlet]
        if outlet not in self._in_step:
            orders = [order for _, order, _ in published]
            self._in_step[outlet] = orders == sorted(orders)
        if self._in_step[outlet]:
            # an outlet may publish thousands in these days, of which no more than a few are asked for
            return (published[at][2] for at in range(last - 1, first - 1, -1))
        return (r for _, _, r in sorted(published[first:last], key=lambda d: d[1], reverse=True))

    def _of(self, report: str) -> tuple[frozenset[Any], ...]:
        known = self._known.get(report)
        if known is None:
            known = self._known[report] = self._read(report)
            if len(self._known) > self._at_hand:
                self._known.popitem(last=False)
        else:
            self._known.move_to_end(report)
        return known

    def _read(self, report: str) -> tuple[frozenset[Any], ...]:
        reading = self.case.by_id[report]
        mentions = reading.mentions
        numbers = {x for m in mentions for q in m.quantities for x in (q.range.low, q.range.high) if x and x > 1}
        for piece in reading.report.body():
            numbers.update(_numbers(piece.of(reading.report.text)))
        return (
            frozenset(numbers),
            frozenset(str(m.when.date) for m in mentions if m.when and m.when.span and m.when.date.has_year),
            frozenset(folded(m.place.name) for m in mentions if m.place and m.place.name)
            | frozenset(m.place.country for m in mentions if m.place and m.place.country),
            frozenset(m.type for m in mentions),
        )


def _numbers(text: str) -> Iterable[float]:
    for match in _NUMBER.finditer(text):
        number = float(re.sub(r"[,.]", "", match[0]))
        if number not in _YEARS:
            yield number
