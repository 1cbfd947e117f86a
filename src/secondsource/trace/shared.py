"""Which texts share runs of words: an index of every run of five words, so that no pair that shares enough of them is missed.

Words are numbers made of their letters, and a run is a number made of five words; where a text stands among all is written into the lower bits of its runs.
One sort then brings together what is the same, and each text meets the first few texts that hold a run and the latest few before it. The work grows with the
letters, whatever the texts are: a phrase that everybody uses costs no more. An index of runs finds every pair that wording could show to be copies;
sketches (MinHash) find most of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

import numpy as np
import numpy.typing as npt

RUN = 5
"""Words in a row that are a run."""
FIRST_HOLDERS, LAST_HOLDERS = 4, 12
"""Of the texts that hold a run a text meets so many: a copy is made of the original or of a recent copy."""
ALIGNED = 8
"""Texts that a text is compared with at most, and the first of all that share nearly as much."""
LETTERS, AT_ONCE = 1 << 20, 8_000_000
"""Characters that are read and runs that are compared at a time."""

TEXTS = np.uint64(26)
"""Bits of a run's number that hold the position of its text; the upper 38 hold the run, so that two runs of a hundred million hardly ever meet by chance."""

Whole = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.uint64]
_ALONE = (0x3400, 0x9FFF)
_QUOTES = "'’"
_BASE = 0x9E3779B97F4A7C15 | 1
_INVERSE = pow(_BASE, -1, 1 << 64)


