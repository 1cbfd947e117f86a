"""The blocks that a mention is in, each named by a number: those who share one are worth comparing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from .facts import Facts
from .rules import Rules

ANYWHERE = "*"
"""In place of a country, for those that give none or err in it: who shares country or source meets in a smaller block, so few neighbours are enough."""
NARROW_MONTHS = 4
"""A date of at most so many months is a time; a wider one says little, and meets by the year."""

Key = tuple[str, ...]


def timed(f: Facts) -> set[int]:
    """Blocks in which days are compared: for mentions with a narrow date."""
    return _numbers(_timed(f)) if narrow(f) else set()


def by_year(f: Facts, known: Rules) -> set[int]:
    """Blocks in which wide and open dates meet each other and the narrow ones."""
    return _numbers(_by_year(f, known))


def by_report_and_number(f: Facts, known: Rules) -> set[int]:
    """Blocks of one report, and of one number: above one it meets its like wherever it is placed, as short mentions give no place."""
    return _numbers(_by_report_and_number(f, known))


def narrow(f: Facts) -> bool:
    """Whether its date is narrow enough to be a time."""
    return f.low is not None and f.high is not None and _months(f.low, f.high) <= NARROW_MONTHS


def _numbers(keys: Iterator[Key]) -> set[int]:
    return {_number(key) for key in keys}


@lru_cache(maxsize=1 << 16)
def _number(key: Key) -> int:
    """A number of 63 bits drawn from the key; it is odd if the block is one of `ANYWHERE`."""
    drawn = int.from_bytes(hashlib.blake2b("\x1f".join(key).encode(), digest_size=8).digest()) >> 1
    return drawn | 1 if ANYWHERE in key else drawn & ~1


def _months(low: int, high: int) -> int:
    first, last = date.fromordinal(low), date.fromordinal(high)
    return (last.year - first.year) * 12 + last.month - first.month + 1


def _anchors(f: Facts) -> Iterator[str]:
    """What two mentions of one event mostly share besides kind and time."""
    yield f.country or f.place
    yield from f.cites
    if f.outlet:
        yield f.outlet
    yield ANYWHERE


def _timed(f: Facts) -> Iterator[Key]:
    for family in f.families:
        for anchor in _anchors(f):
            yield family, anchor


def _by_year(f: Facts, known: Rules) -> Iterator[Key]:
    years = list(_years(f, known))
    for family in f.families:
        for anchor in _anchors(f):
            for year in years:
                yield family, anchor, year


def _by_report_and_number(f: Facts, known: Rules) -> Iterator[Key]:
    for family in f.families:
        yield family, "report", f.report
        for what, low, high in f.amounts:
            yield family, "n", what, str(low), str(high), "" if low != 1 else f.country or f.place
            if f.type in known.measured:
                yield family, "n", what.split("/")[0]


def _years(f: Facts, known: Rules) -> Iterator[str]:
    low, high = f.low if f.low is not None else f.high, f.high if f.high is not None else f.low
    if low is None or high is None:
        yield "undated"
        if f.published is not None:
            yield str(date.fromordinal(f.published).year)
        return
    first, last = date.fromordinal(low).year, date.fromordinal(high).year
    yield from (str(year) for year in range(first, min(last, first + 5) + 1))
    if f.type in known.states:
        yield from (str(first - 1), str(last + 1))
