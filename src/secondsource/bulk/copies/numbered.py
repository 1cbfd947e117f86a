"""All bodies numbered by publication, then by id: the order in which they meet, whatever files they come from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from .kept import whole
from .signed import Segment

LEFT_OUT = np.uint32(0xFFFFFFFF)
"""The number of a body whose id another file has given already."""
MOST = 1 << 31
"""Bodies that can be compared at a time."""


def number(segments: Sequence[Segment], folder: Path) -> int:
    """Writes the order of all bodies; what is there already is kept. A body that is there twice, by its id, counts once, with its earlier date.

    Args:
        segments: of all files.
        folder: takes `numbers.npy` (the number of each body, in the order of the segments), `rows.npy` (the reverse) and `ids.npy` (by number).

    Returns:
        How many bodies there are.
    """
    if not folder.is_dir():
        ids = _together([segment.ids() for segment in segments])
        published = _together([segment.published() for segment in segments])
        rows = _ordered(ids, published)
        if len(rows) > MOST:
            raise ValueError(f"At most {MOST:,} bodies can be compared at a time, not {len(rows):,}.")
        numbers = np.full(len(ids), LEFT_OUT, dtype=np.uint32)
        numbers[rows] = np.arange(len(rows), dtype=np.uint32)
        with whole(folder) as place:
            place.mkdir()
            np.save(place / "numbers.npy", numbers)
            np.save(place / "rows.npy", rows)
            np.save(place / "ids.npy", ids[rows])
    return int(np.load(folder / "rows.npy", mmap_mode="r").shape[0])


def _ordered(ids: npt.NDArray[np.bytes_], published: npt.NDArray[np.bytes_]) -> npt.NDArray[np.int64]:
    order = np.lexsort((published, ids))
    fresh = np.ones(len(order), dtype=bool)
    fresh[1:] = ids[order[1:]] != ids[order[:-1]]
    order = order[fresh]
    # by id they stand already, and a stable sort keeps that
    return order[np.argsort(published[order], kind="stable")]


def _together(parts: list[npt.NDArray[np.bytes_]]) -> npt.NDArray[np.bytes_]:
    return np.concatenate([np.empty(0, dtype="S1"), *parts])
