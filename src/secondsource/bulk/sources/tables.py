"""Reports that come as rows of a Parquet file, in columns named as the fields of a report in JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from fsspec.core import url_to_fs

from secondsource.collect.capture import drafts_of

from ..document import Document, Fault
from ..plan import Slice
from .bytes_of import Bytes

FIELDS = ("id", "outlet", "url", "published", "language", "title", "byline", "text", "label")
_BATCH = 256


def documents(part: Slice, _: Bytes) -> Iterator[Document | Fault]:
    """Each row as the JSON that says the same; its offset is its number in the file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    system, path = url_to_fs(part.address)
    name = part.address.rsplit("/", 1)[-1]
    number = 0
    try:
        with system.open(path, "rb") as stream:
            file = pq.ParquetFile(stream)
            columns = [field for field in FIELDS if field in file.schema_arrow.names]
            if "text" not in columns:
                reason = f"The table has no column `text`. Its columns are to be called {', '.join(FIELDS)}."
                yield Fault(number=0, offset=0, name=name, reason=reason, error="NotAReport")
                return
            row = sum(file.metadata.row_group(group).num_rows for group in range(part.start))
            groups = list(range(part.start, part.stop))
            for batch in file.iter_batches(_BATCH, row_groups=groups, columns=columns):
                for values in batch.to_pylist():
                    yield _document(values, number, row + number, part.address, name)
                    number += 1
    except (OSError, pa.ArrowException) as error:
        reason = f"The table is damaged or cut short ({type(error).__name__}). Get it again and add the new copy."
        yield Fault(number=number, offset=number, name=name, reason=reason, error="DamagedFile")


def _document(values: dict[str, Any], number: int, row: int, address: str, file: str) -> Document:
    given = {
        key: value if isinstance(value, str | int) else str(value) for key, value in values.items() if value is not None
    }
    data = json.dumps(given, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    name = f"{file}#{row}.json"
    return Document(
        number=number,
        offset=row,
        name=name,
        address=f"{address}#{row}",
        original=partial(bytes, data),
        drafts=partial(drafts_of, data, name),
    )
