"""The Parquet files that come out: their columns, and how one is written so that it is there whole or not at all."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from secondsource.store.situations import situations

from .folder import UNFINISHED

FORMAT = "1"
"""Changes when the same documents may give other columns."""
ROWS = 200
"""Rows of one row group: what is held in memory before it is written."""
_KEY = b"secondsource.bulk"

_CUE = pa.struct(
    [
        pa.field("family", pa.string()),
        pa.field("words", pa.string()),
        pa.field("start", pa.int32()),
        pa.field("end", pa.int32()),
        pa.field("in_title", pa.bool_()),
    ]
)
SCHEMA = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),
        pa.field("capture", pa.string(), nullable=False),
        pa.field("part", pa.int32(), nullable=False),
        pa.field("name", pa.string(), nullable=False),
        pa.field("source", pa.string(), nullable=False),
        pa.field("offset", pa.int64(), nullable=False),
        pa.field("address", pa.string(), nullable=False),
        pa.field("fetched", pa.string()),
        pa.field("record", pa.string()),
        pa.field("outlet", pa.string()),
        pa.field("title", pa.string()),
        pa.field("byline", pa.string()),
        pa.field("url", pa.string()),
        pa.field("published", pa.string()),
        pa.field("language", pa.string(), nullable=False),
        pa.field("text", pa.string(), nullable=False),
        pa.field("score", pa.float64(), nullable=False),
        pa.field("cues", pa.list_(_CUE), nullable=False),
        pa.field("signature", pa.binary(), nullable=False),
        pa.field("report", pa.string(), nullable=False),
        pa.field("statements", pa.list_(pa.string())),
        pa.field("mentions", pa.list_(pa.string())),
        pa.field("reader", pa.string(), nullable=False),
        pa.field("original", pa.binary()),
    ]
)
"""`docs/reference/bulk.md` says what stands in each."""

Row = Mapping[str, Any]


def write_part(target: Path, rows: Iterable[Row], told: Mapping[str, Any] | None = None) -> int:
    """Writes rows beside the target and puts them under its name when all of them are safely on disk; how many there are.

    Args:
        target: the file; its folder is there.
        rows: as they come; `ROWS` of them are in memory at a time.
        told: what the file says of itself; asked for after the last row, so that it may count them.

    Raises:
        NoRoom, ReadOnly: if the disk refuses; nothing of it is left then.
    """
    with situations(target.parent):
        handle, name = tempfile.mkstemp(prefix=UNFINISHED, dir=target.parent)
        unfinished = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                count = _written(file, rows, {} if told is None else told)
                file.flush()
                os.fsync(file.fileno())
            unfinished.chmod(0o600)
            unfinished.replace(target)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
        _settle(target.parent)
    return count


def _written(file: IO[bytes], rows: Iterable[Row], told: Mapping[str, Any]) -> int:
    count = 0
    with pq.ParquetWriter(file, SCHEMA, compression="zstd", use_dictionary=["source", "language", "reader"]) as writer:
        for batch in _batches(rows):
            writer.write_table(pa.Table.from_pylist(batch, SCHEMA))
            count += len(batch)
        writer.add_key_value_metadata({_KEY: json.dumps(told, ensure_ascii=False, sort_keys=True)})
    return count


def _batches(rows: Iterable[Row]) -> Iterator[list[dict[str, Any]]]:
    held: list[dict[str, Any]] = []
    for row in rows:
        held.append(dict(row))
        if len(held) == ROWS:
            yield held
            held = []
    if held:
        yield held


def _settle(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def told_by(path: Path) -> dict[str, Any] | None:
    """What a part says of itself; None if it is not there, or no part of ours."""
    try:
        metadata = pq.read_metadata(path).metadata or {}
        told = json.loads(metadata[_KEY])
    except (OSError, pa.ArrowException, KeyError, ValueError):
        return None
    return told if isinstance(told, dict) else None


def rows_of(path: Path, columns: list[str] | None = None) -> Iterator[dict[str, Any]]:
    """The rows of a part, in its order, as they are needed."""
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(ROWS, columns=columns):
            yield from batch.to_pylist()
