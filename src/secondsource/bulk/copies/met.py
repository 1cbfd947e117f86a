"""The bodies that hold a run together, for one range of runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from secondsource.trace.shared import TEXTS, together

from .kept import whole
from .numbered import LEFT_OUT
from .signed import Segment, segments

AT_ONCE = 4_000_000
"""Keys of a range, about. A key makes at most sixteen pairs of eight bytes, and most make none."""
RUNS = 64 - int(TEXTS)
"""Bits of a run."""
PAIR = 1 << 32
"""A pair is the later body's number times this, plus the earlier's."""


@dataclass(frozen=True, slots=True)
class Range:
    """The runs from `first` up to `end`, of the files of bodies whose segments lie in these folders; `out` takes the pairs."""

    first: int
    end: int
    folders: tuple[str, ...]
    order: str
    out: str


def ranges(keys: int, bodies: int) -> list[tuple[int, int]]:
    """Cuts all runs into ranges of one width, each with few enough keys, and with numbers small enough that a run and a body fit into 64 bits.

    >>> len(ranges(1000, 10)), len(ranges(5 * AT_ONCE, 10))
    (1, 8)
    """
    parts = (max(0, -(-keys // AT_ONCE - 1))).bit_length()
    parts = max(parts, RUNS + bodies.bit_length() - 64)
    width = 1 << (RUNS - parts)
    return [(first, first + width) for first in range(0, 1 << RUNS, width)]


def meet(part: Range) -> None:
    """Writes the pairs of bodies that hold a run of the range together, once for each such run, sorted; what is there already is kept."""
    out = Path(part.out)
    if out.exists():
        return
    numbers = np.load(Path(part.order) / "numbers.npy", mmap_mode="r")
    bodies = np.load(Path(part.order) / "rows.npy", mmap_mode="r").shape[0]
    keys = _keys(part, segments([Path(folder) for folder in part.folders]), numbers, bodies.bit_length())
    keys.sort()
    pairs = together(keys, PAIR, bodies.bit_length())
    del keys
    pairs.sort()
    with whole(out) as place, place.open("wb") as file:
        np.save(file, pairs)


def _keys(part: Range, held: Sequence[Segment], numbers: npt.NDArray[np.uint32], bits: int) -> npt.NDArray[np.uint64]:
    """The keys of the range with the number of their body among all, in so many lower bits."""
    out = [np.empty(0, dtype=np.uint64)]
    before = 0
    ends = np.array([part.first, part.end - 1], dtype=np.uint64) << TEXTS
    ends[1] |= (np.uint64(1) << TEXTS) - np.uint64(1)
    for segment in held:
        keys = segment.keys()
        low, high = np.searchsorted(keys, ends[0], "left"), np.searchsorted(keys, ends[1], "right")
        some = np.array(keys[low:high])
        place = (some & ((np.uint64(1) << TEXTS) - np.uint64(1))).astype(np.int64)
        size = segment.ids().shape[0]
        number = np.array(numbers[before : before + size])[place]
        before += size
        some = (some >> TEXTS) - np.uint64(part.first)
        some <<= np.uint64(bits)
        some |= number
        out.append(some[number != LEFT_OUT])
    return np.concatenate(out)
