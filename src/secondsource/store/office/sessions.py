"""Sessions of browsers, keys of programs, and browsers that somebody signed in with: a random token each, of which only the digest is kept."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from sqlalchemy import select

from secondsource.model import Person, Role, SecondsourceError, Sensitive

from .instants import instant, moment
from .room import Room
from .schema import people, sessions

IDLE = timedelta(hours=12)
"""A browser's session ends when nothing was asked for that long."""
LONGEST = timedelta(days=14)
"""A browser's session ends that long after it began, whatever was asked."""
KEY = timedelta(days=365)
"""How long a program's key lasts, and a browser is known."""
MOST_KEYS = 20
"""Keys that somebody can have."""
_AHEAD = timedelta(minutes=15)
"""How far the clocks of two desks may be apart."""
_STEP = timedelta(minutes=1)
"""A session's last use is written down no more often than that."""


class Kind(StrEnum):
    """What a token is for."""

    SESSION = "session"
    KEY = "key"
    DEVICE = "device"
    """It lets nobody in: who signs in with a browser that is known does not wait for what strangers tried under the name."""


class TooManyKeys(SecondsourceError):
    """So many keys cannot be had. End one first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A session or a key, as its owner sees it.

    Args:
        id: the beginning of its digest, to end it by.
        label: the browser's words for itself, or what the key is for.
        made, seen, until: ISO 8601 instants in UTC.
        kind: a browser's session, or a program's key.
    """

    id: str
    label: str
    made: str
    seen: str
    until: str
    kind: Kind


class Sessions:
    """Who is signed in."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def begin(self, person: Person, at: str, label: str, kind: Kind = Kind.SESSION) -> str:
        """The token of a new session, or of a new key for a program. It cannot be had again.

        Raises:
            TooManyKeys: if they have as many keys as can be had.
        """
        token = secrets.token_urlsafe(32)
        until = instant(moment(at) + (LONGEST if kind is Kind.SESSION else KEY))
        with self._room.writing() as connection:
            theirs = select(sessions.c.token).where(sessions.c.person == person.id, sessions.c.kind == kind.value)
            had = connection.execute(theirs.order_by(sessions.c.seen)).scalars().all()
            if len(had) >= MOST_KEYS and kind is Kind.KEY:
                raise TooManyKeys
            for oldest in had[: max(0, len(had) + 1 - MOST_KEYS)]:
                connection.execute(sessions.delete().where(sessions.c.token == oldest))
            connection.execute(sessions.delete().where(sessions.c.until < at))
            connection.execute(
                sessions.insert().values(
                    token=_digest(token),
                    person=person.id,
                    label="".join(c for c in label if c.isprintable())[:80],
                    made=at,
                    seen=at,
                    until=until,
                    kind=kind.value,
                )
            )
        return token

    def person(self, token: str, at: str, kind: Kind = Kind.SESSION) -> Person | None:
        """Whoever holds that token, if it still counts."""
        asked = select(people, sessions.c.seen, sessions.c.until).join(sessions, sessions.c.person == people.c.id)
        with self._room.reading() as connection:
            row = connection.execute(
                asked.where(sessions.c.token == _digest(token), sessions.c.kind == kind.value, people.c.ended == "")
            ).first()
        if row is None or row.until < at or (kind is Kind.SESSION and not _lasts(row.seen, at)):
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
                .where(sessions.c.person == person.id, sessions.c.until >= at, sessions.c.kind != Kind.DEVICE.value)
                .order_by(sessions.c.seen.desc(), sessions.c.token)
            ).all()
        return tuple(
            Session(id=r.token[:16], label=r.label, made=r.made, seen=r.seen, until=r.until, kind=Kind(r.kind))
            for r in rows
            if r.kind == Kind.KEY or _lasts(r.seen, at)
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


def _lasts(seen: str, at: str) -> bool:
    """Whether a session last used then still counts. One of a clock that was far ahead does not: it would last until that day comes."""
    return moment(at) - IDLE <= moment(seen) <= moment(at) + _AHEAD


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
