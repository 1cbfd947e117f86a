"""Tables that are no text: Parquet with all that its footer says, and the numbers of a worksheet."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from .strings import strings

_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]{1,40})</")


def parquet(data: bytes) -> Iterator[tuple[str, str]]:
    """Names of columns, metadata, every value, least and greatest of each group, and the bytes of the file as text."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(io.BytesIO(data))
        yield "names of the columns", "\n".join(file.schema_arrow.names)
        yield "schema", str(file.schema_arrow) + "\n" + str(file.schema)
        for key, value in (file.metadata.metadata or {}).items():
            yield "metadata of the table", f"{key.decode('utf-8', 'replace')}: {value.decode('utf-8', 'replace')}"
        for key, value in (file.schema_arrow.metadata or {}).items():
            yield "metadata of the table", f"{key.decode('utf-8', 'replace')}: {value.decode('utf-8', 'replace')}"
        for field in file.schema_arrow:
            yield "metadata of a column", str(field.metadata or "")
        for batch in file.iter_batches(batch_size=2000):
            for column, name in enumerate(batch.schema.names):
                for row, value in enumerate(batch.column(column).to_pylist()):
                    if (text := _text(value)) is not None:
                        yield f"column {column + 1} ({_plain(name)}), row {row + 1}", text
        for group in range(file.metadata.num_row_groups):
            for column in range(file.metadata.num_columns):
                found = file.metadata.row_group(group).column(column).statistics
                if found is not None and found.has_min_max:
                    yield "statistics of a column", f"{found.min}\n{found.max}"
    except (pa.ArrowException, OSError, ValueError):
        pass
    # What no reader shows stands in the bytes all the same: statistics of pages, values that were replaced, unused dictionaries.
    yield "bytes of the table", strings(data)


def numbers_of_sheet(data: bytes) -> str:
    """The numbers of a worksheet without their points and powers, one a line: a telephone number may be kept as 9.6555012E10."""
    out = []
    for match in _VALUE.finditer(data):
        try:
            value = float(match[1])
        except ValueError:
            continue
        if value == int(value) if abs(value) < 1e18 else False:
            out.append(str(int(value)))
        else:
            out.append(str(int(value)) if abs(value) < 1e15 else "")
    return "\n".join(out)


def _text(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, dict):
        return "\n".join(part for item in (*value.keys(), *value.values()) if (part := _text(item)) is not None)
    if isinstance(value, list | tuple):
        return "\n".join(part for item in value if (part := _text(item)) is not None)
    if isinstance(value, float) and value == int(value) and abs(value) < 1e18:
        return str(int(value))
    return str(value)


def _plain(name: str) -> str:
    return name if re.fullmatch(r"[a-z_]{1,24}", name) else "…"
