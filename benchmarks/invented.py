"""Made-up pages in web archives, and a reader that finds nothing: for what is measured of everything but reading."""

from __future__ import annotations

import gzip
from dataclasses import dataclass

from secondsource.model import Reading, Report

WORDS = ("market", "river", "company", "minister", "people", "year", "week", "said", "would", "could", "village", "fishing", "price", "harbour", "road", "school", "winter", "crop", "season", "budget", "vote")  # fmt: skip
"""What pages that concern nothing are made of."""


@dataclass(frozen=True)
class Plain:
    """A reader that finds nothing, at once."""

    name: str = "plain"
    version: str = "1"

    def read(self, report: Report) -> Reading:
        """Nothing."""
        return Reading(report=report, statements=(), mentions=())


def record(number: int, page: str, level: int = 9) -> bytes:
    """The record of a page in a web archive (WARC 1.0), packed by itself.

    Args:
        number: of the page, from which its address and its id come.
        page: its HTML.
        level: of packing.
    """
    block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}".encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number:032d}>\r\nWARC-Target-URI: https://paper.example/{number}\r\n"
        f"WARC-Date: 2018-08-14T20:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    ).encode()
    return gzip.compress(head + block + b"\r\n\r\n", level, mtime=0)
