"""The index of a web archive by address and time: CDXJ lines under SURT keys, in blocks that can be read one by one (ZipNum).

WACZ 1.1.1, section 5.2; https://specs.webrecorder.net/cdxj/0.1.0/. Keys are made as the replayers make them that look for them.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from secondsource.collect.warc import packed

_KEPT = "/%:@!$&'()*+,;=~-._?[]"
BLOCK = 300
"""Lines of one block."""
INDEX, BLOCKS = "index.cdx.gz", "index.idx"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Where one record lies. `at` is ISO 8601 in UTC; `offset` and `length` are bytes of the packed record in the file."""

    url: str
    at: str
    media: str
    status: int | None
    digest: str
    offset: int
    length: int
    file: str

    @property
    def line(self) -> str:
        """The CDXJ line, without its end."""
        values = {
            "url": self.url,
            "digest": self.digest,
            "mime": self.media,
            "offset": self.offset,
            "length": self.length,
            "status": self.status,
            "filename": self.file,
        }
        kept = {name: value for name, value in values.items() if value not in ("", None)}
        return f"{surt(self.url)} {re.sub(r'[^0-9]', '', self.at)[:14]} {json.dumps(kept)}"


def surt(url: str) -> str:
    """An address as a key that puts the pages of one host beside each other; other addresses as they are.

    >>> surt("https://www.Paper.example:8080/A?b=2&a=1")
    'example,paper:8080)/a?a=1&b=2'
    >>> surt("urn:sha256:ab")
    'urn:sha256:ab'
    """
    if not re.match(r"https?://", url, re.IGNORECASE):
        return re.sub(r"\s", "%20", url)
    try:
        parts = urlsplit(url.lower())
        host, port = re.sub(r"^www\d*\.", "", parts.hostname or ""), parts.port
    except ValueError:
        return re.sub(r"\s", "%20", url)
    usual = {"http": 80, "https": 443}[parts.scheme]
    key = ",".join(reversed(host.split("."))) + (f":{port}" if port not in (None, usual) else "") + ")"
    path, query = (quote(part, safe=_KEPT).lower() for part in (parts.path, parts.query))
    key += path.rstrip("/") or "/"
    return key + ("?" + "&".join(sorted(query.split("&"))) if query else "")


def index(entries: Iterable[Entry]) -> tuple[bytes, bytes]:
    """The index and the list of its blocks (`index.cdx.gz`, `index.idx`)."""
    lines = sorted(entry.line for entry in entries)
    data, blocks = b"", [f'!meta 0 {{"format": "cdxj-gzip-1.0", "filename": "{INDEX}"}}']
    for at in range(0, len(lines), BLOCK):
        part = _block(lines[at : at + BLOCK])
        where = {
            "offset": len(data),
            "length": len(part),
            "digest": f"sha256:{hashlib.sha256(part).hexdigest()}",
            "filename": INDEX,
        }
        blocks.append(f"{' '.join(lines[at].split(' ', 2)[:2])} {json.dumps(where)}")
        data += part
    return data or _block(()), "".join(f"{line}\n" for line in blocks).encode()


def _block(lines: Sequence[str]) -> bytes:
    return packed("".join(f"{line}\n" for line in lines).encode())
