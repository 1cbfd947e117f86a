"""The bytes of a slice: from the first thing that begins in it to the end of the last, taken from wherever fsspec reaches."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import IO

from fsspec.core import url_to_fs

from secondsource.collect.warc_records import is_packed, is_warc

from ..errors import InputChanged, InputGone, OnePiece
from ..plan import Kind, Slice, state_at

LARGEST = 1 << 30
"""Bytes of one slice that are held at most: a file packed in one piece is one slice, whatever its size."""
_PIECE = 1 << 20
_BEFORE, _AFTER = 8, 1 << 13
"""Bytes before and after the place where something begins that may be needed to know it."""
_MEMBER = re.compile(rb"\x1f\x8b\x08[\0-\x1f]")
_RECORD = re.compile(rb"(?:\r\n\r\n|\n\n)(?=WARC/1\.[01][ \t]*\r?\nWARC-)")

Next = Callable[[bytes, int], int]
"""Where the first thing begins at or after a place in the bytes; -1 if none does."""


@dataclass(frozen=True, slots=True)
class Bytes:
    """Bytes that were taken, where in the file they begin, and the SHA-256 of all of them."""

    data: bytes
    at: int
    digest: str


def taken(part: Slice) -> Bytes:
    """The bytes of a slice; none for tables and for many files, which are opened where they are read.

    Raises:
        InputChanged: if the file is not the one that was planned with. InputGone: if it cannot be read. OnePiece: if it is too large.
    """
    if part.kind is Kind.FILES:
        return Bytes(b"", 0, part.state)
    try:
        if state_at(part.address) != part.state:
            raise InputChanged(f"{part.address} changed after the work on it was planned. Run the same command again.")
        data, at = (b"", 0) if part.kind is Kind.TABLE else _read(part)
        if state_at(part.address) != part.state:
            raise InputChanged(f"{part.address} changed while it was read. Run this again when nobody writes to it.")
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise InputGone(
            f"{part.address} could not be read ({why}). Check it, then run the same command again."
        ) from error
    return Bytes(data, at, sha256(data).hexdigest() if part.kind is not Kind.TABLE else part.state)


def _read(part: Slice) -> tuple[bytes, int]:
    system, path = url_to_fs(part.address)
    if part.start == 0 and part.stop == part.size:
        if part.size > LARGEST:
            raise OnePiece
        return bytes(system.cat_file(path)), 0
    with system.open(path, "rb", block_size=_PIECE) as file:
        packed = is_packed(file.read(4)) if part.kind is Kind.WARC else False
        following = next_line if part.kind is Kind.LINES else next_member if packed else next_record
        begin = _found(file, part.start, following) if part.start else 0
        end = _found(file, part.stop, following) if part.stop < part.size else part.size
        if end - begin > LARGEST:
            raise OnePiece
        file.seek(begin)
        return file.read(max(0, end - begin)), begin


def _found(file: IO[bytes], place: int, following: Next) -> int:
    """Where in the file the first thing begins at or after a place; where the file ends if none does."""
    at = max(0, place - _BEFORE)
    file.seek(at)
    held, ended = b"", False
    while not ended:
        piece = file.read(_PIECE)
        ended = len(piece) < _PIECE
        held += piece
        # What tells that something begins may reach beyond what is held.
        sure = len(held) if ended else len(held) - _AFTER
        found = following(held, place - at)
        if 0 <= found < sure:
            return at + found
        if not ended:
            keep = max(place - at, sure) - _BEFORE
            if keep > 0:
                held, at = held[keep:], at + keep
                place = max(place, at + _BEFORE)
    return at + len(held)


def next_member(data: bytes, place: int) -> int:
    """Where a gzip member that is a record of a web archive begins."""
    for found in _MEMBER.finditer(data, place):
        if is_warc(data[found.start() : found.start() + 4096]):
            return found.start()
    return -1


def next_record(data: bytes, place: int) -> int:
    """Where a record of a web archive that is not packed begins."""
    found = _RECORD.search(data, max(0, place - 4))
    return found.end() if found else -1


def next_line(data: bytes, place: int) -> int:
    """Where a line begins."""
    end = data.find(b"\n", max(0, place - 1))
    return end + 1 if end >= 0 else -1
