"""Readings by report id, fetched when they are asked for; the last few thousand are kept at hand."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from .statement import Reading

AT_HAND = 4096
"""Readings that are kept at hand."""
_SHARE = 12
"""Of a large case one in so many: about those of some four months in four years. Reports that tell one thing stand within six weeks before and after one
another, nearly all of them; with fewer at hand, each would be fetched again for each of the others."""


def neighbourhood(reports: int) -> int:
    """How many readings are kept at hand of a case of so many reports that is walked through in order of publication."""
    return max(AT_HAND, reports // _SHARE)


class Shelf(Mapping[str, Reading]):
    """Readings that are read again when they are asked for again, so that a case of any size fits into memory.

    Args:
        reports: the ids of all reports.
        fetch: gives readings in the order of the ids asked for.
        at_hand: how many are kept.
    """

    def __init__(
        self, reports: Collection[str], fetch: Callable[[Iterable[str]], Iterator[Reading]], at_hand: int = AT_HAND
    ) -> None:
        self._reports, self._fetch, self.at_hand = frozenset(reports), fetch, at_hand
        self._known: OrderedDict[str, Reading] = OrderedDict()

    def __getitem__(self, report: str) -> Reading:
        known = self._known.get(report)
        if known is not None:
            self._known.move_to_end(report)
            return known
        if report not in self._reports:
            raise KeyError(report)
        self._put(found := next(iter(self._fetch([report]))))
        return found

    def __len__(self) -> int:
        return len(self._reports)

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._reports))

    def __contains__(self, report: object) -> bool:
        return report in self._reports

    def ahead(self, reports: Iterable[str]) -> None:
        """Fetches together what will be asked for next."""
        wanted = [r for r in dict.fromkeys(reports) if r in self._reports and r not in self._known]
        for reading in self._fetch(wanted[: self.at_hand // 2]) if wanted else ():
            self._put(reading)

    def _put(self, reading: Reading) -> None:
        self._known[reading.report.id] = reading
        if len(self._known) > self.at_hand:
            self._known.popitem(last=False)
