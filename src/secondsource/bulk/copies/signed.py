"""The runs of words of one file of bodies, in segments: sorted, to be joined with others; and in the order of the text, to compare two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow.parquet as pq

from secondsource.model import Report
from secondsource.model.codec import decode
from secondsource.trace.own_text import own_text
from secondsource.trace.shared import TEXTS, run_numbers

from .kept import whole

SEGMENT = 8_000_000
"""Runs of a segment, about: what a worker holds of a file at a time, 16 bytes for each."""
_ROWS = 4096
_UNDATED = b"9999"

Numbers = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Bodies:
    """A Parquet file with the columns `id`, `published` (ISO 8601, or null) and `text`, and the folder that takes its segments.

    Where it has a column `report`, as the parts of a bulk run have, the body is what that report says itself, without comments and notes.
    """

    file: str
    folder: str


@dataclass(frozen=True, slots=True)
class Segment:
    """What is kept of some bodies: one folder of arrays, opened when asked for and read as far as they are needed."""

    folder: Path

    def keys(self) -> Numbers:
        """The runs that each body holds, sorted: a run in the upper 38 bits, the place of the body in the segment in the lower 26."""
        return _opened(self.folder / "keys.npy")

    def tails(self) -> npt.NDArray[np.uint32]:
        """The lower 32 bits of every run, in the order of the texts."""
        return _opened(self.folder / "tails.npy")

    def starts(self) -> npt.NDArray[np.int64]:
        """Where the tails of each body start, and after the last where they end."""
        return _opened(self.folder / "starts.npy")

    def ids(self) -> npt.NDArray[np.bytes_]:
        """The id of each body."""
        return _opened(self.folder / "ids.npy")

    def published(self) -> npt.NDArray[np.bytes_]:
        """When each was published; 9999 where that is not known."""
        return _opened(self.folder / "published.npy")


def sign(bodies: Bodies) -> None:
    """Writes the segments of a file, all of them or none; what is there already is kept.

    Bodies without five words have no runs; they keep their place.
    """
    folder = Path(bodies.folder)
    if folder.is_dir():
        return
    with whole(folder) as place:
        place.mkdir()
        for number, rows in enumerate(_segments(Path(bodies.file))):
            _write(place / f"{number:04}", rows)


def segments(folders: list[Path]) -> list[Segment]:
    """The segments of several files, in the order of the files and of the bodies in them."""
    return [Segment(place) for folder in folders for place in sorted(folder.iterdir()) if place.name.isdigit()]


@dataclass(slots=True)
class _Rows:
    ids: list[bytes]
    published: list[bytes]
    runs: list[Numbers]
    many: list[npt.NDArray[np.int64]]

    @property
    def size(self) -> int:
        return sum(map(len, self.runs))


def _segments(file: Path) -> Iterator[_Rows]:
    rows = _Rows([], [], [], [])
    with pq.ParquetFile(file) as parquet:
        column = "report" if "report" in parquet.schema_arrow.names else "text"
        for batch in parquet.iter_batches(_ROWS, columns=["id", "published", column]):
            rows.ids += [name.encode() for name in batch["id"].to_pylist()]
            rows.published += [when.encode() if when else _UNDATED for when in batch["published"].to_pylist()]
            for runs, many in run_numbers(_bodies(batch[column].to_pylist(), column == "report")):
                rows.runs.append(runs)
                rows.many.append(many)
            if rows.size >= SEGMENT or len(rows.ids) >= SEGMENT:
                yield rows
                rows = _Rows([], [], [], [])
    if rows.ids:
        yield rows


def _bodies(cells: list[str | None], reports: bool) -> Iterator[str]:
    for cell in cells:
        yield own_text(decode(cell, Report)) if reports and cell else cell or ""


def _write(place: Path, rows: _Rows) -> None:
    place.mkdir()
    starts = np.zeros(len(rows.ids) + 1, dtype=np.int64)
    np.cumsum(np.concatenate(rows.many), out=starts[1:])
    np.save(place / "starts.npy", starts)
    np.save(place / "ids.npy", np.array(rows.ids))
    np.save(place / "published.npy", np.array(rows.published))
    runs = np.concatenate(rows.runs)
    rows.runs.clear()
    np.save(place / "tails.npy", runs.astype(np.uint32))
    runs >>= TEXTS
    runs <<= TEXTS
    runs |= np.repeat(np.arange(len(rows.ids), dtype=np.uint64), np.diff(starts))
    runs.sort()
    fresh = np.ones(len(runs), dtype=bool)
    fresh[1:] = runs[1:] != runs[:-1]
    np.save(place / "keys.npy", runs[fresh])


def _opened(file: Path) -> npt.NDArray[Any]:
    held: npt.NDArray[Any] = np.load(file, mmap_mode="r")
    return held
