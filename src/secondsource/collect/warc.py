"""What a server answered as a web archive (WARC/1.1, ISO 28500:2017) and back: one file, the same bytes for the same answer.

Three records: the answer with its header fields and body, the request that led to it, and a `metadata` record of what the archive
format has no field for: the address that was asked for first, and what led there said of the page.
"""

from __future__ import annotations

import hashlib
import json
import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from ..model import Transfer
from .transfer_coding import unchunked
from .warc_records import Fields, Record, field_of, fields_of, records

WITHHELD = "[withheld]"
"""What stands in place of a value that would let a reader of the archive act as whoever asked."""
_SECRET = frozenset(
    {
        "authorization", "proxy-authorization", "authentication-info", "proxy-authentication-info", "cookie", "cookie2", "set-cookie",
        "set-cookie2", "x-api-key", "x-auth-token", "x-csrf-token", "x-xsrf-token",
    }
)  # fmt: skip
_ADDRESSED = frozenset({"location", "content-location", "referer", "origin", "link"})
_LOGIN = re.compile(r"(?<=://)[^/?#\s@]*@")
_ORIGINAL = "X-Orig-"
"""Put before `Transfer-Encoding`, which is taken off the body; as browsers' archivers do."""
_HEAD_ENDS = re.compile(rb"\r?\n\r?\n")
_METADATA = "application/json"
_CONTROLS = re.compile(r"[ \x00-\x1f\x7f]*[\x00-\x1f\x7f][ \x00-\x1f\x7f]*")


def to_warc(transfer: Transfer) -> bytes:
    """The answer as one WARC/1.1 file: `response`, `request` and `metadata`, each a gzip member of its own, without any clock or chance.

    Passwords and cookies are not written (see `without_secrets`). Record ids are UUIDs of version 5 made of the content.

    Raises:
        ValueError: if `at` is no instant.

    >>> found = Transfer(asked="http://a.example/", url="http://a.example/", at="2024-05-01T06:00:00Z", status=200, body=b"<p>Hello")
    >>> transfers(to_warc(found)) == (found,)
    True
    """
    return b"".join(packed(record) for record in written(transfer))


def written(transfer: Transfer) -> tuple[bytes, ...]:
    """The same, record by record, not yet packed."""
    kept = without_secrets(transfer)
    common = (("WARC-Target-URI", kept.url), ("WARC-Date", kept.at))
    answer = _line(f"HTTP/1.1 {kept.status} {kept.reason}".rstrip(" ")) + _head(kept.response) + kept.body
    network = (("WARC-IP-Address", kept.address),) if kept.address else ()
    http = "application/http; msgtype="
    response, identifier = record_of(
        "response", (*common, *network, ("Content-Type", f"{http}response")), answer, kept.body
    )
    others = [
        ("request", f"{http}request", _line(f"GET {_target(kept.url)} HTTP/1.1") + _head(kept.request), b""),
        ("metadata", _METADATA, json.dumps({"asked": kept.asked, "said": kept.said}).encode(), None),
    ]
    return (
        response,
        *(
            record_of(kind, (*common, ("WARC-Concurrent-To", identifier), ("Content-Type", media)), block, payload)[0]
            for kind, media, block, payload in others
        ),
    )


def record_of(kind: str, fields: Fields, block: bytes, payload: bytes | None = None) -> tuple[bytes, str]:
    """One record with its id and digests, and the id in angle brackets.

    Args:
        kind: its `WARC-Type`.
        fields: further named fields, in their order.
        block: its content.
        payload: the body of an HTTP message in it, which has a digest of its own; None if it is none.
    """
    named: list[tuple[str, str]] = [*fields, ("WARC-Block-Digest", digest_field(block))]
    if payload is not None:
        named.append(("WARC-Payload-Digest", digest_field(payload)))
    identifier = f"<urn:uuid:{uuid5(NAMESPACE_URL, json.dumps([kind, named]))}>"
    head = (
        ("WARC-Type", kind),
        ("WARC-Record-ID", identifier),
        *named,
        ("Content-Length", str(len(block))),
    )
    lines = "".join(f"{name}: {_one_line(value)}\r\n" for name, value in head)
    return b"".join((b"WARC/1.1\r\n", lines.encode("utf-8", "replace"), b"\r\n", block, b"\r\n\r\n")), identifier


def digest_field(data: bytes) -> str:
    """SHA-256 as web archives write it, in the digits that name captures too."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def packed(record: bytes) -> bytes:
    """A record as one gzip member (RFC 1952) that names no time, file or system."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = deflate.compress(record) + deflate.flush()
    return b"\x1f\x8b\x08\0\0\0\0\0\x02\xff" + body + struct.pack("<II", zlib.crc32(record), len(record) & 0xFFFFFFFF)


