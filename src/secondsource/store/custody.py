"""The chain of custody: how each capture was obtained, each time it was; each entry sealed to the one before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, inspect, select

from secondsource.model import Capture

from .schema import captures, custody

START = "0" * 64
"""What the first entry is sealed to."""
_LAST = select(custody.c.seq, custody.c.seal).order_by(custody.c.seq.desc()).limit(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Custody:
    """One occasion on which bytes came into the case.

    Args:
        seq: counts from 1 over the whole case.
        capture: SHA-256 of the bytes.
        path: the address they were taken from: a path or URL, as it was given.
        at: ISO 8601 instant in UTC.
        tool: name and version of the program that took them.
    """

    seq: int
    capture: str
    path: str
    at: str
    tool: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """An entry of the log with the capture it is of and its seal, as they stand in the database."""

    entry: Custody
    capture: Capture
    seal: str


def sealed(previous: str, entry: Custody, capture: Capture) -> str:
    """The seal of an entry that follows the one whose seal is `previous`: SHA-256 over both and what is known of the capture.

    >>> bytes_ = Capture(digest="ab", size=1, media="text/plain", name="a.txt")
    >>> sealed(START, Custody(seq=1, capture="ab", path="a.txt", at="2016-06-08T00:00:00Z", tool="t"), bytes_)[:8]
    '542ecd00'
    """
    body = [
        entry.seq, entry.capture, capture.size, capture.media, capture.name, entry.path, entry.at, entry.tool,
    ]  # fmt: skip
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(previous.encode() + text.encode("utf-8", "surrogatepass")).hexdigest()


def enter(connection: Connection, capture: Capture, path: str, at: str, tool: str) -> Custody:
    """Writes an entry at the end of the log."""
    last = connection.execute(_LAST).first()
    entry = Custody(seq=last.seq + 1 if last else 1, capture=capture.digest, path=path, at=at, tool=tool)
    seal = sealed(last.seal if last else START, entry, capture)
    values = {name: getattr(entry, name) for name in Custody.__slots__}
    connection.execute(custody.insert(), {**values, "seal": seal})
    return entry


def log(connection: Connection) -> tuple[Sealed, ...]:
    """The whole log with its seals; empty where an older version made the case and it may only be read."""
    if "seal" not in {column["name"] for column in inspect(connection).get_columns("custody")}:
        return ()
    query = select(custody, captures).join(captures, captures.c.digest == custody.c.capture).order_by(custody.c.seq)
    return tuple(
        Sealed(
            entry=Custody(seq=row.seq, capture=row.capture, path=row.path, at=row.at, tool=row.tool),
            capture=Capture(digest=row.digest, size=row.size, media=row.media, name=row.name),
            seal=row.seal,
        )
        for row in connection.execute(query)
    )


def broken(entries: Iterable[Sealed]) -> list[tuple[str, str]]:
    """Walks the log; for each entry that does not fit, its capture and a sentence. Empty if all is well."""
    out: list[tuple[str, str]] = []
    previous, expected = START, 1
    for item in entries:
        name = f"Entry {item.entry.seq} of the log of custody (“{item.capture.name}”, {item.capture.digest})"
        if item.entry.seq != expected:
            out.append((item.capture.digest, f"{name} should be number {expected}: entries before it were removed."))
        if item.seal != sealed(previous, item.entry, item.capture):
            what = "its time, address, tool, the capture's name or the entry before it is no longer what was sealed"
            out.append((item.capture.digest, f"{name} was changed after it was made: {what}."))
        previous, expected = item.seal, item.entry.seq + 1
    return out
