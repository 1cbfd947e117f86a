"""Tables and files cut into parts where their content says so, so that what is put among the rest changes only the parts around it."""

from __future__ import annotations

import base64
import hashlib
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

TARGET = 256 << 10
"""Bytes that a part has on average."""
_LARGEST = 4 << 20
_LEVEL = 1
_MOST = 1 << 30
"""Bytes that anything unpacks to, at most: a row, or the list of a state, may be larger than a part should be."""


class Rows:
    """Rows as lines of JSON, cut into parts; when all have passed, how many there were and the digest over all.

    Where a part ends depends on the row before alone (content-defined chunking, Muthitacharoen, Chen and Mazières 2001).
    """

    def __init__(self) -> None:
        self.count = 0
        self._over = hashlib.sha256()

    @property
    def digest(self) -> str:
        """SHA-256 over the lines that have passed."""
        return self._over.hexdigest()

    def lines(self, rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
        """Each row as a line."""
        for row in rows:
            line = msgspec.json.encode([_told(cell) for cell in row]) + b"\n"
            self._over.update(line)
            self.count += 1
            yield line

    def parts(self, rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
        """The rows in parts."""
        part = bytearray()
        for line in self.lines(rows):
            part += line
            if len(part) >= _LARGEST or zlib.crc32(line) * TARGET < len(line) << 32:
                yield bytes(part)
                part.clear()
        if part:
            yield bytes(part)


def rows_in(part: bytes) -> Iterator[tuple[Any, ...]]:
    """The rows of a part, as they were."""
    for line in part.splitlines():
        yield tuple(base64.b64decode(cell["b"]) if type(cell) is dict else cell for cell in msgspec.json.decode(line))


def blocks(data: bytes) -> Iterator[bytes]:
    """A file in parts, each as large as a part may be; an empty file has none."""
    for start in range(0, len(data), _LARGEST):
        yield data[start : start + _LARGEST]


def packed(data: bytes) -> bytes:
    """The data made smaller (zlib, RFC 1950)."""
    return zlib.compress(data, _LEVEL)


def unpacked(data: bytes) -> bytes:
    """The data as they were. Raises zlib.error if they are no such bytes, or would be more than any part is."""
    opening = zlib.decompressobj()
    out = opening.decompress(data, _MOST)
    if not opening.eof:
        raise zlib.error
    return out


def _told(cell: Any) -> Any:
    return {"b": base64.b64encode(cell).decode()} if isinstance(cell, bytes) else cell
