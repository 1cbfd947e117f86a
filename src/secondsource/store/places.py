"""Numbers that keep rows in their order and leave room between them, so that a row put among others moves none."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

GAP = 256
"""Numbers from one row to the next where there is room."""
_LARGEST = (1 << 31) - 1
"""The largest number that every database takes."""
Numbers = npt.NDArray[np.int64]
NEW = -1
"""Stands for the number of a row that has none yet."""


def numbered(rows: int) -> list[int]:
    """The numbers of rows that are all new."""
    gap = max(1, min(GAP, _LARGEST // (rows + 1)))
    return list(range(gap, gap * rows + 1, gap))


def renumbered(before: Sequence[int]) -> Numbers:
    """The numbers of rows in their new order; as many as possible stay as they are.

    Args:
        before: for each row, in its new order, the number that it has, or `NEW`.
    """
    had = np.array(before, dtype=np.int64)
    stays = had >= 0
    kept = had[stays]
    if (kept[1:] <= kept[:-1]).any():
        stays[np.flatnonzero(stays)[~_rising(kept)]] = False
    at = np.flatnonzero(stays)
    if not len(at):
        return np.array(numbered(len(had)), dtype=np.int64)
    fixed = had[at]
    # between two that stay, and before the first: as far apart from one another as can be; after the last: with the usual room
    lows, highs = np.concatenate([[0], fixed[:-1]]), fixed
    counts = np.diff(np.concatenate([[-1], at])) - 1
    if (highs - lows <= counts).any():
        return np.array(numbered(len(had)), dtype=np.int64)
    out = had.copy()
    for low, high, count, end in zip(*(a[counts > 0].tolist() for a in (lows, highs, counts, at)), strict=True):
        out[end - count : end] = low + (np.arange(1, count + 1) * (high - low)) // (count + 1)
    after = len(had) - 1 - int(at[-1])
    out[at[-1] + 1 :] = fixed[-1] + GAP * np.arange(1, after + 1)
    if after and out[-1] > _LARGEST:
        return np.array(numbered(len(had)), dtype=np.int64)
    return out


def _rising(numbers: Numbers) -> npt.NDArray[np.bool_]:
    """Which numbers are in a longest rising part of them (Schensted 1961)."""
    tails: list[int] = []
    ends: list[int] = []
    back = np.full(len(numbers), -1, dtype=np.int64)
    for at, number in enumerate(numbers.tolist()):
        length = bisect_left(tails, number)
        tails[length : length + 1] = [number]
        ends[length : length + 1] = [at]
        if length:
            back[at] = ends[length - 1]
    out = np.zeros(len(numbers), dtype=bool)
    at = ends[-1] if ends else -1
    while at >= 0:
        out[at] = True
        at = int(back[at])
    return out
