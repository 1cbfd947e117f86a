"""Puts things that take room on an axis into rows, so that none covers another."""

from __future__ import annotations

from collections.abc import Sequence

GAP = 5.0
"""Units between two things in a row."""


def rows_for(taken: Sequence[tuple[float, float]]) -> tuple[int, ...]:
    """The row of each thing, from 0: the first row that is free where it begins.

    Args:
        taken: from where to where each thing reaches, in user units.

    >>> rows_for([(0, 10), (5, 15), (20, 30)])
    (0, 1, 0)
    """
    ends: list[float] = []
    out = [0] * len(taken)
    for at in sorted(range(len(taken)), key=lambda n: (taken[n], n)):
        low, high = taken[at]
        row = next((n for n, end in enumerate(ends) if end + GAP <= low), len(ends))
        if row == len(ends):
            ends.append(high)
        else:
            ends[row] = high
        out[at] = row
    return tuple(out)
