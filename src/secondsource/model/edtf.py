"""Partial dates as the Library of Congress writes them (Extended Date/Time Format, 2019, levels 0 and 1).

A report that says "in March" gives a month, not its first day. Nothing here pads a date: a value keeps the precision of its
words, and `earliest`/`latest` say which days it may mean.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from .errors import BadDate

NO_YEAR = "XXXX"
"""How EDTF writes a year that is not given (level 1, “unspecified digit”): 3 April of some year is `XXXX-04-03`."""
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""In English whatever the locale, which `calendar.month_name` follows: the same case must give the same bytes everywhere."""
_POINT = re.compile(
    r"^(?P<year>\d{4}|\d{3}X|\d{2}XX|XXXX)(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX))?)?(?P<mark>[~?%])?$"
)
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}
_ABOUT = {"day": 3, "month": 15, "season": 45, "year": 183}
"""Days by which `~` and `%` widen a date on each side (law vocabulary, dates.bounds; a season is our own choice)."""


@dataclass(frozen=True, slots=True)
class _Point:
    earliest: date | None
    latest: date | None
    precision: str
    mark: str


@lru_cache(maxsize=65536)
def _point(text: str) -> _Point:
    match = _POINT.match(text)
    if not match:
        raise BadDate(
            f"“{text}” is not an EDTF date. Write for example 2016-05-17, 2016-05, 2016-03~ or 2016-03/2016-05."
        )
    year, month, day, mark = match["year"], match["month"], match["day"], match["mark"] or ""
    if "X" in year:
        if year != NO_YEAR and month:
            raise BadDate(f"“{text}”: a month needs a whole year, or none at all (XXXX-04).")
        if year == NO_YEAR:
            if month and month != "XX" and not 1 <= int(month) <= 12:
                raise BadDate(f"“{text}”: there is no such month.")
            if day and day != "XX" and month and month != "XX":
                try:
                    date(2000, int(month), int(day))
                except ValueError as error:
                    raise BadDate(f"“{text}”: there is no such day.") from error
            return _Point(None, None, "yearless", mark)
        low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
        return _Point(
            date(max(low, 1), 1, 1), date(high, 12, 31), "decade" if year.count("X") == 1 else "century", mark
        )
    y = int(year)
    if y == 0:
        raise BadDate(f"“{text}”: the year 0 is not supported.")
    if month is None or month == "XX":
        return _Point(date(y, 1, 1), date(y, 12, 31), "year", mark)
    m = int(month)
    if m in _SEASONS:
        if day:
            raise BadDate(f"“{text}”: a season has no days.")
        first, last = _SEASONS[m]
        end_year, end_month = (y, last) if last <= 12 else (y + 1, last - 12)
        return _Point(
            date(y, first, 1), date(end_year, end_month, calendar.monthrange(end_year, end_month)[1]), "season", mark
        )
    try:
        if day is None or day == "XX":
            return _Point(date(y, m, 1), date(y, m, calendar.monthrange(y, m)[1]), "month", mark)
        exact = date(y, m, int(day))
    except (ValueError, calendar.IllegalMonthError) as error:
        raise BadDate(f"“{text}”: there is no such day or month.") from error
    return _Point(exact, exact, "day", mark)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as precisely as it is known.

    `text` is EDTF: `2016-05-17`, `2016-05`, `2016`, `201X`, seasons `2016-21` (spring) to `2016-24`, unspecified years
    (`XXXX-04-03`), each with `~` about, `?` uncertain or `%` both; intervals `A/B`, open ones `../B` and `A/..`.

    Raises:
        BadDate: if the text is not EDTF of these levels, or names a day that does not exist.

    >>> PartialDate("2016-03").latest
    datetime.date(2016, 3, 31)
    >>> PartialDate("../2016-04").earliest is None
    True
    """

    text: str

    def __post_init__(self) -> None:
        ends = self._ends()
        low, high = ends[0], ends[-1]
        if low and high and low.earliest and high.latest and low.earliest > high.latest:
            raise BadDate(f"“{self.text}”: the interval runs backwards.")

    def _ends(self) -> tuple[_Point | None, ...]:
        parts = self.text.split("/")
        if len(parts) > 2 or (len(parts) == 2 and parts == ["..", ".."]):
            raise BadDate(
                f"“{self.text}” is not an EDTF interval. Write for example 2016-03/2016-05, ../2016-05 or 2016-03/..."
            )
        if len(parts) == 1:
            return (_point(self.text),)
        return tuple(None if part == ".." else _point(part) for part in parts)

    @property
    def is_interval(self) -> bool:
        """Whether it was written with two ends."""
        return "/" in self.text

    @property
    def has_year(self) -> bool:
        """Whether at least one end says its year; a date without one cannot be placed in time."""
        return any(end is not None and end.precision != "yearless" for end in self._ends())

    @property
    def precision(self) -> str:
        """`day`, `month`, `season`, `year`, `decade`, `century`, `yearless` or `interval`."""
        if self.is_interval:
            return "interval"
        point = self._ends()[0]
        return point.precision if point else "interval"

    @property
    def earliest(self) -> date | None:
        """The first day it can mean; None when open or without a year."""
        point = self._ends()[0]
        return _widened(point, -1) if point else None

    @property
    def latest(self) -> date | None:
        """The last day it can mean; None when open or without a year."""
        point = self._ends()[-1]
        return _widened(point, +1) if point else None

    @property
    def qualifier(self) -> str:
        """`~`, `?`, `%` or nothing."""
        return next((end.mark for end in self._ends() if end and end.mark), "")

    def may_be(self, other: PartialDate) -> bool:
        """Whether some day could be meant by both; open ends and missing years could be anything.

        >>> PartialDate("2016-03-19").may_be(PartialDate("2016-03"))
        True
        """
        a, b, c, d = self.earliest, self.latest, other.earliest, other.latest
        if a and d and a > d:
            return False
        return not (c and b and c > b)

    def within(self, other: PartialDate) -> bool:
        """Whether every day of this one lies inside the other (an open end holds everything on its side)."""
        if not self.has_year and other.has_year:
            return False
        low_in = other.earliest is None or (self.earliest is not None and self.earliest >= other.earliest)
        return low_in and (other.latest is None or (self.latest is not None and self.latest <= other.latest))

    def days(self) -> int | None:
        """How many days it may mean; None if open or without a year."""
        if self.earliest is None or self.latest is None:
            return None
        return (self.latest - self.earliest).days + 1

    def __str__(self) -> str:
        return self.text

    @staticmethod
    def on(day: date) -> PartialDate:
        """That exact day."""
        return PartialDate(day.isoformat())

    @staticmethod
    def between(low: date | None, high: date | None) -> PartialDate:
        """The interval from `low` to `high`, one side of which may be open. Raises BadDate if both are."""
        if low is not None and low == high:
            return PartialDate.on(low)
        return PartialDate(f"{low.isoformat() if low else '..'}/{high.isoformat() if high else '..'}")


def _widened(point: _Point, side: int) -> date | None:
    day = point.earliest if side < 0 else point.latest
    if day is None or point.mark not in ("~", "%"):
        return day
    try:
        return day + timedelta(days=side * _ABOUT.get(point.precision, 183))
    except OverflowError:
        return day
