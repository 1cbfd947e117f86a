"""Invented pages and archives for the tests of bulk work, and an engine whose workers can be poisoned by what a page says."""

from __future__ import annotations

import gzip
import os
import re
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import pytest

from benchmarks.invented import Plain
from secondsource.bulk import stages
from secondsource.bulk.document import Document
from secondsource.bulk.engine import Died, Done, Engine, P, R
from secondsource.bulk.local_engine import LocalEngine
from secondsource.bulk.supervisor import Summary, Supervisor
from secondsource.bulk.work import Order
from tests.collect.archives import http, record

ABOUT = (
    "North Korean workers at the shipyard have not been paid since March, a manager said. "
    "Officials of the company took their passports, and 70 percent of the wages went to Pyongyang, two of the workers said."
)
OTHER = "The town council will plant forty trees along the river this spring, the mayor said on Tuesday at the market."


def page(number: int, about: bool = True, more: str = "") -> bytes:
    """A page of a paper, as HTML."""
    text = ABOUT if about else OTHER
    return (
        f"<html><head><title>Paper {number}</title><meta property='og:site_name' content='Harbour Wire'>"
        f"<meta property='article:published_time' content='2018-08-{1 + number % 28:02d}T06:00:00Z'></head>"
        f"<body><nav><a href='/'>Home</a></nav><article><h1>Paper {number}</h1><p>{text} Number {number}. {more}</p>"
        f"<p>Nobody at the {'yard' if about else 'market'} would say more about it when asked, and the story goes on.</p></article></body></html>"
    ).encode()


def answer(number: int, about: bool = True, more: str = "") -> bytes:
    """The record of a page in a web archive."""
    return record(http(page(number, about, more), "text/html; charset=utf-8"), url=f"https://paper.example/{number}")


def archive(records: Iterable[bytes], packed: bool = True) -> bytes:
    """A web archive, packed record by record."""
    return b"".join(gzip.compress(one, mtime=0) if packed else one for one in records)


def papers(count: int, **poison: str) -> list[bytes]:
    """Records of which every third concerns the subject; `p5="KILL"` puts that word into the fifth."""
    return [answer(n, n % 3 == 0, poison.get(f"p{n}", "")) for n in range(count)]


def poisoned(function: Callable[[P], R], part: P) -> R:
    """The function in a worker that reads plainly, and meets its end by certain words."""
    import secondsource.read

    secondsource.read.default_reader = lambda pack: Plain()
    if not hasattr(stages.Stages, "unpoisoned"):
        stages.Stages.unpoisoned = stages.Stages.treat
        stages.Stages.treat = _treat
    return function(part)


def _treat(self: stages.Stages, document: Document, source: str) -> stages.Outcome:
    body = document.body or b""
    if b"KILL" in body:
        os.kill(os.getpid(), signal.SIGKILL)
    if b"HANG" in body:
        while True:
            time.sleep(1)
    if b"EAT" in body:
        original = document.drafts

        def drafts():
            held = bytearray(1 << 40)
            return held and original()

        document = Document(
            **{name: getattr(document, name) for name in Document.__slots__ if name != "drafts"}, drafts=drafts
        )
    if (once := re.search(rb"ONCE (\S+)", body)) and not Path(once[1].decode()).exists():
        Path(once[1].decode()).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return self.unpoisoned(document, source)


class Poisoned(LocalEngine):
    """An engine whose workers run `poisoned`."""

    def map(self, function: Callable[[P], R], parts: Iterable[P]) -> Iterator[Done[P, R] | Died[P]]:
        return super().map(partial(poisoned, function), parts)


class Here:
    """An engine that works in this process and reads plainly; `given` are its tasks."""

    workers = 1

    def __init__(self) -> None:
        self.given: list[object] = []

    def map(self, function: Callable[[P], R], parts: Iterable[P]) -> Iterator[Done[P, R] | Died[P]]:
        stages.opened.cache_clear()
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr("secondsource.read.default_reader", lambda pack: Plain())
            for part in parts:
                self.given.append(part)
                yield Done(part, function(part))
        stages.opened.cache_clear()

    def close(self) -> None:
        pass


def bulk(
    inputs: Iterable[Path | str],
    out: Path,
    slice_bytes: int = 1 << 20,
    engine: Engine | None = None,
    version: str = "test",
    seconds: float = 0,
    megabytes: int = 0,
) -> Summary:
    """A run with plain reading; in this process if no engine is given."""
    order = Order(out=str(out), subject="dprk_labour", version=version, seconds=seconds, megabytes=megabytes)
    return Supervisor(order, engine or Here()).run([str(one) for one in inputs], slice_bytes)