def transfers(data: bytes) -> tuple[Transfer, ...]:
    """The answers of servers that an archive holds, ours or another's, with the request and the metadata that stand beside each.

    Records that cannot be read are passed over. Bodies come with the transfer coding taken off and the content coding kept.
    """
    found = [item for item in records(data) if isinstance(item, Record)]
    beside: dict[tuple[str, str], Record] = {}
    for record in found:
        if record.kind in ("request", "metadata"):
            for name in ("WARC-Concurrent-To", "WARC-Refers-To"):
                if near := record.field(name).strip("<>"):
                    beside.setdefault((record.kind, near), record)
    return tuple(
        made
        for record in found
        if record.kind == "response"
        and (made := transfer_of(record, beside.get(("request", record.id)), beside.get(("metadata", record.id))))
    )


def transfer_of(record: Record, request: Record | None = None, metadata: Record | None = None) -> Transfer | None:
    """The answer in a `response` record, or None if it holds no HTTP message."""
    message = http_of(record.block)
    if message is None:
        return None
    first, fields, body = message
    answer = re.match(r"HTTP/\d(?:\.\d)? +(\d{3})(?: +(.*))?$", first)
    if not answer:
        return None
    if "chunked" in field_of(fields, "Transfer-Encoding").lower() and (whole := unchunked(body)) is not None:
        body = whole
    asked, said = of_metadata(metadata)
    sent = http_of(request.block) if request else None
    return Transfer(
        asked=asked or record.url,
        url=record.url,
        at=record.field("WARC-Date"),
        status=int(answer[1]),
        reason=(answer[2] or "").strip(" \t"),
        request=sent[1] if sent else (),
        response=tuple((_original(name), value) for name, value in fields),
        body=body,
        address=record.field("WARC-IP-Address"),
        said=said,
    )


def http_of(block: bytes) -> tuple[str, Fields, bytes] | None:
    """First line, header fields and body of an HTTP message (RFC 9112); None if it has no head. Characters are those of ISO 8859-1."""
    if block.startswith((b"\r\n", b"\n")):
        return None
    end = _HEAD_ENDS.search(block, 0, 1 << 18)
    if end is None:
        return None
    head = block[: end.start()].decode("latin-1")
    return head.partition("\n")[0].strip(" \t\r"), fields_of(head), block[end.end() :]


def without_secrets(transfer: Transfer) -> Transfer:
    """The answer as it may be kept: no cookies, keys or passwords, one line for each field, `at` in UTC with a `Z`.

    Raises:
        ValueError: if `at` is no instant.
    """
    return replace(
        transfer,
        asked=without_login(transfer.asked),
        url=_one_line(without_login(transfer.url)),
        at=_instant(transfer.at),
        reason=_one_line(transfer.reason),
        address=_one_line(transfer.address),
        request=tuple(_kept(transfer.request)),
        response=tuple(_kept(transfer.response)),
        said=tuple((name, without_login(value)) for name, value in transfer.said),
    )


def is_secret(name: str) -> bool:
    """Whether the header field of that name lets a reader act as whoever asked."""
    return name.strip().lower() in _SECRET


def without_login(address: str) -> str:
    """An address without the user and password before its host.

    >>> without_login("https://me:secret@paper.example/a")
    'https://paper.example/a'
    """
    return _LOGIN.sub("", address)


def _kept(fields: Fields) -> Iterator[tuple[str, str]]:
    for name, value in fields:
        low = name.strip().lower()
        if not low:
            continue
        if is_secret(low):
            value = WITHHELD
        elif low in _ADDRESSED:
            value = without_login(value)
        yield re.sub(r"[:\s\x00-\x1f\x7f]+", "-", name.strip()), _one_line(value)


def _one_line(value: str) -> str:
    # not more than that: a byte of a character in UTF-8 can look like white space here
    return _CONTROLS.sub(" ", value).strip(" ")


def _instant(text: str) -> str:
    moment = datetime.fromisoformat(text)
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return moment.isoformat(timespec="microseconds" if moment.microsecond else "seconds").replace("+00:00", "Z")


def _head(fields: Fields) -> bytes:
    lines = (
        f"{_ORIGINAL if name.lower() == 'transfer-encoding' else ''}{name}: {value}".rstrip(" ")
        for name, value in fields
    )
    return b"".join(map(_line, lines)) + b"\r\n"


def _line(text: str) -> bytes:
    try:
        return text.encode("latin-1") + b"\r\n"
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace") + b"\r\n"


def _original(name: str) -> str:
    rest = name[len(_ORIGINAL) :]
    return rest if name.startswith(_ORIGINAL) and rest.lower() == "transfer-encoding" else name


def _target(url: str) -> str:
    """What the first line of a request asks for (RFC 9112, section 3.2.1)."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "/"
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def of_metadata(record: Record | None) -> tuple[str, Fields]:
    """The address that was asked for first and what was said of the page, of a `metadata` record of ours; empty for another's."""
    if record is None or record.field("Content-Type") != _METADATA:
        return "", ()
    try:
        value = json.loads(record.block)
        said = tuple((str(name), str(words)) for name, words in value.get("said", ()))
        return str(value.get("asked", "")), said
    except (ValueError, TypeError, AttributeError, RecursionError):
        return "", ()
