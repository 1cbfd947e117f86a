"""Which mentions are worth comparing: those that share kind, country and time, or a source, or a number.

Sorted neighbourhoods (Hernández and Stolfo 1995): within a block, mentions stand in order of their days, and each meets a bounded number of those
that follow. All blocks are swept at once, so the work grows with the mentions and not with their pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .facts import Facts
from .rules import NEAR_DAYS, Rules

WINDOW = 40
"""In a block each mention meets at most so many that follow it."""
CROWD, CROWD_WINDOW = 300, 12
"""In a crowd this large most neighbours tell the same thing, and few of them are enough to bring it together."""
ANYWHERE = "*"
"""In place of a country, for those that give none or err in it: who shares country or source meets in a smaller block, so few neighbours are enough."""
NARROW_MONTHS = 4
"""A date of at most so many months is a time; a wider one says little, and meets by the year."""

Whole = npt.NDArray[np.int64]
Key = tuple[str, ...]
_FAR = 10**7


def candidates(facts: Sequence[Facts], known: Rules) -> list[tuple[int, int]]:
    """Pairs of positions to compare, smaller first, sorted."""
    return [(int(i), int(j)) for i, j in pairs(facts, known)]


def pairs(facts: Sequence[Facts], known: Rules) -> Whole:
    """Pairs of positions to compare, smaller first, sorted: an array of two columns."""
    size = len(facts)
    if size < 2:
        return np.empty((0, 2), dtype=np.int64)
    narrow = np.fromiter((_narrow(f) for f in facts), dtype=bool, count=size)
    low = np.fromiter((f.low if f.low is not None else -_FAR for f in facts), dtype=np.int64, count=size)
    high = np.fromiter((f.high if f.high is not None else _FAR for f in facts), dtype=np.int64, count=size)
    rank = np.empty(size, dtype=np.int64)
    rank[sorted(range(size), key=lambda i: _nearness(facts[i]))] = np.arange(size)
    lasting = np.fromiter((f.type in known.states for f in facts), dtype=bool, count=size)
    every = np.ones(size, dtype=bool)
    found = [
        _swept(_entries(facts, _timed), rank, every, (low, high)),
        _swept(_entries(facts, partial(_by_year, known=known)), rank, ~narrow | lasting),
        _swept(_entries(facts, partial(_by_report_and_number, known=known)), rank, every),
    ]
    codes = np.unique(np.concatenate(found))
    return np.stack([codes // size, codes % size], axis=1)


class _Entries(NamedTuple):
    """A row for each key of each mention: the number of the key, the mention's position, and whether its block is one of `ANYWHERE`."""

    keys: Whole
    members: Whole
    anywhere: npt.NDArray[np.bool_]


def _entries(facts: Sequence[Facts], keys_of: Callable[[Facts], Iterator[Key]]) -> _Entries:
    numbers: dict[Key, int] = {}
    keys: list[int] = []
    members: list[int] = []
    anywhere: list[bool] = []
    for at, fact in enumerate(facts):
        for key in set(keys_of(fact)):
            keys.append(numbers.setdefault(key, len(numbers)))
            members.append(at)
            anywhere.append(ANYWHERE in key)
    return _Entries(np.array(keys, dtype=np.int64), np.array(members, dtype=np.int64), np.array(anywhere, dtype=bool))


def _swept(
    entries: _Entries, rank: Whole, wanted: npt.NDArray[np.bool_], days: tuple[Whole, Whole] | None = None
) -> Whole:
    """The pairs of all blocks as one number each (smaller position times size, plus the larger).

    Args:
        entries: the blocks and their members.
        rank: of each mention, its place in the order of nearness.
        wanted: mentions of which at least one must be in a pair.
        days: first and last days; with them, only pairs whose days are near are kept.
    """
    keys, members, anywhere = entries
    if not len(keys):
        return np.empty(0, dtype=np.int64)
    size = len(rank)
    order = np.lexsort((rank[members], keys))
    keys, members, anywhere = keys[order], members[order], anywhere[order]
    crowd = np.bincount(keys)[keys] > np.where(anywhere, WINDOW, CROWD)
    out: list[Whole] = [np.empty(0, dtype=np.int64)]
    for step in range(1, WINDOW + 1):
        if len(keys) <= step:
            break
        keep = keys[:-step] == keys[step:]
        if not keep.any():
            break
        if step > CROWD_WINDOW:
            keep &= ~crowd[:-step]
        one, two = members[:-step], members[step:]
        keep &= wanted[one] | wanted[two]
        if days is not None:
            low, high = days
            keep &= np.maximum(low[one], low[two]) - np.minimum(high[one], high[two]) <= NEAR_DAYS
        one, two = one[keep], two[keep]
        out.append(np.minimum(one, two) * size + np.maximum(one, two))
    return np.unique(np.concatenate(out))


def _nearness(f: Facts) -> tuple[object, ...]:
    """Sorts mentions so that those of one event stand near each other."""
    return f.low or 0, f.high or 0, f.place, str(f.amounts[:1]), f.order, f.id


def _narrow(f: Facts) -> bool:
    return f.low is not None and f.high is not None and _months(f.low, f.high) <= NARROW_MONTHS


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
    """Blocks in which days are compared: for mentions with a narrow date."""
    if _narrow(f):
        for family in sorted(f.families):
            for anchor in _anchors(f):
                yield family, anchor


def _by_year(f: Facts, known: Rules) -> Iterator[Key]:
    """Blocks in which wide and open dates meet each other and the narrow ones."""
    years = list(_years(f, known))
    for family in sorted(f.families):
        for anchor in _anchors(f):
            for year in years:
                yield family, anchor, year


def _by_report_and_number(f: Facts, known: Rules) -> Iterator[Key]:
    """Blocks of one report, and of one number: above one it meets its like wherever it is placed, as short mentions give no place."""
    for family in sorted(f.families):
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
