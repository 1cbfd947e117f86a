"""Numbers that keep rows in their order and leave room between them, so that a row put among others moves none."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

GAP = 256
"""Numbers from one row to the next where there is room."""
_LARGEST = (1 << 31) - 1
"""The largest number that every database takes."""
NEW = -1
"""Stands for the number of a row that has none yet."""


def numbered(rows: int) -> list[int]:
    """The numbers of rows that are all new."""
    gap = max(1, min(GAP, _LARGEST // (rows + 1)))
    return list(range(gap, gap * rows + 1, gap))


def renumbered(before: Sequence[int]) -> list[int]:
    """The numbers of rows in their new order; as many as possible stay as they are.

    Args:
        before: for each row, in its new order, the number that it has, or `NEW`.
    """
    stays = [at for at, number in enumerate(before) if number != NEW]
    if any(before[a] >= before[b] for a, b in pairwise(stays)):
        stays = _rising(stays, before)
    out = list(before)
    last, low = -1, 0
    for at in stays:
        count, room = at - last - 1, before[at] - low
        if room <= count:
            return numbered(len(out))
        # as far apart from one another as can be
        for place in range(1, count + 1):
            out[last + place] = low + place * room // (count + 1)
        last, low = at, before[at]
    gap = GAP if low + GAP * (len(out) - last) <= _LARGEST else 1
    for place in range(last + 1, len(out)):
        out[place] = low + gap * (place - last)
    return out if not out or out[-1] <= _LARGEST else numbered(len(out))


def _rising(stays: Sequence[int], before: Sequence[int]) -> list[int]:
    """Those of these places whose numbers are a longest rising part of all (Schensted 1961)."""
    tails: list[int] = []
    ends: list[int] = []
    back: dict[int, int] = {}
    for at in stays:
        length = bisect_left(tails, before[at])
        tails[length : length + 1] = [before[at]]
        ends[length : length + 1] = [at]
        if length:
            back[at] = ends[length - 1]
    out = [ends[-1]]
    while out[-1] in back:
        out.append(back[out[-1]])
    return out[::-1]
