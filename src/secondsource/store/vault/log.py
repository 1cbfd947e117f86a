"""Who did what at the vault, and when: append-only, each entry sealed to the one before it. Never what is in it, and nothing that anybody typed but names of its people."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, select

from secondsource.model.codec import decode, encode

from ..chain import START, unfit
from .schema import openings


class Done(StrEnum):
    """What is written down."""

    BEGUN = "begun"
    JOINED = "asked to come in"
    ADMITTED = "let in"
    REMOVED = "taken out"
    PUT = "put"
    CHANGED = "changed"
    """Put anew, or erased: nothing tells which."""
    OPENED = "opened"
    ROTATED = "key changed"
    PASSPHRASE = "passphrase changed"  # noqa: S105 - a word, no secret
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Something that was done at the vault.

    Args:
        who: one of its people; empty where nobody of the name that was given is there.
        at: ISO 8601 instant in UTC.
        act: what.
        object: the handle of an entry, or the name of one of its people.
    """

    who: str
    at: str
    act: Done
    object: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """An entry in its place. `hash` is SHA-256 over `previous` and the canonical JSON of the entry; `seq` counts from 1."""

    seq: int
    previous: str
    hash: str
    opening: Opening


def linked(seq: int, previous: str, opening: Opening) -> Linked:
    """The entry behind the one whose hash is `previous`."""
    digest = hashlib.sha256(previous.encode() + encode(opening)).hexdigest()
    return Linked(seq=seq, previous=previous, hash=digest, opening=opening)


def write(connection: Connection, opening: Opening) -> None:
    """Writes it down for good."""
    asked = select(openings.c.seq, openings.c.hash).order_by(openings.c.seq.desc()).limit(1)
    last = connection.execute(asked).first()
    new = linked(last.seq + 1, last.hash, opening) if last else linked(1, START, opening)
    connection.execute(
        openings.insert().values(seq=new.seq, previous=new.previous, hash=new.hash, body=encode(opening).decode())
    )


def read(connection: Connection, most: int = 0) -> tuple[Linked, ...]:
    """The entries, the oldest first; with `most` the latest only, of those as well the oldest first."""
    asked = select(openings).order_by(openings.c.seq.desc())
    rows = connection.execute(asked.limit(most) if most else asked).all()
    return tuple(
        Linked(seq=r.seq, previous=r.previous, hash=r.hash, opening=decode(r.body, Opening)) for r in reversed(rows)
    )


def broken(entries: Iterable[Linked]) -> list[str]:
    """Walks the chain; a sentence for each entry that does not fit, none if all is well."""
    return unfit(
        entries,
        lambda item: f"Entry {item.seq} of the log of the vault ({item.opening.act.value}, {item.opening.at})",
        lambda item: linked(item.seq, item.previous, item.opening).hash,
    )
