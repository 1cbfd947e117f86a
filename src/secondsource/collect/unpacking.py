"""A look at what an office document unpacks to, before any library opens it."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

from .errors import DamagedFile, HostileMarkup, PasswordNeeded, ZipBomb

LARGEST = 200_000_000
"""Bytes that a document may unpack to in all."""
RATIO = 200
"""How many times its size a part may unpack to; text in XML packs to about a twentieth."""
MEMBERS = 5_000
_CHUNK = 1 << 20


def look(data: bytes) -> None:
    """Unpack every part once, counting and keeping nothing: what the archive declares need not be true.

    Raises:
        ZipBomb, HostileMarkup, PasswordNeeded, DamagedFile: after what is found.
    """
    total = 0
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > MEMBERS or sum(m.file_size for m in members) > LARGEST:
                raise ZipBomb
            for member in members:
                if member.flag_bits & 1:
                    raise PasswordNeeded
                if member.file_size > 1_000_000 and member.file_size > RATIO * max(member.compress_size, 1):
                    raise ZipBomb
                total += _unpacked(archive, member, LARGEST - total)
    except (  # zipfile says by a RuntimeError that it does not know a part's compression
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        RuntimeError,
        OverflowError,
    ) as error:
        raise DamagedFile from error


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int) -> int:
    size = 0
    tail = b""
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > left:
                raise ZipBomb
            if member.filename.endswith((".xml", ".rels")):
                seen = (tail + chunk).replace(b"\0", b"").upper()
                if b"<!DOCTYPE" in seen or b"<!ENTITY" in seen:
                    raise HostileMarkup
                tail = chunk[-24:]
    return size
