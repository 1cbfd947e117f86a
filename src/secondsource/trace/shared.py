"""Which texts share runs of words: an index of every run of five words, so that no pair that shares enough of them is missed.

A run is a number of 64 bits; all runs of all texts are sorted once, those that are the same stand together, and each text meets the first few texts
that hold a run and the latest few before it. The work grows with the words, whatever the texts are: a phrase that everybody uses costs no more.
An index of runs finds every pair that wording could show to be copies; sketches (MinHash) find most of them.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import count

import numpy as np
import numpy.typing as npt

RUN = 5
"""Words in a row that are a run."""
FIRST_HOLDERS, LAST_HOLDERS = 4, 12
"""Of the texts that hold a run a text meets so many: a copy is made of the original or of a recent copy."""
ALIGNED = 8
"""Texts that a text is compared with at most, and the first of all that share nearly as much."""
AT_ONCE = 12_000_000
"""Runs that are sorted at a time: about 600 MB."""

Whole = npt.NDArray[np.int64]
_MIX = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)


def candidates(texts: Iterable[Sequence[str]], least: int) -> list[tuple[int, int]]:
    """Pairs of positions worth aligning, smaller first, sorted.

    Args:
        texts: the words of each text; they are taken one by one, and only their numbers are kept.
        least: words that two texts must share in runs of `RUN` at least.
    """
    words, ends = _numbered(texts)
    if not len(ends):
        return []
    pairs, shared = _met(words, ends, least_runs(least))
    return _likeliest(pairs, shared, len(ends))


def least_runs(least: int) -> int:
    """How many of the overlapping runs two texts share at least that share so many words: each stretch of n words has n - 4 of them.

    >>> least_runs(20)
    4
    """
    return max(1, -(-least // RUN))


def _numbered(texts: Iterable[Sequence[str]]) -> tuple[npt.NDArray[np.int32], Whole]:
    """Every word of every text as a number, and where each text ends."""
    number: defaultdict[str, int] = defaultdict(count().__next__)
    words = array("i")
    ends = array("q")
    for text in texts:
        words.extend(map(number.__getitem__, text))
        ends.append(len(words))
    return np.frombuffer(words, dtype=np.int32) if words else np.empty(0, np.int32), np.array(ends, dtype=np.int64)


def _runs(words: npt.NDArray[np.int32]) -> npt.NDArray[np.uint64]:
    """The run that begins at each word, mixed so that its bits are even (after Steele, Lea and Flood 2014)."""
    size = max(0, len(words) - RUN + 1)
    out = np.zeros(size, dtype=np.uint64)
    for offset in range(RUN):
        out *= _MIX
        out += words[offset : offset + size].astype(np.uint64) + np.uint64(1)
        out ^= out >> _SHIFT
    out *= np.uint64(0xBF58476D1CE4E5B9)
    out ^= out >> np.uint64(32)
    return out


def _met(words: npt.NDArray[np.int32], ends: Whole, least: int) -> tuple[Whole, Whole]:
    """Pairs of texts as one number each (the later one times their count, plus the earlier one), and how many runs each shares, from `least` on."""
    runs = _runs(words)
    text = np.repeat(np.arange(len(ends), dtype=np.int32), np.diff(ends, prepend=0))[: len(runs)]
    whole = np.ones(len(runs), dtype=bool)
    for short in range(1, RUN):
        # a run that would go on into the next text is none
        at = ends - short
        whole[at[(at >= 0) & (at < len(runs))]] = False
    parts = max(1, -(-len(runs) // AT_ONCE))
    pairs = np.empty(0, dtype=np.int64)
    counts = np.empty(0, dtype=np.int64)
    for part in range(parts):
        mine = whole if parts == 1 else whole & ((runs % np.uint64(parts)) == np.uint64(part))
        found, times = np.unique(_together(runs[mine], text[mine], len(ends)), return_counts=True)
        pairs, counts = _added(pairs, counts, found, times)
    enough = counts >= least
    return pairs[enough], counts[enough]


def _together(runs: npt.NDArray[np.uint64], text: npt.NDArray[np.int32], size: int) -> Whole:
    """The pairs of texts that hold a run together, once for each such run."""
    order = np.lexsort((text, runs))
    runs, text = runs[order], text[order].astype(np.int64)
    # a text that says one run twice holds it once
    keep = np.ones(len(runs), dtype=bool)
    keep[1:] = (runs[1:] != runs[:-1]) | (text[1:] != text[:-1])
    runs, text = runs[keep], text[keep]
    fresh = np.ones(len(runs), dtype=bool)
    fresh[1:] = runs[1:] != runs[:-1]
    start = np.maximum.accumulate(np.where(fresh, np.arange(len(runs)), 0))
    rank = np.arange(len(runs)) - start
    shared = np.flatnonzero(rank)
    start, rank = start[shared], rank[shared]
    out = []
    for back in range(1, LAST_HOLDERS + 1):
        near = shared[rank >= back]
        out.append(text[near] * size + text[near - back])
    for first in range(FIRST_HOLDERS):
        far = rank > LAST_HOLDERS + first
        out.append(text[shared[far]] * size + text[start[far] + first])
    return np.concatenate(out) if out else np.empty(0, dtype=np.int64)


def _added(pairs: Whole, counts: Whole, found: Whole, times: Whole) -> tuple[Whole, Whole]:
    if not len(pairs):
        return found, times.astype(np.int64)
    every, where = np.unique(np.concatenate([pairs, found]), return_inverse=True)
    total = np.bincount(where, weights=np.concatenate([counts, times]), minlength=len(every))
    return every, total.astype(np.int64)


def _likeliest(pairs: Whole, shared: Whole, size: int) -> list[tuple[int, int]]:
    """For each text the few that share most, of equals the later; and the first of all that share half as much as the one that shares most."""
    later, earlier = pairs // size, pairs % size
    order = np.lexsort((-earlier, -shared, later))
    later, earlier, shared = later[order], earlier[order], shared[order]
    fresh = np.ones(len(later), dtype=bool)
    fresh[1:] = later[1:] != later[:-1]
    start = np.maximum.accumulate(np.where(fresh, np.arange(len(later)), 0))
    chosen = np.arange(len(later)) - start < ALIGNED
    many = 2 * shared >= shared[start]
    first = np.full(size, size, dtype=np.int64)
    np.minimum.at(first, later[many], earlier[many])
    chosen |= earlier == first[later]
    return sorted(zip(earlier[chosen].tolist(), later[chosen].tolist(), strict=True))
