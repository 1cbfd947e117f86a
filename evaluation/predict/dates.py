"""Date expressions as TimeML values."""

from __future__ import annotations

from collections.abc import Iterator

from secondsource.read.time import timexes

from ..lines import Row
from .inputs import guarded, text_of


def predict(rows: Iterator[Row]) -> Iterator[Row]:
    """The expressions of each document, resolved against its own date where it has one."""
    for row in rows:
        text = text_of(row)
        dct = row.get("dct")
        found = guarded(row.get("doc"), [], timexes, text, dct if isinstance(dct, str) else None)
        yield {"doc": row.get("doc"), "timexes": found}
