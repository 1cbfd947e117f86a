"""Everything in a file that somebody could read, whatever its format: text, metadata, names, comments, hidden parts, attachments.

The format is told by the first bytes, never by the name. What holds other files is opened down to the last.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from . import pdf, tables
from .archives import members
from .pictures import is_picture, words_of_picture

DEEPEST = 6
"""Files within files that are opened."""
LARGEST = 1 << 29
"""Bytes that are unpacked of one file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of a file.

    Args:
        place: where it is, for whoever must mend it.
        text: its words; None if it cannot be read.
        picture: SHA-256 of the picture that it is; empty if it is none.
    """

    place: str
    text: str | None = None
    picture: str = ""


def pieces(data: bytes, name: str, depth: int = 0) -> Iterator[Piece]:
    """The parts of a file; its name is the first.

    Args:
        data: the file.
        name: its name, without folders.
        depth: how many files it lies within.
    """
    yield Piece(place="file name", text=name)
    yield from _inside(data, depth)


def _inside(data: bytes, depth: int) -> Iterator[Piece]:
    if depth > DEEPEST or len(data) > LARGEST:
        yield Piece(place="a part that is too deep or too large")
        return
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06") or (b"PK\x05\x06" in data[-70_000:] and b"PK\x03\x04" in data):
        yield from _archive(data, depth)
    elif data[:5] == b"%PDF-":
        yield from _portable(data, depth)
    elif data[:4] == b"PAR1":
        for place, text in tables.parquet(data):
            yield Piece(place=place, text=text)
    elif data[:2] == b"\x1f\x8b":
        yield from _compressed(data, depth)
    elif is_picture(data):
        yield Piece(place="a picture", picture=hashlib.sha256(data).hexdigest())
        for place, text in words_of_picture(data):
            yield Piece(place=place, text=text)
    else:
        yield from _plain(data)


def _plain(data: bytes) -> Iterator[Piece]:
    text = as_text(data)
    if text is None:
        yield Piece(place="a part in a format that cannot be read")
        return
    yield Piece(place="text", text=text)


def as_text(data: bytes) -> str | None:
    """Bytes as text, by their mark or as UTF-8 or UTF-16; None if they are no text."""
    for mark, code in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(code, "replace")
    if len(data) > 3 and data[:200].count(0) * 3 > len(data[:200]):
        wide = data.decode("utf-16-le" if data[1] == 0 else "utf-16-be", "replace")
        shown = wide[:4096]
        return wide if sum(sign.isprintable() or sign.isspace() for sign in shown) >= 0.95 * len(shown) else None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
        odd = sum((sign < " " and sign not in "\t\r\n\f") or "\x7f" <= sign <= "\x9f" for sign in text[:4096])
        return None if odd * 50 > len(text[:4096]) else text
    return None if "\0" in text else text


def _archive(data: bytes, depth: int) -> Iterator[Piece]:
    for place, text, content in members(data, LARGEST):
        if text is not None:
            yield Piece(place=place, text=text)
        if content is not None:
            for piece in _inside(content, depth + 1):
                yield Piece(place=f"{place}: {piece.place}", text=piece.text, picture=piece.picture)
            if re.search(r"worksheets/[^/]+\.xml$", place):
                yield Piece(place=f"{place}: numbers", text=tables.numbers_of_sheet(content))
        if text is None and content is None:
            yield Piece(place=place)


def _portable(data: bytes, depth: int) -> Iterator[Piece]:
    for place, text, content in pdf.parts(data):
        if content is not None:
            if place == "a picture":
                yield Piece(place=place, picture=hashlib.sha256(content).hexdigest())
                continue
            for piece in _inside(content, depth + 1):
                yield Piece(place=f"{place}: {piece.place}", text=piece.text, picture=piece.picture)
        else:
            yield Piece(place=place, text=text)


def _compressed(data: bytes, depth: int) -> Iterator[Piece]:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            content = file.read(LARGEST + 1)
            header = data[3] & 0x18
    except (OSError, EOFError, zlib.error):
        yield Piece(place="a compressed part that is damaged")
        return
    if header:
        # The name and the remark of a gzip file stand before its content, each ended by a zero (RFC 1952, 2.3).
        yield Piece(place="name in a compressed part", text=data[10:400].split(b"\0\0")[0].decode("latin-1"))
    for piece in _inside(content, depth + 1):
        yield Piece(place=f"compressed: {piece.place}", text=piece.text, picture=piece.picture)
