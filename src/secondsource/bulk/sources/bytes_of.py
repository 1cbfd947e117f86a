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
        # One byte or so more in front, for what tells that something begins stands before it.
        back = min(part.start, 0 if packed else 4)
        file.seek(part.start - back)
        data = file.read(part.stop - part.start + back)
        begin = following(data, back) if part.start else 0
        if begin < 0:
            return b"", part.start
        if part.stop >= part.size:
            return data[begin:], part.start - back + begin
        data = _to_the_end(file, data, part.stop - part.start + back, following)
    return data[begin:], part.start - back + begin


def _to_the_end(file: IO[bytes], data: bytes, place: int, following: Next) -> bytes:
    """The bytes, and as many more as what begins before the place needs."""
    pieces, look = [data], data[max(0, place - 4) :]
    looked = len(data) - len(look)
    while (end := following(look, max(0, place - looked))) < 0:
        piece = file.read(_PIECE)
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)
        if sum(map(len, pieces)) > LARGEST:
            raise OnePiece
        look = look[-8192:] + piece
        looked = sum(map(len, pieces)) - len(look)
        place = max(place, looked)
    return b"".join(pieces)[: looked + end]


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
