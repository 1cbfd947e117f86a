"""What pairs of mentions were found to score: kept, so that two mentions that stayed are not compared again when others come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt

from .columns import Flags, Whole
from .compare import compare
from .facts import Facts
from .rules import Rules

_CHUNK = 100_000
"""Pairs that are taken out of their array at a time: as Python numbers they need ten times the memory."""
Scores = npt.NDArray[np.float64]


class Compared:
    """The scores of pairs of positions.

    Args:
        size: how many mentions there are.
        codes: of each pair that has a score, its smaller position times `size`, plus the larger; sorted.
        scores: theirs.
    """

    def __init__(self, size: int, codes: Whole | None = None, scores: Scores | None = None) -> None:
        self.size = size
        self.codes = np.empty(0, dtype=np.int64) if codes is None else codes
        self.scores = np.empty(0, dtype=np.float64) if scores is None else scores

    def moved(self, to: Whole, size: int) -> Compared:
        """The same scores where the mentions stand now.

        Args:
            to: for each position the new one, in the same order; -1 where the mention is gone.
            size: how many mentions there are now.
        """
        if not len(self.codes):
            return Compared(size)
        one, two = to[self.codes // self.size], to[self.codes % self.size]
        stay = (one >= 0) & (two >= 0)
        return Compared(size, one[stay] * size + two[stay], self.scores[stay])

    def forget(self, pairs: Whole) -> None:
        """Lets go of the scores of these pairs, an array of two columns."""
        stay = ~np.isin(self.codes, self._codes(pairs))
        self.codes, self.scores = self.codes[stay], self.scores[stay]

    def of(self, pairs: Whole, facts: Mapping[int, Facts], known: Rules) -> Scores:
        """The score of each pair; those that have none yet are compared, and have one from then on.

        Args:
            pairs: an array of two columns, smaller position first, sorted.
            facts: of the mentions, by position.
            known: the pack's rules of joining.
        """
        codes = self._codes(pairs)
        if not len(self.codes):
            self.codes, self.scores = codes, np.fromiter(_compared(pairs, facts, known), np.float64, len(pairs))
            return self.scores
        out = np.empty(len(codes), dtype=np.float64)
        new = self._asked(codes, out)
        out[new] = np.fromiter(_compared(pairs[new], facts, known), np.float64, int(new.sum()))
        at = np.searchsorted(self.codes, codes[new])
        self.codes, self.scores = np.insert(self.codes, at, codes[new]), np.insert(self.scores, at, out[new])
        return out

    def _asked(self, codes: Whole, out: Scores) -> Flags:
        """Writes the scores that are there into `out`; tells for which codes there are none."""
        at = np.minimum(np.searchsorted(self.codes, codes), len(self.codes) - 1)
        there = self.codes[at] == codes
        out[there] = self.scores[at[there]]
        new: Flags = ~there
        return new

    def _codes(self, pairs: Whole) -> Whole:
        codes: Whole = pairs[:, 0] * self.size + pairs[:, 1]
        return codes


def _compared(pairs: Whole, facts: Mapping[int, Facts], known: Rules) -> Iterator[float]:
    return (compare(facts[i], facts[j], known) for i, j in each(pairs))


def each(pairs: Whole) -> Iterator[tuple[int, int]]:
    """The pairs of an array of two columns as Python numbers."""
    for start in range(0, len(pairs), _CHUNK):
        yield from zip(*pairs[start : start + _CHUNK].T.tolist(), strict=True)


def one_by_one(scores: Scores) -> Iterator[float]:
    """The scores of an array as Python numbers."""
    for start in range(0, len(scores), _CHUNK):
        yield from scores[start : start + _CHUNK].tolist()
