"""Pictures made of points: nothing here can read what is drawn, so they go out only where it is known. Their metadata can be read."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress

from .strings import strings

_PACKED = re.compile(b"zTXt|iTXt|iCCP")
_BEGINNINGS = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"GIF87a",
    b"GIF89a",
    b"BM",
    b"II*\0",
    b"MM\0*",
    b"\0\0\1\0",
    b"\xd7\xcd\xc6\x9a",
    b"8BPS",
)


def is_picture(data: bytes) -> bool:
    """Whether these are the bytes of a raster picture or a metafile."""
    if data[:2] == b"BM":
        return len(data) > 26 and int.from_bytes(data[2:6], "little") in (len(data), 0)
    return (
        data.startswith(_BEGINNINGS)
        or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")
        or data[4:12] in (b"ftypavif", b"ftypheic", b"ftypheix", b"ftypmif1")
        or data[40:44] == b" EMF"
    )


def words_of_picture(data: bytes) -> Iterator[tuple[str, str]]:
    """What is written beside a picture: text fields, EXIF, remarks, colour profiles; what draws it is left out where the format tells it apart."""
    beside = _without_points(data)
    yield "bytes of a picture", strings(beside)
    for match in _PACKED.finditer(beside):
        # Text fields of a PNG may be packed (ISO 15948, 11.3.4).
        for at in range(match.start(), min(match.start() + 200, len(beside))):
            if beside[at] == 0x78:
                with suppress(zlib.error):
                    yield (
                        "metadata of a picture",
                        strings(zlib.decompressobj().decompress(beside[at:], 1 << 24) + bytes(2)),
                    )


def _without_points(data: bytes) -> bytes:
    """The bytes without what draws the picture, where the format tells them apart: the chunks of a PNG (ISO 15948, 5.3)."""
    if not data.startswith(_BEGINNINGS[0]):
        return data
    kept, at = [], 8
    while at + 12 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        if data[at + 4 : at + 8] != b"IDAT":
            kept.append(data[at : at + 12 + size])
        at += 12 + size
    return b"\0".join([*kept, data[at:]])
