"""What a date expression comes to: an EDTF value for us and a TimeML value for comparison with other programs."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from ...model import BadDate, PartialDate, Span


class TimeKind(StrEnum):
    """TimeML's four kinds of time expression."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day, month or year from which relative expressions count; a part is None where it is not known."""

    year: int
    month: int | None = None
    day: int | None = None

    @staticmethod
    def of(value: PartialDate | None) -> Anchor | None:
        """The anchor a partial date gives: its last day, month or year; None without a year or with an open end."""
        if value is None or not value.has_year:
            return None
        last = value.text.split("/")[-1].rstrip("~?%")
        parts = last.split("-")
        if not parts[0].isdigit():
            return None
        numbers = [int(part) for part in parts if part.isdigit()]
        if len(numbers) > 1 and numbers[1] > 12:
            numbers = numbers[:1]
        return Anchor(*numbers[:3])

    @property
    def on(self) -> date | None:
        """The day, if it is known to the day."""
        return date(self.year, self.month, self.day) if self.month and self.day else None


@dataclass(frozen=True, slots=True)
class Value:
    """A resolved expression: `edtf` is None where it is no date, or where nothing fixes it."""

    kind: TimeKind
    edtf: str | None
    timex: str
    why: str = ""
    since: bool = False

    def because(self, why: str) -> Value:
        """The same value with the reason for it."""
        return replace(self, why=why)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A time expression in a text.

    Args:
        span: its words.
        date: the EDTF value; None for durations and sets, and where nothing fixes it.
        kind: DATE, TIME, DURATION or SET.
        timex_value: the value as TimeML writes it (`1998-W08`, `P3D`, `PRESENT_REF`).
        why: what fixed it.
        since: whether the words tell only when a time begins (“since February”), and that day, month or year is known: its end is then the report's.
    """

    span: Span
    date: PartialDate | None
    kind: TimeKind
    timex_value: str
    why: str
    since: bool = False


def day(on: date) -> Value:
    """That day."""
    return Value(TimeKind.DATE, on.isoformat(), on.isoformat())


def month(year: int, number: int) -> Value:
    """That month."""
    return Value(TimeKind.DATE, f"{year:04}-{number:02}", f"{year:04}-{number:02}")


def year(number: int) -> Value:
    """That year."""
    return Value(TimeKind.DATE, f"{number:04}", f"{number:04}")


def week(of: date, *, weekend: bool = False) -> Value:
    """The ISO week that holds the day (Monday to Sunday), or its weekend."""
    y, w, weekday = of.isocalendar()
    monday = of - timedelta(days=weekday - 1)
    low, high = (monday + timedelta(days=5 if weekend else 0)), monday + timedelta(days=6)
    return Value(TimeKind.DATE, f"{low}/{high}", f"{y}-W{w:02}" + ("-WE" if weekend else ""))


def quarter(y: int, q: int) -> Value:
    """That quarter of the calendar year."""
    return Value(TimeKind.DATE, f"{y:04}-{3 * q - 2:02}/{y:04}-{3 * q:02}", f"{y:04}-Q{q}")


def half(y: int, h: int) -> Value:
    """That half of the year."""
    return Value(TimeKind.DATE, f"{y:04}-{6 * h - 5:02}/{y:04}-{6 * h:02}", f"{y:04}-H{h}")


def season(y: int, code: str, letters: str) -> Value:
    """That season of the northern year; winter begins in December of the year."""
    return Value(TimeKind.DATE, f"{y:04}-{code}", f"{y:04}-{letters}")


def decade(first: int) -> Value:
    """The ten years from `first`, which ends in 0."""
    return Value(TimeKind.DATE, f"{first // 10}X", f"{first // 10}")


def century(hundreds: int) -> Value:
    """The hundred years that begin with these two digits."""
    return Value(TimeKind.DATE, f"{hundreds:02}XX", f"{hundreds:02}")


def reference(which: str) -> Value:
    """`PRESENT_REF`, `PAST_REF` or `FUTURE_REF`: a time that no calendar fixes."""
    return Value(TimeKind.DATE, None, which)


def duration(amount: str, letter: str, clock: bool, *, kind: TimeKind = TimeKind.DURATION) -> Value:
    """A length of time, `P3D` or `PT2H`; `X` is an unknown amount."""
    return Value(kind, None, f"P{'T' if clock else ''}{amount}{letter}")


def part_of_day(value: Value, letters: str) -> Value:
    """A morning or night of that day; the EDTF value stays the day."""
    return replace(value, kind=TimeKind.TIME, timex=f"{value.timex}T{letters}")


def yearless(number: int, on: int | None) -> Value:
    """A month, or a day of a month, whose year nothing fixes."""
    text = f"XXXX-{number:02}" + (f"-{on:02}" if on else "")
    return Value(TimeKind.DATE, text, text)


def about(value: Value) -> Value:
    """The same, approximately; intervals stay as they are."""
    if value.edtf is None or "/" in value.edtf or value.edtf[-1] in "~?%":
        return value
    return replace(value, edtf=value.edtf + "~")


def perhaps(value: Value) -> Value:
    """The same, uncertain; what is approximate as well gets `%`. Intervals stay as they are."""
    if value.edtf is None or "/" in value.edtf or value.edtf[-1] in "?%":
        return value
    marked = value.edtf[:-1] + "%" if value.edtf.endswith("~") else value.edtf + "?"
    return replace(value, edtf=marked, why=f"{value.why}; told as uncertain" if value.why else "told as uncertain")


def on_day(y: int, m: int, d: int) -> Value | None:
    """That day, or None if the calendar has no such day."""
    try:
        return day(date(y, m, d))
    except ValueError:
        return None


def add_months(y: int, m: int, by: int) -> tuple[int, int]:
    """The month `by` months on.

    >>> add_months(2016, 2, -3)
    (2015, 11)
    """
    index = y * 12 + m - 1 + by
    return index // 12, index % 12 + 1


def last_day(y: int, m: int) -> int:
    """The last day of a month."""
    return calendar.monthrange(y, m)[1]


def easter(y: int) -> date:
    """Easter Sunday of the western churches (Meeus, Jones and Butcher's rule)."""
    a, b, c = y % 19, y // 100, y % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    n = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * n) // 451
    month_number, day_number = divmod(h + n - 7 * m + 114, 31)
    return date(y, month_number, day_number + 1)


def parsed(text: str | None) -> PartialDate | None:
    """The partial date, or None if the calendar or EDTF knows none such."""
    if text is None:
        return None
    try:
        return PartialDate(text)
    except BadDate:
        return None
