"""A generated case in a folder, as `secondsource serve` reads it, of as many reports as one likes.

A block of reports is generated and traced as any case is; a case of more than a block holds it several times, each time under other ids and with other
places and people, for tracing 100,000 reports of ten claims each takes an hour and tells nothing of the desk. The originals themselves are left out.
"""

from __future__ import annotations

import hashlib
import random
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from secondsource import law
from secondsource.model import (
    Capture,
    Claim,
    Figure,
    Finding,
    Grade,
    Indicator,
    Loop,
    PersonalData,
    PersonalKind,
    Reading,
    Relay,
    Span,
    Support,
)
from secondsource.model.codec import encode
from secondsource.store import Case, Custody, derived, documents
from secondsource.store.custody import sealed
from secondsource.subjects import load
from secondsource.trace import trace
from secondsource.trace.ecology import Settings, made, rendered
from secondsource.weigh import grades

NOW = "2026-01-01T00:00:00Z"
_PERSONAL = 0.05
"""Share of the reports that end with an address to write to, which the desk must hide."""
_KINDS: tuple[type[Any], ...] = (Claim, Relay, Support, Loop, Figure, Grade, Finding, Indicator)
_OURS = re.compile(r"(?<![0-9A-Za-z])(?:[A-Z][a-z]{3,}|[0-9a-f]{16}(?:[0-9a-f]{48}|-0)|c[0-9a-f]{12})(?![0-9a-z])")
_TABLES = (
    "captures", "custody", "reports", "statements", "mentions", "claims", "claim_mentions",
    "relays", "supports", "loops", "figures", "grades", "findings", "indicators",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Size:
    """How large a case is: reports of a block, blocks, and claims that a report tells of, ten for 11 parts."""

    reports: int
    blocks: int = 1
    parts: int = 1

    @property
    def name(self) -> str:
        """What its folder is called."""
        return f"{self.reports * self.blocks}-{self.parts}"


def case_of(size: Size, beside: Path, seed: int = 2397) -> Path:
    """The folder of a case of that size; made if it is not there yet."""
    folder = beside / f"secondsource-desk-{size.name}"
    if not (folder / "done").exists():
        _make(folder, size, seed)
        (folder / "done").touch()
    return folder


def _make(folder: Path, size: Size, seed: int) -> None:
    pack = load()
    published = round(size.reports / (1 - Settings().missing)) if size.parts > 1 else size.reports
    world = made(Settings(reports=published, seed=seed, parts=size.parts))
    readings, claims = rendered(world)
    readings = [_with_address(reading) for reading in readings]
    traced = trace(readings, claims, pack)
    block: tuple[Sequence[Any], ...] = (
        claims,
        traced.relays,
        traced.supports,
        traced.loops,
        traced.figures,
        grades(claims, traced, readings, pack),
        law.findings(claims, traced, readings, pack),
        law.indicators(claims, readings, pack),
    )
    names = {e.place.split()[0] for e in world.events}
    names |= {part for e in world.events for o in e.origins for part in o.name.split() if part[:1].isupper()}
    with (
        Case.create(folder, now=NOW, title=f"Generated, {size.reports * size.blocks:,} reports") as case,
        case.writing() as connection,
    ):
        for reading in readings:
            _put(connection, reading)
        for kind, items in zip(_KINDS, block, strict=True):
            derived.replace(connection, kind, items)
    _repeat(folder / "case.db", size.blocks, frozenset(names))


def _put(connection: Connection, reading: Reading) -> None:
    report = reading.report
    # the first digits of the capture name the report, and two reports of the same words would else be one capture
    report = replace(report, capture=report.id[:16] + hashlib.sha256(report.id.encode()).hexdigest()[16:])
    held = Capture(digest=report.capture, size=len(report.text), media="text/plain", name=f"{report.id}.txt")
    documents.put_capture(connection, held, f"generated/{held.name}", NOW, "benchmark")
    documents.put_reports(connection, held.digest, [(report, encode(report).decode())])
    documents.put_reading(connection, report.id, reading.statements, reading.mentions)


def _repeat(file: Path, blocks: int, names: frozenset[str]) -> None:
    """The rows of the case once more for each further block."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        for table in _TABLES:
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            seq = columns.index("seq") if "seq" in columns and table not in ("statements", "mentions") else None
            rows = connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 (names of our own)
            most = max((row[seq] for row in rows), default=0) if seq is not None else 0
            put = f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})"  # noqa: S608 (as above)
            for number in range(1, blocks):
                again = _Again(number, names)
                further = (again.of(row, seq, number * most) for row in rows)
                connection.executemany(put, _sealed(connection, further) if table == "custody" else further)
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _sealed(connection: sqlite3.Connection, rows: Iterable[list[Any]]) -> Iterator[list[Any]]:
    """Entries of the log of custody, each with the seal that follows from the one before it; their captures are there already."""
    (before,) = connection.execute("SELECT seal FROM custody ORDER BY seq DESC LIMIT 1").fetchone()
    for row in rows:
        entry = Custody(**dict(zip(Custody.__slots__, row, strict=False)))
        asked = "SELECT digest, size, media, name FROM captures WHERE digest = ?"
        digest, size, media, name = connection.execute(asked, (entry.capture,)).fetchone()
        before = sealed(before, entry, Capture(digest=digest, size=size, media=media, name=name))
        yield [*row[:-1], before]


def _with_address(reading: Reading) -> Reading:
    report = reading.report
    chance = random.Random(report.id)
    if chance.random() >= _PERSONAL:
        return reading
    address = f"desk{chance.randrange(10**6)}@example.org"
    start = len(report.text) + len(" Write to ")
    personal = PersonalData(span=Span(start, start + len(address)), kind=PersonalKind.EMAIL)
    return replace(reading, report=replace(report, text=f"{report.text} Write to {address}.", personal=(personal,)))


class _Again:
    """The rows of a block once more, under other ids and with other names of the same length, so that every span still fits."""

    def __init__(self, number: int, names: frozenset[str]) -> None:
        self.mask = int(hashlib.sha256(str(number).encode()).hexdigest()[:16], 16)
        self.names = names
        turned = {}
        for letters in ("aeiou", "bcdfghjklmnprstvwz"):
            shift = number % len(letters)
            turned |= dict(zip(letters, letters[shift:] + letters[:shift], strict=True))
        self.table = str.maketrans({**turned, **{a.upper(): b.upper() for a, b in turned.items()}})
        self.put = lru_cache(maxsize=1 << 17)(self._put)

    def of(self, row: Sequence[Any], seq: int | None, further: int) -> list[Any]:
        out = [_OURS.sub(lambda m: self.put(m[0]), cell) if isinstance(cell, str) else cell for cell in row]
        if seq is not None:
            out[seq] += further
        return out

    def _put(self, found: str) -> str:
        if found[0].isupper():
            return found.translate(self.table) if found in self.names else found
        if len(found) == 13:
            return f"c{int(found[1:], 16) ^ (self.mask >> 16):012x}"
        return f"{int(found[:16], 16) ^ self.mask:016x}{found[16:]}"
