"""Pictures made of points: nothing here can read what is drawn, so they go out only where it is known. Their metadata can be read."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from .strings import strings

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
    """What is written beside a picture: text fields of PNG, EXIF, comments, colour profiles, and every other byte as text."""
    from PIL import ExifTags, Image

    try:
        with Image.open(io.BytesIO(data)) as picture:
            fields: dict[Any, Any] = dict(picture.info)
            exif = picture.getexif()
            if exif:
                fields.update(exif)
                for directory in (ExifTags.IFD.Exif, ExifTags.IFD.GPSInfo):
                    fields.update(exif.get_ifd(directory))
            picture.load()
            fields.update(getattr(picture, "text", {}))
    except Exception:  # a damaged picture has no metadata that could be read; its bytes are searched below
        fields = {}
    for key, value in fields.items():
        words = (
            value.decode("utf-8", "replace") + "\n" + value.decode("utf-16-le", "replace")
            if isinstance(value, bytes)
            else str(value)
        )
        yield "metadata of a picture", f"{key}: {words}"
    yield "bytes of a picture", strings(_without_points(data))


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
