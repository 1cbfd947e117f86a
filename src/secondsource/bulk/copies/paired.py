"""The pairs of one stretch of bodies with those before them: counted over all runs, the likeliest kept, and these compared word by word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from secondsource.trace.copies import LEAST_WORDS
from secondsource.trace.shared import counted, least_runs, likeliest

from .compared import Texts, compared
from .kept import whole
from .met import PAIR
from .signed import segments

STRETCH = 1 << 17
"""Bodies of a stretch."""
AT_ONCE = 8_000_000
"""Pairs that are counted at a time, about."""
SCHEMA = pa.schema(
    [
        ("earlier", pa.string()),
        ("later", pa.string()),
        ("runs", pa.int32()),
        ("words", pa.int32()),
        ("earlier_words", pa.int32()),
        ("later_words", pa.int32()),
        ("earlier_number", pa.int64()),
        ("later_number", pa.int64()),
    ]
)
"""The two ids, the earlier published first; how many different runs of five words both hold; words of the later that stand in such runs; words
of each in all; and the place of each among all by publication.
"""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The bodies numbered from `first` up to `end`, the files with pairs, and the file that takes what is found."""

    first: int
    end: int
    met: tuple[str, ...]
    folders: tuple[str, ...]
    order: str
    out: str


def stretches(bodies: int) -> list[tuple[int, int]]:
    """Cuts so many numbered bodies into stretches; one of nothing if there are none."""
    return [(first, min(bodies, first + STRETCH)) for first in range(0, max(1, bodies), STRETCH)]


def pair(part: Stretch) -> None:
    """Writes the pairs whose later body is of the stretch, sorted; what is there already is kept."""
    out = Path(part.out)
    if out.exists():
        return
    met = [np.load(file, mmap_mode="r") for file in part.met]
    texts = Texts(segments([Path(folder) for folder in part.folders]), Path(part.order))
    ids = np.load(Path(part.order) / "ids.npy", mmap_mode="r")
    with whole(out) as place, pq.ParquetWriter(place, SCHEMA, compression="zstd") as writer:
        for some in _blocks(met, part.first, part.end):
            for found in compared(_likely(some), texts):
                keep = found.words >= LEAST_WORDS
                columns = [
                    _names(ids, found.earlier[keep]),
                    _names(ids, found.later[keep]),
                    *(c[keep] for c in (found.runs, found.words, found.earlier_words, found.later_words)),
                    found.earlier[keep],
                    found.later[keep],
                ]
                writer.write_table(
                    pa.table([pa.array(c, type=f.type) for c, f in zip(columns, SCHEMA, strict=True)], schema=SCHEMA)
                )


def _blocks(met: Sequence[npt.NDArray[np.int64]], first: int, end: int) -> Iterator[npt.NDArray[np.int64]]:
    """All pairs of the stretch, sorted, in blocks that part no body's and are few enough."""
    bounds = [np.searchsorted(pairs, np.array([first, end]) * PAIR) for pairs in met]
    if end - first > 1 and sum(int(high - low) for low, high in bounds) > AT_ONCE:
        middle = (first + end) // 2
        yield from _blocks(met, first, middle)
        yield from _blocks(met, middle, end)
        return
    every = np.concatenate(
        [np.empty(0, dtype=np.int64), *(pairs[low:high] for pairs, (low, high) in zip(met, bounds, strict=True))]
    )
    every.sort()
    yield every


def _likely(every: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    pairs, counts = counted(every)
    enough = counts >= least_runs(LEAST_WORDS)
    pairs, counts = pairs[enough], counts[enough]
    return pairs[likeliest(pairs, counts, PAIR)]


def _names(ids: npt.NDArray[np.bytes_], numbers: npt.NDArray[np.int64]) -> list[str]:
    return [name.decode() for name in ids[numbers].tolist()]
