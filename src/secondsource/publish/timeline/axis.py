"""An axis of time: which days it spans, where a day stands on it, where its ticks are; and what of it a partial date covers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from secondsource.model import PartialDate

from ..dates import said_month

LONGEST = 40
"""Years an axis spans at most: one date long past would otherwise press all others into a corner."""
_APART = 44.0
"""Units between two ticks at least, so that their labels stay apart."""
_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_MONTHS = (1, 2, 3, 6)


@dataclass(frozen=True, slots=True)
class Extent:
    """The days a partial date may mean.

    Args:
        first: the first of them; None if it may be any day before `last`.
        last: the last of them; None if it may be any day after `first`.
        mark: `~`, `?`, `%` or nothing, as EDTF has it.
    """

    first: date | None
    last: date | None
    mark: str = ""

    @property
    def is_day(self) -> bool:
        """Whether it is one day."""
        return self.first is not None and self.first == self.last

    def touches(self, low: date, high: date) -> bool:
        """Whether it has something between these days; of an open one, whether the day lies there that it is open from."""
        first, last = self.first or self.last, self.last or self.first
        return first is not None and last is not None and first <= high and last >= low


def extent(when: PartialDate | None) -> Extent | None:
    """The days a date may mean; None if it cannot be placed in time.

    >>> extent(PartialDate("../2016-04"))
    Extent(first=None, last=datetime.date(2016, 4, 30), mark='')
    """
    if when is None or not when.has_year:
        return None
    first, last = when.earliest, when.latest
    return Extent(first, last, when.qualifier) if first or last else None


@dataclass(frozen=True, slots=True)
class Tick:
    """A day that the axis names; `year` is the year it begins, or None within one."""

    day: date
    says: str
    year: int | None


@dataclass(frozen=True, slots=True)
class Axis:
    """The days from `first` to `last`, drawn from `left` to `right` in user units."""

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """Where a day begins; days beyond the axis stand at its ends."""
        share = (day.toordinal() - self.first.toordinal()) / self._days
        return self.left + (self.right - self.left) * min(max(share, 0.0), 1.0)

    def end(self, day: date) -> float:
        """Where a day ends."""
        share = (day.toordinal() + 1 - self.first.toordinal()) / self._days
        return self.left + (self.right - self.left) * min(max(share, 0.0), 1.0)

    def middle(self, day: date) -> float:
        """The middle of a day."""
        return (self.x(day) + self.end(day)) / 2

    @property
    def _days(self) -> int:
        return self.last.toordinal() + 1 - self.first.toordinal()

    def ticks(self) -> Iterator[Tick]:
        """Years, or months where there is room for them, so far apart that their labels do not touch."""
        unit = (self.right - self.left) / self._days
        for months in _MONTHS:
            if unit * 30.4 * months >= _APART:
                yield from self._month_ticks(months)
                return
        step = next((n for n in _YEARS if unit * 365.25 * n >= _APART), _YEARS[-1])
        for year in range(self.first.year, self.last.year + 1):
            if year % step == 0 and (day := date(year, 1, 1)) >= self.first:
                yield Tick(day, str(year), year)

    def _month_ticks(self, step: int) -> Iterator[Tick]:
        for year in range(self.first.year, self.last.year + 1):
            for month in range(1, 13, step):
                day = date(year, month, 1)
                if self.first <= day <= self.last:
                    yield Tick(day, str(year) if month == 1 else said_month(month), year if month == 1 else None)


def axis_of(extents: Iterable[Extent], left: float, right: float, year: int | None = None) -> Axis | None:
    """The axis that holds these extents, from the first of January to the end of December; None if there are none.

    Args:
        extents: what is to be drawn; an extent of more than ten years does not stretch the axis.
        left: where the axis begins.
        right: where it ends.
        year: the only year to show, whatever the extents.
    """
    if year is not None:
        return Axis(date(year, 1, 1), date(year, 12, 31), left, right)
    every = tuple(extents)
    ends = [e for e in every if e.first is None or e.last is None or (e.last - e.first).days < 3660] or list(every)
    days = [day for e in ends for day in (e.first, e.last) if day is not None]
    if not days:
        return None
    high = max(days).year
    low = max(min(days).year, high - LONGEST, 1)
    return Axis(date(low, 1, 1), date(high, 12, 31), left, right)
