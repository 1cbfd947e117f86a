"""Place names, found and put on the map; the names a row gives are not looked at."""

from __future__ import annotations

from collections.abc import Iterator

from secondsource.read.place import places

from ..lines import Row
from .inputs import guarded, text_of


def predict(rows: Iterator[Row]) -> Iterator[Row]:
    """The places of each document, with coordinates where they are known."""
    for row in rows:
        found = guarded(row.get("doc"), [], places, text_of(row))
        yield {"doc": row.get("doc"), "places": found}
