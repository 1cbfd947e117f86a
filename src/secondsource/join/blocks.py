"""Which mentions are worth comparing: those that share kind, country and time, or a source, or a number.

Sorted neighbourhoods (Hernández and Stolfo 1995): within a block, mentions stand in order of their days, and each meets a bounded number of those
that follow. All blocks are swept at once, so the work grows with the mentions and not with their pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .columns import KINDS, Columns, columns_of
from .facts import Facts
from .rules import NEAR_DAYS, Rules

WINDOW = 40
"""In a block each mention meets at most so many that follow it."""
CROWD, CROWD_WINDOW = 300, 12
"""In a crowd this large most neighbours tell the same thing, and few of them are enough to bring it together."""

Whole = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


def candidates(facts: Sequence[Facts], known: Rules) -> list[tuple[int, int]]:
    """Pairs of positions to compare, smaller first, sorted. `facts` are the mentions of whole reports."""
    columns = columns_of([facts], known)
    return [(int(i), int(j)) for i, j in pairs(columns, np.ones(columns.size, dtype=bool))]


def pairs(columns: Columns, wanted: Flags) -> Whole:
    """Pairs to compare among the wanted mentions, as all mentions stand: an array of two columns, smaller position first, sorted.

    Args:
        columns: of all mentions.
        wanted: by position, which ones are asked for. Their neighbours do not depend on it.
    """
    rank = columns.rank()
    found = [np.empty(0, dtype=np.int64)]
    for kind in KINDS:
        keys, members = columns.many[kind]
        blocks = Blocks.of(keys, members, rank, None if wanted.all() else _shared(keys[wanted[members]]))
        found.append(blocks.met(wanted[blocks.members], partial(fitting, columns, kind)))
    codes = distinct(found)
    return np.stack([codes // columns.size, codes % columns.size], axis=1) if columns.size else codes.reshape(0, 2)


def fitting(columns: Columns, kind: str, one: Whole, two: Whole) -> Flags:
    """Which pairs may meet in a block of that kind: where days are compared, those whose days are near; by the year, those of which one has no time."""
    fits: Flags = np.ones(len(one), dtype=bool)
    if kind == "timed":
        low, high = columns.one["low"], columns.one["high"]
        fits = np.maximum(low[one], low[two]) - np.minimum(high[one], high[two]) <= NEAR_DAYS
    elif kind == "by_year":
        wide = columns.one["wide"]
        fits = wide[one] | wide[two]
    return fits


def _shared(keys: Whole) -> Whole:
    """The keys that stand there more than once."""
    found, counts = np.unique(keys, return_counts=True)
    return found[counts > 1]


class Blocks(NamedTuple):
    """Blocks with their members in order of nearness, one block after another.

    Args:
        keys: of each entry, the number of its block.
        members: of each entry, the position of the mention.
        place: of each entry, its place in its block.
        window: of each entry, how many that follow it meets.
        size: how many mentions there are at all.
    """

    keys: Whole
    members: Whole
    place: Whole
    window: Whole
    size: int

    @classmethod
    def of(cls, keys: Whole, members: Whole, rank: Whole, only: Whole | None = None) -> Blocks:
        """The blocks of these entries; with `only`, no others than those."""
        if only is not None:
            chosen = np.isin(keys, only)
            keys, members = keys[chosen], members[chosen]
        order = np.lexsort((rank[members], keys))
        keys, members = keys[order], members[order]
        _, first, counts = np.unique(keys, return_index=True, return_counts=True)
        crowd = counts > np.where(keys[first] % 2 == 1, WINDOW, CROWD)
        return cls(
            keys,
            members,
            np.arange(len(keys)) - np.repeat(first, counts),
            np.repeat(np.where(crowd, CROWD_WINDOW, WINDOW), counts),
            len(rank),
        )

    def met(self, wanted: Flags, fits: Callable[[Whole, Whole], Flags]) -> Whole:
        """The pairs of wanted entries that meet, as one number each: smaller position times size, plus the larger; sorted.

        Args:
            wanted: by entry.
            fits: which pairs of positions may meet at all.
        """
        keys, members, place, window = (a[wanted] for a in (self.keys, self.members, self.place, self.window))
        out: list[Whole] = [np.empty(0, dtype=np.int64)]
        for step in range(1, min(WINDOW + 1, len(keys))):
            keep = keys[:-step] == keys[step:]
            if not keep.any():
                break
            at = np.flatnonzero(keep & (place[step:] - place[:-step] <= window[:-step]))
            one, two = members[at], members[at + step]
            fit = fits(one, two)
            one, two = one[fit], two[fit]
            out.append(np.minimum(one, two) * self.size + np.maximum(one, two))
        return distinct(out)


def distinct(parts: list[Whole]) -> Whole:
    """The numbers of all parts, sorted, each once. The parts are emptied: of a million mentions they hold a gigabyte, and one copy is enough."""
    every = np.concatenate(parts)
    parts.clear()
    every.sort()
    fresh = np.ones(len(every), dtype=bool)
    np.not_equal(every[1:], every[:-1], out=fresh[1:])
    found: Whole = every[fresh]
    return found
