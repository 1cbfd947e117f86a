"""Which mentions are worth comparing: those that share kind, country and time, or a source, or a number. Near-linear."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from .facts import Facts, Rules

WINDOW = 40
"""In a block larger than this a mention meets only so many neighbours, sorted by date, place and number."""
CROWD, CROWD_WINDOW = 300, 12
"""In a crowd this large most neighbours tell the same thing, and few of them are enough to bring it together."""
ANYWHERE = "*"
"""In place of a country, for those that give none or err in it: who shares country or source meets in a smaller block, so few neighbours are enough."""


def candidates(facts: Sequence[Facts], known: Rules) -> list[tuple[int, int]]:
    """Pairs of positions to compare, smaller first, sorted."""
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, f in enumerate(facts):
        for key in set(_keys(f, known)):
            blocks[key].append(i)
    ordered = sorted(range(len(facts)), key=lambda i: _nearness(facts[i]))
    rank = {i: at for at, i in enumerate(ordered)}
    pairs: set[tuple[int, int]] = set()
    for key, members in blocks.items():
        if len(members) > WINDOW:
            members.sort(key=rank.__getitem__)
        crowd = WINDOW if ANYWHERE in key else CROWD
        window = WINDOW if len(members) <= crowd else CROWD_WINDOW
        for k, i in enumerate(members):
            for j in members[k + 1 : k + 1 + window]:
                pairs.add((i, j) if i < j else (j, i))
    return sorted(pairs)


def _nearness(f: Facts) -> tuple[Any, ...]:
    """Sorts mentions so that those of one event stand near each other."""
    return f.low or 0, f.high or 0, f.place, str(f.amounts[:1]), f.order


def _keys(f: Facts, known: Rules) -> Iterator[tuple[str, ...]]:
    cells = list(_cells(f, known))
    for family in sorted(f.families):
        for cell in cells:
            yield family, f.country or f.place, cell
            for cited in f.cites:
                yield family, cited, cell
            if f.outlet:
                yield family, f.outlet, cell
            yield family, ANYWHERE, cell
        yield family, "report", f.report
        for what, low, high in f.amounts:
            # a number above one meets its like wherever it is placed, as short mentions give no place
            yield family, "n", what, str(low), str(high), "" if low != 1 else f.country or f.place
            if f.type in known.measured:
                yield family, "n", what.split("/")[0]


def _cells(f: Facts, known: Rules) -> Iterator[str]:
    """Months for dates of up to four months; else years; states meet by the year as well."""
    low, high = f.low if f.low is not None else f.high, f.high if f.high is not None else f.low
    if low is None or high is None:
        yield "undated"
        if f.published is not None:
            yield str(date.fromordinal(f.published).year)
        return
    first, last = date.fromordinal(low), date.fromordinal(high)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months <= 4:
        for k in range(-1, months + 1):
            at = first.year * 12 + first.month - 1 + k
            yield f"{at // 12}-{at % 12 + 1:02d}"
    yield from (str(year) for year in range(first.year, min(last.year, first.year + 5) + 1))
    if f.type in known.states:
        yield from (str(first.year - 1), str(last.year + 1))
