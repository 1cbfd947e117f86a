"""What two reports tell in common where no claim says so: numbers, days, places and kinds of event."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from ..subjects.names import folded
from .case import Case

CLOSE_DAYS = 45
"""A report and the one it cites appear within these days of each other where no shared claim ties them."""
LEAST_KINDS = 2
"""Kinds of matter (numbers, days, places, events) that two reports must share; one is enough where the source published only once in that time."""
_NUMBER = re.compile(r"\d(?<![\w.,/-]\d)(?:\d{0,2}(?:[,.]\d{3})+(?![\d-])|\d+(?![\d/-]|[.,]\d))")
"""The digit comes first and what stands before it is asked after: a search from every letter is ten times slower."""
_YEARS = range(1900, 2100)


class Matter:
    """The matter of every report of a case, taken out when first asked for."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._known: dict[str, tuple[frozenset[Any], ...]] = {}

    def kinds(self, one: str, other: str) -> int:
        """How many kinds of matter two reports share, 0 to 4."""
        return sum(bool(a & b) for a, b in zip(self._of(one), self._of(other), strict=True))

    def nearest(self, taker: str, given: Iterable[str]) -> str | None:
        """Of reports of one source the one that tells most of what the taker tells, of equals the latest; None if none tells enough."""
        case = self.case
        near = [r for r in given if (days := case.days_between(r, taker)) is not None and 0 <= days <= CLOSE_DAYS]
        least = 1 if len(near) == 1 else LEAST_KINDS
        ranked = [(kinds, case.order[r], r) for r in near[-20:] if (kinds := self.kinds(taker, r)) >= least]
        return max(ranked)[2] if ranked else None

    def _of(self, report: str) -> tuple[frozenset[Any], ...]:
        known = self._known.get(report)
        if known is None:
            reading = self.case.by_id[report]
            mentions = reading.mentions
            numbers = {x for m in mentions for q in m.quantities for x in (q.range.low, q.range.high) if x and x > 1}
            for piece in reading.report.body():
                numbers.update(_numbers(piece.of(reading.report.text)))
            known = self._known[report] = (
                frozenset(numbers),
                frozenset(str(m.when.date) for m in mentions if m.when and m.when.span and m.when.date.has_year),
                frozenset(folded(m.place.name) for m in mentions if m.place and m.place.name)
                | frozenset(m.place.country for m in mentions if m.place and m.place.country),
                frozenset(m.type for m in mentions),
            )
        return known


def _numbers(text: str) -> Iterable[float]:
    for match in _NUMBER.finditer(text):
        number = float(re.sub(r"[,.]", "", match[0]))
        if number not in _YEARS:
            yield number
