"""Web archives: our reader beside warcio and FastWARC, over the same records, with HTTP heads parsed and digests checked."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterator
from importlib import import_module
from io import BytesIO

from secondsource.collect.warc import http_of, to_warc
from secondsource.collect.warc_digests import mismatch
from secondsource.collect.warc_records import Record, records
from secondsource.model import Transfer

from .measure import Row, timed, version

PAGES = 2_000
TASK = "records of a web archive, gzipped one by one"


def archive() -> bytes:
    """Pages of 20 kB that pack to about a third, each with its request and metadata."""
    chance = random.Random(1718)
    words = [hashlib.sha256(str(n).encode()).hexdigest()[: 3 + n % 7] for n in range(3_000)]
    fields = (("Content-Type", "text/html; charset=utf-8"), ("Server", "nginx"), ("Cache-Control", "max-age=60"))
    out = []
    for number in range(PAGES):
        url = f"https://paper.example/{number}"
        body = f"<html><body><p>{' '.join(chance.choices(words, k=2_900))}</p></body></html>".encode()
        out.append(
            to_warc(Transfer(asked=url, url=url, at="2024-05-01T06:00:00Z", status=200, response=fields, body=body))
        )
    return b"".join(out)


def measure() -> Iterator[Row]:
    """A row for each reader."""
    data = archive()
    for program, work in _readers(data).items():
        if program == "secondsource" or version(program):
            yield timed(TASK, program, 3 * PAGES, "records", work, note="HTTP heads parsed, digests checked")


def _readers(data: bytes) -> dict[str, Callable[[], object]]:
    def ours() -> int:
        found = 0
        for item in records(data):
            if isinstance(item, Record):
                assert not mismatch(item)
                found += http_of(item.block) is not None
        return found

    def warcio() -> int:
        iterator = import_module("warcio.archiveiterator").ArchiveIterator
        found = 0
        for record in iterator(BytesIO(data), check_digests=True):
            record.raw_stream.read()
            assert record.digest_checker.passed is not False
            found += record.http_headers is not None
        return found

    def fastwarc() -> int:
        iterator = import_module("fastwarc.warc").ArchiveIterator
        found = 0
        for record in iterator(BytesIO(data), parse_http=False):
            assert record.verify_block_digest(consume=False) is not False
            record.parse_http()
            record.reader.read()
            found += record.http_headers is not None
        return found

    return {"secondsource": ours, "warcio": warcio, "fastwarc": fastwarc}
