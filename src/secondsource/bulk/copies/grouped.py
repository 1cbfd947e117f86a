"""Bodies that are mostly of the same words, directly or through others, as groups."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from secondsource.trace.copies import WHOLE

from .kept import whole

SCHEMA = pa.schema([("group", pa.string()), ("id", pa.string()), ("size", pa.int64())])
"""The id of the first published of the group, the id of a member, and how many members there are."""
_COLUMNS = ("earlier_number", "later_number", "words", "earlier_words", "later_words")

Whole = npt.NDArray[np.int64]


def group(pairs: Sequence[Path], order: Path, out: Path) -> int:
    """Writes the groups of two and more, in order of publication; what is there already is kept. Gives how many there are.

    Two bodies are of one group if the words that the later has of the earlier are half of the later and, in number, half of the earlier.

    Args:
        pairs: files of pairs.
        order: the folder with the order of all bodies.
        out: the file to write.
    """
    if not out.exists():
        ids = np.load(order / "ids.npy", mmap_mode="r")
        first = connected(len(ids), *_same(pairs))
        sizes = np.bincount(first, minlength=len(ids))
        member = np.flatnonzero(sizes[first] > 1)
        member = member[np.lexsort((member, first[member]))]
        with whole(out) as place:
            columns = [_names(ids, first[member]), _names(ids, member), sizes[first[member]]]
            pq.write_table(pa.table(columns, schema=SCHEMA), place, compression="zstd")
    made = pq.read_table(out, columns=["group", "id"])
    return int(pc.sum(pc.equal(made["group"], made["id"])).as_py() or 0)


def connected(size: int, a: Whole, b: Whole) -> Whole:
    """The first member of the set of each of so many bodies that the edges connect: the least number spreads until nothing changes.

    >>> connected(4, np.array([0, 2]), np.array([2, 3])).tolist()
    [0, 1, 0, 0]
    """
    first = np.arange(size)
    while True:
        low = np.minimum(first[a], first[b])
        apart = np.flatnonzero(first[a] != first[b])
        if not len(apart):
            return first
        np.minimum.at(first, first[a][apart], low[apart])
        np.minimum.at(first, first[b][apart], low[apart])
        while not np.array_equal(above := first[first], first):
            first = above


def _same(pairs: Sequence[Path]) -> tuple[Whole, Whole]:
    """The two ends of every pair that is mostly of the same words."""
    ends: list[tuple[Whole, Whole]] = [(np.empty(0, np.int64), np.empty(0, np.int64))]
    for file in pairs:
        a, b, words, many_a, many_b = (c.to_numpy() for c in pq.read_table(file, columns=list(_COLUMNS)).columns)
        most = words >= WHOLE * np.maximum(many_a, many_b)
        ends.append((a[most], b[most]))
    return np.concatenate([a for a, _ in ends]), np.concatenate([b for _, b in ends])


def _names(ids: npt.NDArray[np.bytes_], numbers: Whole) -> list[str]:
    return [name.decode() for name in ids[numbers].tolist()]
