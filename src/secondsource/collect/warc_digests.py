"""Whether the records of a web archive are as the archive says: their own digests (ISO 28500, 5.8 and 5.9) computed again."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterator

from .transfer_coding import unchunked
from .warc import http_of
from .warc_records import Fault, Record, records

_KNOWN = {"sha1": "sha1", "sha256": "sha256", "sha512": "sha512", "md5": "md5", "blake2b": "blake2b"}


def faults(data: bytes) -> Iterator[str]:
    """One sentence for each record of an archive whose frame or digests are not as it says."""
    for item in records(data):
        if isinstance(item, Fault):
            yield f"At record {item.at + 1}: {item.sentence}"
        elif sentence := item.fault or mismatch(item):
            yield f"Record {item.at + 1} ({item.kind or 'of no type'}): {sentence}"


def mismatch(record: Record) -> str:
    """One sentence if the record's bytes do not fit the digests it gives; empty if they do, or it gives none that can be checked."""
    if record.fault:
        return ""
    if _differs(record.field("WARC-Block-Digest"), record.block):
        return "Its bytes do not fit the digest that the archive gives for them: it was changed after it was archived."
    payload = record.field("WARC-Payload-Digest")
    if payload and record.kind in ("response", "request", "resource") and not record.field("WARC-Segment-Number"):
        message = http_of(record.block) if "http" in record.field("Content-Type").lower() else None
        body = message[2] if message else record.block
        # Archivers disagree whether the chunks of a transfer belong to the payload.
        if _differs(payload, body) and ((whole := unchunked(body)) is None or _differs(payload, whole)):
            return (
                "Its page does not fit the digest that the archive gives for it: it was changed after it was archived."
            )
    return ""


def _differs(given: str, data: bytes) -> bool:
    """Whether a digest is given that can be checked and is another one."""
    name, _, value = given.partition(":")
    known = _KNOWN.get(name.strip().lower().replace("-", ""))
    if known is None or not value:
        return False
    digest = hashlib.new(known, data, usedforsecurity=False).digest()
    return _bytes_of(value.strip(), len(digest)) not in (digest, None)


def _bytes_of(value: str, size: int) -> bytes | None:
    """A digest in base 16, 32 or 64 (RFC 4648), told apart by length; None if it is none of that size."""
    bare = value.rstrip("=")
    padded = bare + "=" * (-len(bare) % 8)
    try:
        if len(bare) == 2 * size:
            return bytes.fromhex(bare)
        if len(bare) == (8 * size + 4) // 5:
            return base64.b32decode(padded, casefold=True)
        if len(bare) == (8 * size + 5) // 6:
            return base64.b64decode(bare.replace("-", "+").replace("_", "/") + "=" * (-len(bare) % 4))
    except (ValueError, binascii.Error):
        return None
    return None
