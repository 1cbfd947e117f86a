"""Codings of HTTP taken off again: chunked (RFC 9112, section 7.1), gzip and deflate (RFC 9110, section 8.4.1), within limits."""

from __future__ import annotations

import re
import zlib

from .errors import DamagedFile, ZipBomb

UNPACKED = 100_000_000
"""Bytes that a body may unpack to: the largest file that is read."""
_SIZE = re.compile(rb"[ \t]*([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")


class OtherCoding(DamagedFile):
    """The body is packed in a way that is not read here (br, zstd). Make the archive again with a tool that stores pages unpacked."""


def unchunked(body: bytes) -> bytes | None:
    r"""The body without the chunks it was sent in; None if it is not in chunks, as where an archiver took them off and kept the field.

    >>> unchunked(b"4\r\nwork\r\n0\r\n\r\n")
    b'work'
    """
    parts: list[bytes] = []
    place = 0
    while match := _SIZE.match(body, place):
        size = int(match[1], 16)
        if not size:
            return b"".join(parts)
        parts.append(body[match.end() : match.end() + size])
        place = match.end() + size
        if place >= len(body):
            return b"".join(parts)  # cut short in this chunk
        if body[place : place + 2] == b"\r\n":
            place += 2
        elif body[place : place + 1] == b"\n":
            place += 1
        else:
            return None
    return b"".join(parts) if parts and not body[place:].strip() else None


def uncoded(body: bytes, codings: str, limit: int = UNPACKED) -> bytes:
    """The body with its content codings undone, the last first.

    Args:
        body: the bytes as they came.
        codings: the value of `Content-Encoding`.
        limit: bytes that come out at most.

    Raises:
        ZipBomb: beyond the limit. OtherCoding: for codings that are not known. DamagedFile: if the bytes do not fit the coding.
    """
    for coding in reversed([name.strip().lower() for name in codings.split(",")]):
        if coding in ("", "identity", "none", "utf-8"):
            continue
        if coding not in ("gzip", "x-gzip", "deflate"):
            raise OtherCoding
        if coding == "deflate":
            zlib_wrapped = body[:1] == b"\x78" and int.from_bytes(body[:2], "big") % 31 == 0
            body = _inflated(body, zlib.MAX_WBITS if zlib_wrapped else -zlib.MAX_WBITS, limit)
        elif body.startswith(b"\x1f\x8b"):  # else an archiver has undone it and kept the field
            body = _inflated(body, zlib.MAX_WBITS + 16, limit)
    return body


def _inflated(body: bytes, window: int, limit: int) -> bytes:
    inflate = zlib.decompressobj(window)
    try:
        out = inflate.decompress(body, limit + 1)
    except zlib.error as error:
        raise DamagedFile("The packed body of the page is damaged. Get it again from where it came.") from error
    if len(out) > limit:
        raise ZipBomb
    return out
