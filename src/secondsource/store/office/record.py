"""Who did and opened what: append-only, each entry sealed to the one before it, as in the ledger of decisions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import select

from secondsource.model.codec import decode, encode

from ..chain import START, unfit
from .room import Room
from .schema import record


class Deed(StrEnum):
    """What is written down. Reading what every reader may read is not."""

    SIGNED_IN = "signed in"
    REFUSED = "refused"
    SIGNED_OUT = "signed out"
    PASSWORD = "password"  # noqa: S105 - a word, no secret
    ACCOUNT = "account"
    RIGHTS = "rights"
    CLOSED = "closed"
    OPENED = "opened"
    """Something hidden was shown."""
    ADMITTED = "admitted"
    TAKEN = "taken"
    """A list or a dossier was taken along."""
    DECIDED = "decided"
    PROPOSED = "proposed"
    ASKED = "asked"
    """To hand out something that needs two people."""
    CONFIRMED = "confirmed"
    """By the second of them."""
    KEY = "key"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something that was done.

    Args:
        who: name of the account, or as typed where there are none.
        at: ISO 8601 instant in UTC.
        object: what it was about: id of a report, a claim, name of an account.
        why: the reason given, if one was asked.
        more: what else to know, by name.
    """

    who: str
    at: str
    act: Deed
    object: str = ""
    why: str = ""
    more: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """An entry in its place. `hash` is SHA-256 over `previous` and the canonical JSON of the entry; `seq` counts from 1."""

    seq: int
    previous: str
    hash: str
    entry: Entry


def sealed(seq: int, previous: str, entry: Entry) -> Sealed:
    """The entry behind the one whose hash is `previous`."""
    return Sealed(
        seq=seq, previous=previous, hash=hashlib.sha256(previous.encode() + encode(entry)).hexdigest(), entry=entry
    )


def broken(entries: Iterable[Sealed]) -> list[str]:
    """Walks the chain; a sentence for each entry that does not fit, none if all is well."""
    return unfit(
        entries,
        lambda item: f"Entry {item.seq} of the record ({item.entry.act}, {item.entry.at})",
        lambda item: sealed(item.seq, item.previous, item.entry).hash,
    )


class Record:
    """The record of a case."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def add(self, entry: Entry) -> None:
        """Writes it down for good."""
        with self._room.writing() as connection:
            last = connection.execute(
                select(record.c.seq, record.c.hash).order_by(record.c.seq.desc()).limit(1)
            ).first()
            new = sealed(last.seq + 1, last.hash, entry) if last else sealed(1, START, entry)
            connection.execute(
                record.insert().values(
                    seq=new.seq,
                    previous=new.previous,
                    hash=new.hash,
                    at=entry.at,
                    who=entry.who,
                    act=entry.act.value,
                    object=entry.object,
                    body=encode(entry).decode(),
                )
            )

    def entries(
        self, *, who: str = "", act: str = "", object: str = "", before: int = 0, most: int = 200
    ) -> tuple[Sealed, ...]:
        """The entries that fit, the latest first.

        Args:
            who: name of the one who did it; any if empty.
            act: one of `Deed`; any if empty.
            object: what it was about; any if empty.
            before: only those whose number is smaller; 0 for all.
            most: how many at most.
        """
        asked = select(record).order_by(record.c.seq.desc()).limit(most)
        for column, value in ((record.c.who, who), (record.c.act, act), (record.c.object, object)):
            asked = asked.where(column == value) if value else asked
        if before:
            asked = asked.where(record.c.seq < before)
        with self._room.reading() as connection:
            rows = connection.execute(asked).all()
        return tuple(Sealed(seq=r.seq, previous=r.previous, hash=r.hash, entry=decode(r.body, Entry)) for r in rows)

    def whole(self) -> tuple[Sealed, ...]:
        """All entries, the first first."""
        with self._room.reading() as connection:
            rows = connection.execute(select(record).order_by(record.c.seq)).all()
        return tuple(Sealed(seq=r.seq, previous=r.previous, hash=r.hash, entry=decode(r.body, Entry)) for r in rows)

    def verify(self) -> list[str]:
        """Walks the whole chain."""
        return broken(self.whole())
