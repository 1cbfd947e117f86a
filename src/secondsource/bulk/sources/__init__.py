"""The documents of a slice, for each kind of input."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Document, Fault
from ..plan import Kind, Slice
from . import files, lines, tables, warcs
from .bytes_of import Bytes

_OF = {Kind.WARC: warcs.documents, Kind.LINES: lines.documents, Kind.TABLE: tables.documents}


def documents(part: Slice, data: Bytes) -> Iterator[Document | Fault]:
    """Documents and faults of a slice, numbered in its order.

    Args:
        part: the slice.
        data: its bytes, as `bytes_of.taken` gives them.

    Raises:
        InputGone: if the input ceases to be readable.
    """
    if part.kind is Kind.FILES:
        return files.documents(part)
    return _OF[part.kind](part, data)


__all__ = ["documents"]
