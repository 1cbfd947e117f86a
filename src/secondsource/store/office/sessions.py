"""Sessions of browsers, and keys of programs: a random token each, of which only the digest is kept."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from secondsource.model import Person, Role, Sensitive

from .instants import instant, moment
from .room import Room
from .schema import people, sessions

IDLE = timedelta(hours=12)
"""A browser's session ends when nothing was asked for that long."""
LONGEST = timedelta(days=14)
"""A browser's session ends that long after it began, whatever was asked."""
KEY = timedelta(days=365)
"""How long a program's key lasts."""
_STEP = timedelta(minutes=1)
"""A session's last use is written down no more often than that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A session or a key, as its owner sees it.

    Args:
        id: the beginning of its digest, to end it by.
        label: the browser's words for itself, or what the key is for.
        made, seen, until: ISO 8601 instants in UTC.
        program: whether it is a program's key.
    """

    id: str
    label: str
    made: str
    seen: str
    until: str
    program: bool


class Sessions:
    """Who is signed in."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def begin(self, person: Person, at: str, label: str, *, program: bool = False) -> str:
        """The token of a new session, or of a new key for a program. It cannot be had again."""
        token = secrets.token_urlsafe(32)
        until = instant(moment(at) + (KEY if program else LONGEST))
        with self._room.writing() as connection:
            connection.execute(sessions.delete().where(sessions.c.until < at))
            connection.execute(
                sessions.insert().values(
                    token=_digest(token),
                    person=person.id,
                    label="".join(c for c in label if c.isprintable())[:80],
                    made=at,
                    seen=at,
                    until=until,
                    program=program,
                )
            )
        return token

    def person(self, token: str, at: str, *, program: bool = False) -> Person | None:
        """Whoever holds that token, if it still counts."""
        asked = select(people, sessions.c.seen, sessions.c.until).join(sessions, sessions.c.person == people.c.id)
        with self._room.reading() as connection:
            row = connection.execute(
                asked.where(sessions.c.token == _digest(token), sessions.c.program == program, people.c.ended == "")
            ).first()
        if row is None or row.until < at or (not program and moment(row.seen) + IDLE < moment(at)):
            return None
        if moment(row.seen) + _STEP < moment(at):
            with self._room.writing() as connection:
                connection.execute(sessions.update().where(sessions.c.token == _digest(token)).values(seen=at))
        return Person(
            id=row.id, name=row.name, role=Role(row.role), sees=frozenset(Sensitive(s) for s in row.sees.split())
        )

    def of(self, person: Person, at: str) -> tuple[Session, ...]:
        """Everything they are signed in with, the last used first."""
        with self._room.reading() as connection:
            rows = connection.execute(
                select(sessions)
                .where(sessions.c.person == person.id, sessions.c.until >= at)
                .order_by(sessions.c.seen.desc(), sessions.c.token)
            ).all()
        return tuple(
            Session(id=r.token[:16], label=r.label, made=r.made, seen=r.seen, until=r.until, program=r.program)
            for r in rows
            if r.program or moment(r.seen) + IDLE >= moment(at)
        )

    def end(self, token: str) -> None:
        """Signs out."""
        with self._room.writing() as connection:
            connection.execute(sessions.delete().where(sessions.c.token == _digest(token)))

    def end_one(self, person: Person, id: str) -> None:
        """Ends one of theirs, by its id; nothing if there is none."""
        with self._room.writing() as connection:
            theirs = select(sessions.c.token).where(sessions.c.person == person.id)
            for token in connection.execute(theirs).scalars().all():
                if token[:16] == id:
                    connection.execute(sessions.delete().where(sessions.c.token == token))

    def end_all(self, person: Person) -> None:
        """Ends everything they are signed in with."""
        with self._room.writing() as connection:
            connection.execute(sessions.delete().where(sessions.c.person == person.id))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
