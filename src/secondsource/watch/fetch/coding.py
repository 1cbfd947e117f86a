"""Content codings taken off (RFC 9110, 8.4), never to more than a limit: a few bytes can unpack to all of a disk."""

from __future__ import annotations

import zlib

from .errors import BrokenAnswer, OtherCoding, TooMuch

OFFERED = "gzip, deflate"
"""What is asked for: no server needs to send anything else."""
_FIRST = 256
"""Bytes of the first piece that a stream is given."""
_PIECE = 1 << 16
_LAYERS = 3


def decoded(body: bytes, coding: str, largest: int) -> bytes:
    """The bytes with the codings taken off that the field `Content-Encoding` names.

    Args:
        body: as it was received.
        coding: the field's value; empty for none.
        largest: bytes above which unpacking is given up.

    Raises:
        TooMuch: if more comes out.
        OtherCoding: if it is packed in another way.
        BrokenAnswer: if it does not unpack.
    """
    layers = [word.strip().lower() for word in coding.split(",") if word.strip()]
    layers = [word for word in layers if word != "identity"]
    if len(layers) > _LAYERS:
        raise OtherCoding
    for word in reversed(layers):
        if word in ("gzip", "x-gzip"):
            body = unpacked(body, largest)
        elif word == "deflate":
            body = _deflated(body, largest)
        else:
            raise OtherCoding(f"The answer is packed as “{word[:20]}”, which was not asked for and is not read.")
    if len(body) > largest:
        raise TooMuch
    return body


def unpacked(data: bytes, largest: int) -> bytes:
    """A gzip file's content (RFC 1952), all its members. Raises TooMuch, BrokenAnswer."""
    out, at = bytearray(), 0
    while at < len(data):
        at = _member(data, at, 31, largest, out)
        # What follows the last member is padding unless it begins as another one does.
        if data[at : at + 2] != b"\x1f\x8b":
            break
    return bytes(out)


def _deflated(data: bytes, largest: int) -> bytes:
    if not data:
        return b""
    out = bytearray()
    # By the standard it is wrapped (RFC 1950); some servers send it bare.
    wrapped = data[0] & 0x0F == 8 and (data[0] << 8 | data[1:2].ljust(1, b"\0")[0]) % 31 == 0
    _member(data, 0, 15 if wrapped else -15, largest, out)
    return bytes(out)


def _member(data: bytes, at: int, window: int, largest: int, out: bytearray) -> int:
    """Unpacks one stream that begins at a place to the end of `out`; gives the place after it.

    Pieces are small at first: of many short streams each hands back what it was given too much.
    """
    stream = zlib.decompressobj(window)
    view, step = memoryview(data), _FIRST
    pending = b""
    try:
        while not stream.eof:
            if not pending:
                pending = bytes(view[at : at + step])
                at += len(pending)
                step = min(step * 4, _PIECE)
                if not pending:
                    raise BrokenAnswer("The packed answer is cut short. It is tried again later.")
            out += stream.decompress(pending, largest + 1 - len(out))
            pending = stream.unconsumed_tail
            if len(out) > largest:
                raise TooMuch(f"The answer unpacks to more than {largest / 1e6:,.0f} MB, and was not kept.")
    except zlib.error as error:
        raise BrokenAnswer("The packed answer is damaged. It is tried again later.") from error
    return at - len(stream.unused_data)