def candidates(texts: Iterable[str], least: int) -> list[tuple[int, int]]:
    """Pairs of positions worth aligning, smaller first, sorted.

    Args:
        texts: taken one by one; only their runs are kept.
        least: words that two texts must share in runs of `RUN` at least.
    """
    keys, size = indexed(texts)
    if size > 1 << int(TEXTS):
        raise ValueError(f"At most {1 << int(TEXTS):,} texts can be compared at a time, not {size:,}.")
    keys.sort()
    pairs, counts = meetings(keys, size)
    del keys
    enough = counts >= least_runs(least)
    pairs, counts = pairs[enough], counts[enough]
    pairs = pairs[likeliest(pairs, counts, size)]
    return sorted(zip((pairs % size).tolist(), (pairs // size).tolist(), strict=True))


def meetings(keys: Numbers, size: int) -> tuple[Whole, Whole]:
    """The pairs of texts that meet in a run, see `together`, ascending, and in how many runs each pair meets; the keys are sorted."""
    met = [np.empty(0, dtype=np.int64), *(together(part, size) for part in _parts(keys))]
    every = np.concatenate(met)
    del met
    every.sort()
    return counted(every)


def least_runs(least: int) -> int:
    """How many of the overlapping runs two texts share at least that share so many words: each stretch of n words has n - 4 of them.

    >>> least_runs(20)
    4
    """
    return max(1, -(-least // RUN))


def words_hashed(text: str) -> list[int]:
    """The words of a text as numbers of 64 bits: the same word, whatever its case, is the same number.

    >>> words_hashed("Don't stop the DON'T")[0] == words_hashed("don't")[0] == words_hashed("x the don't")[2]
    True
    """
    return [int(n) for n in _words([text])[0]]


def run_numbers(texts: Iterable[str]) -> Iterator[tuple[Numbers, Whole]]:
    """The runs of texts as numbers of 64 bits, some texts at a time, in the order of the texts: the runs, and how many each of these texts has.

    The texts are taken one by one.

    >>> [(len(runs), many.tolist()) for runs, many in run_numbers(["a b c d e f", "too short"])]
    [(2, [2, 0])]
    """
    for some in _chunks(texts):
        words, many = _words(some)
        most = max(0, len(words) - RUN + 1)
        out = np.zeros(most, dtype=np.uint64)
        for offset in range(RUN):
            out *= np.uint64(_BASE)
            out += words[offset : offset + most]
            out ^= out >> np.uint64(29)
        ends = np.cumsum(many)
        whole = np.ones(most, dtype=bool)
        for short in range(1, RUN):
            # a run that would go on into the next text is none
            at = ends - short
            whole[at[(at >= 0) & (at < most)]] = False
        yield _mixed(out[whole]), np.maximum(many - RUN + 1, 0)


def indexed(texts: Iterable[str]) -> tuple[Numbers, int]:
    """All runs in the order of the texts, each with the position of its text in its lower bits, and how many texts there are."""
    keys: list[Numbers] = [np.empty(0, np.uint64)]
    size = 0
    for runs, many in run_numbers(texts):
        text = np.repeat(np.arange(size, size + len(many), dtype=np.uint64), many)
        keys.append((runs >> TEXTS << TEXTS) | text)
        size += len(many)
    return np.concatenate(keys), size


def _chunks(texts: Iterable[str]) -> Iterator[list[str]]:
    out: list[str] = []
    size = 0
    for text in texts:
        out.append(text)
        size += len(text)
        if size >= LETTERS:
            yield out
            out, size = [], 0
    if out:
        yield out


def _words(texts: list[str]) -> tuple[Numbers, Whole]:
    """The words of texts, one after the other, and how many each has.

    The number of a word is the polynomial of its letters (Karp and Rabin 1987), taken from one running sum over all letters, modulo 2^64.
    """
    joined = "\0".join(text.replace("\0", " ").casefold() for text in texts) + "\0"
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    kind = _kinds()[codes]
    inside = kind == 1
    quote = kind == 3
    quote[0] = quote[-1] = False
    quote[1:-1] &= inside[:-2] & inside[2:]
    inside |= quote
    before = np.zeros(len(codes), dtype=bool)
    before[1:] = inside[:-1]
    after = np.zeros(len(codes), dtype=bool)
    after[:-1] = inside[1:]
    alone = kind == 2
    start = np.flatnonzero((inside & ~before) | alone)
    end = np.flatnonzero((inside & ~after) | alone) + 1
    powers, inverse = _powers(len(codes))
    total = np.zeros(len(codes) + 1, dtype=np.uint64)
    np.cumsum((codes.astype(np.uint64) + np.uint64(1)) * powers, out=total[1:])
    words = _mixed((total[end] - total[start]) * inverse[start])
    bounds = np.searchsorted(start, np.flatnonzero(codes == 0))
    return words, np.diff(bounds, prepend=0)


def _mixed(numbers: Numbers) -> Numbers:
    """The numbers with their bits spread evenly (after Steele, Lea and Flood 2014)."""
    out = numbers ^ (numbers >> np.uint64(30))
    out *= np.uint64(0xBF58476D1CE4E5B9)
    out ^= out >> np.uint64(27)
    out *= np.uint64(0x94D049BB133111EB)
    out ^= out >> np.uint64(31)
    return out


@lru_cache(maxsize=1)
def _kinds() -> npt.NDArray[np.uint8]:
    """Of every character: 1 for a letter or digit, 2 for one that is a word by itself (Han), 3 for an apostrophe."""
    out = np.fromiter((chr(code).isalnum() for code in range(0x110000)), dtype=np.uint8, count=0x110000)
    low, high = _ALONE
    out[low : high + 1] = 2
    out[[ord(sign) for sign in _QUOTES]] = 3
    return out


@lru_cache(maxsize=4)
def _power_table(size: int) -> tuple[Numbers, Numbers]:
    def table(base: int) -> Numbers:
        out = np.full(size, np.uint64(base), dtype=np.uint64)
        out[0] = 1
        return np.cumprod(out)

    return table(_BASE), table(_INVERSE)


def _powers(size: int) -> tuple[Numbers, Numbers]:
    """The powers of the base, and of its inverse, from the zeroth on; tables grow by doubling."""
    powers, inverse = _power_table(1 << max(10, (size - 1).bit_length()))
    return powers[:size], inverse[:size]


def _parts(keys: Numbers) -> Iterator[Numbers]:
    """The sorted keys in pieces that never part what is one run."""
    start = 0
    while start < len(keys):
        end = min(len(keys), start + AT_ONCE)
        if end < len(keys):
            end = int(np.searchsorted(keys, ((keys[end - 1] >> TEXTS) + np.uint64(1)) << TEXTS)) or len(keys)
        yield keys[start:end]
        start = end


def together(keys: Numbers, size: int, bits: int = int(TEXTS)) -> Whole:
    """The pairs of texts that hold a run together, once for each such run: the later text times `size`, plus the earlier one.

    Args:
        keys: sorted; each a run and, in its lower bits, the position of a text that holds it.
        size: how many texts there are, or any larger number.
        bits: the lower bits.
    """
    # a text that says one run twice holds it once
    fresh = np.ones(len(keys), dtype=bool)
    fresh[1:] = keys[1:] != keys[:-1]
    keys = keys[fresh]
    runs = keys >> np.uint64(bits)
    same = np.zeros(len(keys) + 1, dtype=bool)
    same[1:-1] = runs[1:] == runs[:-1]
    shared = same[1:] | same[:-1]
    keys, first = keys[shared], ~same[:-1][shared]
    text = (keys & np.uint64((1 << bits) - 1)).astype(np.int64)
    at = np.arange(len(text))
    start = np.maximum.accumulate(np.where(first, at, 0))
    rank = at - start
    out = [np.empty(0, dtype=np.int64)]
    for back in range(1, LAST_HOLDERS + 1):
        near = np.flatnonzero(rank >= back)
        out.append(text[near] * size + text[near - back])
    for head in range(FIRST_HOLDERS):
        far = np.flatnonzero(rank > LAST_HOLDERS + head)
        out.append(text[far] * size + text[start[far] + head])
    return np.concatenate(out)


def counted(numbers: Whole) -> tuple[Whole, Whole]:
    """Each of the sorted numbers once, and how often it stands there."""
    fresh = np.ones(len(numbers), dtype=bool)
    fresh[1:] = numbers[1:] != numbers[:-1]
    at = np.flatnonzero(fresh)
    return numbers[at], np.diff(at, append=len(numbers))


def likeliest(pairs: Whole, shared: Whole, size: int) -> Whole:
    """Where among the pairs those stand that are worth aligning, ascending.

    For each text they are the few that share most, of equals the later; and the first of all that share half as much as the one that shares most.

    Args:
        pairs: the later text times `size`, plus the earlier one; each once.
        shared: how many runs each pair shares.
        size: how many texts there are, or any larger number.
    """
    later, earlier = pairs // size, pairs % size
    order = np.lexsort((-earlier, -shared, later))
    later, earlier, shared = later[order], earlier[order], shared[order]
    fresh = np.ones(len(later), dtype=bool)
    fresh[1:] = later[1:] != later[:-1]
    at = np.arange(len(later))
    start = np.maximum.accumulate(np.where(fresh, at, 0))
    chosen = at - start < ALIGNED
    many = 2 * shared >= shared[start]
    group = np.cumsum(fresh) - 1
    first = np.full(int(fresh.sum()), np.iinfo(np.int64).max)
    np.minimum.at(first, group[many], earlier[many])
    chosen |= earlier == first[group]
    return np.sort(order[chosen])
