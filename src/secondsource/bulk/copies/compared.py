"""Two bodies word by word: how many runs both hold, and how many words of the later stand in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from secondsource.trace.shared import RUN

from .met import PAIR
from .signed import Segment

AT_ONCE = 4_000_000
"""Runs that are compared at a time, about."""

Whole = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Compared:
    """Pairs of numbered bodies, an array for each value: see `secondsource.bulk.copies.paired.SCHEMA`."""

    earlier: Whole
    later: Whole
    runs: Whole
    words: Whole
    earlier_words: Whole
    later_words: Whole


class Texts:
    """The runs of every body by its number: taken from the segments when they are asked for."""

    def __init__(self, segments: Sequence[Segment], order: Path) -> None:
        self._rows = np.load(order / "rows.npy", mmap_mode="r")
        self._tails = [segment.tails() for segment in segments]
        self._starts = [segment.starts() for segment in segments]
        self._ends = np.cumsum([len(starts) - 1 for starts in self._starts])

    def sizes(self, numbers: Whole) -> Whole:
        """How many runs each body has."""
        out = np.zeros(len(numbers), dtype=np.int64)
        for at, which, inside in self._found(numbers):
            starts = self._starts[at]
            out[which] = starts[inside + 1] - starts[inside]
        return out

    def runs(self, numbers: Whole, sizes: Whole) -> npt.NDArray[np.uint32]:
        """The runs of each body, one body after the other; each run by 32 of its bits.

        Args:
            numbers: of the bodies.
            sizes: how many runs each has.
        """
        out = np.zeros(int(sizes.sum()), dtype=np.uint32)
        begin = np.cumsum(sizes) - sizes
        for at, which, inside in self._found(numbers):
            out[_places(begin[which], sizes[which])] = self._tails[at][
                _places(np.array(self._starts[at][inside]), sizes[which])
            ]
        return out

    def _found(self, numbers: Whole) -> Iterator[tuple[int, Whole, Whole]]:
        """For each segment that holds some: its position, which of the numbers it holds, and where."""
        rows = self._rows[numbers].astype(np.int64)
        home = np.searchsorted(self._ends, rows, "right")
        for at in np.unique(home):
            which = np.flatnonzero(home == at)
            before = int(self._ends[at - 1]) if at else 0
            yield int(at), which, rows[which] - before


def compared(pairs: Whole, texts: Texts) -> Iterator[Compared]:
    """The pairs with what their bodies share, in their order, some at a time."""
    later, earlier = pairs // PAIR, pairs % PAIR
    mine, theirs = texts.sizes(later), texts.sizes(earlier)
    total = np.cumsum(mine + theirs)
    start = 0
    while start < len(pairs):
        done = int(total[start - 1]) if start else 0
        end = max(start + 1, int(np.searchsorted(total, done + AT_ONCE, "right")))
        part = slice(start, end)
        yield _compared(earlier[part], later[part], theirs[part], mine[part], texts)
        start = end


def _compared(earlier: Whole, later: Whole, theirs: Whole, mine: Whole, texts: Texts) -> Compared:
    pair = np.arange(len(later), dtype=np.uint64) << np.uint64(32)
    held = np.repeat(pair, theirs) | texts.runs(earlier, theirs)
    held.sort()
    own = np.repeat(pair, mine) | texts.runs(later, mine)
    at = np.searchsorted(held, own)
    hit = held[np.minimum(at, len(held) - 1)] == own if len(held) else np.zeros(len(own), dtype=bool)
    place = np.flatnonzero(hit)
    which = (own[place] >> np.uint64(32)).astype(np.int64)
    # a run covers its words; where the next one starts sooner, only those before it
    covers = np.full(len(place), RUN, dtype=np.int64)
    near = which[1:] == which[:-1]
    covers[:-1][near] = np.minimum(RUN, np.diff(place))[near]
    met = own[place]
    met.sort()
    different = np.ones(len(met), dtype=bool)
    different[1:] = met[1:] != met[:-1]
    return Compared(
        earlier=earlier,
        later=later,
        runs=np.bincount((met[different] >> np.uint64(32)).astype(np.int64), minlength=len(later)),
        words=np.bincount(which, weights=covers, minlength=len(later)).astype(np.int64),
        earlier_words=_words(theirs),
        later_words=_words(mine),
    )


def _words(runs: Whole) -> Whole:
    return np.where(runs > 0, runs + RUN - 1, 0)


def _places(starts: Whole, sizes: Whole) -> Whole:
    """The positions of stretches that start here and are so long, one after the other."""
    ends = np.cumsum(sizes)
    return np.arange(int(ends[-1]) if len(ends) else 0) - np.repeat(ends - sizes - starts, sizes)
