"""A preset with a measure left out, or with its dates moved: what does this measure change, and what would it have changed then?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from .forces import month_of
from .values import Measure, Preset

MOST = 600
"""Months by which a measure may be moved: as many as a scenario may be long."""


def without(preset: Preset, name: str) -> Preset:
    """The preset as if the measure had never been.

    Raises:
        ValueError: if it has no measure of that name; the message lists them.
    """
    _measure(preset, name)
    return replace(preset, measures=tuple(m for m in preset.measures if m.name != name))


def shifted(preset: Preset, name: str, months: int) -> Preset:
    """The preset with the first and last day of a measure moved by so many months, to earlier ones if negative.

    Raises:
        ValueError: if it has no measure of that name; the message lists them.
    """
    found = _measure(preset, name)
    later = replace(found, start=moved(found.start, months), end=found.end and moved(found.end, months))
    return replace(preset, measures=tuple(later if m is found else m for m in preset.measures))


def moved(day: date, months: int) -> date:
    """The same day some months later, or the last day of that month if it has none such.

    >>> moved(date(2016, 1, 31), 1), moved(date(2016, 3, 2), -3)
    (datetime.date(2016, 2, 29), datetime.date(2015, 12, 2))
    """
    first, last = month_of(day, months), month_of(day, months + 1) - timedelta(days=1)
    return min(first + timedelta(days=day.day - 1), last)


def shift_of(text: str) -> tuple[str, int]:
    """`banks=6` as a name and a number of months.

    Raises:
        ValueError: if it is none; the message says what to write.
    """
    name, sign, months = text.rpartition("=")
    digits = months.removeprefix("-").removeprefix("+")
    if not (sign and name and digits.isdecimal() and int(digits) <= MOST):
        raise ValueError(
            f"“{text}” moves no measure. Write MEASURE=MONTHS with a whole number of at most {MOST}, such as return=6 or return=-6."
        )
    return name, int(months)


def _measure(preset: Preset, name: str) -> Measure:
    found = next((m for m in preset.measures if m.name == name), None)
    if found is None:
        known = ", ".join(m.name for m in preset.measures) or "none"
        raise ValueError(f"The preset {preset.name} has no measure “{name}”. Its measures are: {known}.")
    return found
