"""Accounts: who there is, what each may do and see."""

from __future__ import annotations

import re
import unicodedata

from sqlalchemy import Connection, Row, select

from secondsource.model import Person, Role, Sensitive

from .errors import NameTaken, NoPerson, NotAllowed
from .passwords import digest_of, fits
from .room import Room
from .schema import admissions, named, people, sessions

THIS_MACHINE = "this machine"
"""What the record calls whoever works with the command line."""
LONGEST = 64
"""Characters of a name."""


def key_of(name: str) -> str:
    """A name as it is looked up, whatever its case, its spaces and the way it is composed.

    >>> key_of("  Min-ji   KIM ")
    'min-ji kim'
    """
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


class People:
    """The accounts of a case."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def all(self) -> tuple[Person, ...]:
        """Everybody who has or had an account, by name."""
        with self._room.reading() as connection:
            return tuple(_person(row) for row in connection.execute(select(people).order_by(people.c.key)))

    def any(self) -> bool:
        """Whether anybody has or had an account; then nobody comes in without one."""
        with self._room.reading() as connection:
            return connection.execute(select(people.c.id).limit(1)).first() is not None

    def named(self, name: str) -> Person:
        """Whoever has that name. Raises NoPerson."""
        with self._room.reading() as connection:
            row = connection.execute(select(people).where(people.c.key == key_of(name))).first()
        if row is None:
            raise NoPerson(f"There is nobody called “{name[:LONGEST]}”. `secondsource people list` names everybody.")
        return _person(row)

    def of(self, id: int) -> Person | None:
        """Whoever has that number."""
        with self._room.reading() as connection:
            row = connection.execute(select(people).where(people.c.id == id)).first()
        return _person(row) if row else None

    def add(
        self,
        name: str,
        role: Role,
        *,
        at: str,
        password: str | None = None,
        renew: bool = False,
        subject: str | None = None,
        sees: frozenset[Sensitive] = frozenset(),
    ) -> Person:
        """A new account.

        Args:
            name: as decisions will be signed.
            role: the first account must be a keeper's, since a keeper alone can make others.
            at: ISO 8601 instant in UTC.
            password: None if they sign in elsewhere only.
            renew: whether it must be changed at the first sign-in.
            subject: issuer and subject of an OpenID provider, with a space between.
            sees: what hidden material they may ask for.

        Raises:
            NameTaken, WeakPassword: as they say.
            NotAllowed: if the name is none, or the first account is no keeper's.
        """
        name = " ".join(unicodedata.normalize("NFC", name).split())
        if not name or len(name) > LONGEST or not re.search(r"\w", name) or not name.isprintable():
            raise NotAllowed(f"A name has letters, and at most {LONGEST} of them.")
        if key_of(name) == THIS_MACHINE:
            raise NotAllowed("The record calls the command line so. Choose another name.")
        secret = None if password is None else digest_of(password, name)
        with self._room.writing() as connection:
            if connection.execute(select(people.c.id).where(people.c.key == key_of(name))).first():
                raise NameTaken(
                    f"Somebody is, or was, called “{name}”, and what they did is signed with it. Choose another name."
                )
            if role is not Role.KEEPER and connection.execute(select(people.c.id).limit(1)).first() is None:
                raise NotAllowed("The first account must be a keeper's: only a keeper can make others.")
            made = connection.execute(
                people.insert().values(
                    key=key_of(name),
                    name=name,
                    role=role.value,
                    sees=_seen(sees),
                    secret=secret,
                    renew=renew,
                    subject=subject,
                    made=at,
                    ended="",
                )
            )
            assert made.inserted_primary_key is not None
            return Person(id=made.inserted_primary_key[0], name=name, role=role, sees=sees)

    def check(self, name: str, password: str) -> Person | None:
        """Whoever has that name and that password, and an open account; it takes as long if there is nobody."""
        with self._room.reading() as connection:
            row = connection.execute(select(people).where(people.c.key == key_of(name[: 2 * LONGEST]))).first()
        right = fits(row.secret if row else None, password)
        return _person(row) if row is not None and right and not row.ended else None

    def with_subject(self, subject: str) -> Person | None:
        """Whoever signs in with that subject of an OpenID provider, and has an open account."""
        with self._room.reading() as connection:
            row = connection.execute(select(people).where(people.c.subject == subject, people.c.ended == "")).first()
        return _person(row) if row else None

    def must_renew(self, person: int) -> bool:
        """Whether they must change their password before anything else."""
        with self._room.reading() as connection:
            return bool(connection.execute(select(people.c.renew).where(people.c.id == person)).scalar())

    def set_password(self, person: Person, password: str, *, renew: bool = False) -> None:
        """A new password; every session and key of theirs ends. Raises WeakPassword."""
        secret = digest_of(password, person.name)
        with self._room.writing() as connection:
            connection.execute(people.update().where(people.c.id == person.id).values(secret=secret, renew=renew))
            connection.execute(sessions.delete().where(sessions.c.person == person.id))

    def change(self, person: Person, role: Role, sees: frozenset[Sensitive]) -> Person:
        """Another role, other rights. Raises NotAllowed if no keeper would be left."""
        with self._room.writing() as connection:
            if role is not Role.KEEPER:
                self._another_keeper(connection, person)
            connection.execute(
                people.update().where(people.c.id == person.id).values(role=role.value, sees=_seen(sees))
            )
        return Person(id=person.id, name=person.name, role=role, sees=sees, ended=person.ended)

    def bind(self, person: Person, subject: str | None) -> None:
        """From now on they sign in with that subject of an OpenID provider; None ends it. Raises NameTaken if somebody else does."""
        with self._room.writing() as connection:
            taken = select(people.c.id).where(people.c.subject == subject, people.c.id != person.id)
            if subject is not None and connection.execute(taken).first():
                raise NameTaken("Somebody else signs in with that subject of the provider.")
            connection.execute(people.update().where(people.c.id == person.id).values(subject=subject))

    def end(self, person: Person, at: str) -> None:
        """Closes the account: sessions and keys end, admissions are taken back, what they wrote stays. Raises NotAllowed for the last keeper."""
        with self._room.writing() as connection:
            self._another_keeper(connection, person)
            connection.execute(people.update().where(people.c.id == person.id).values(ended=at))
            connection.execute(sessions.delete().where(sessions.c.person == person.id))
            connection.execute(admissions.delete().where(admissions.c.person == person.id))
            connection.execute(named.delete().where(named.c.person == person.id))

    def reopen(self, person: Person) -> None:
        """Opens a closed account again."""
        with self._room.writing() as connection:
            connection.execute(people.update().where(people.c.id == person.id).values(ended=""))

    @staticmethod
    def _another_keeper(connection: Connection, person: Person) -> None:
        others = select(people.c.id).where(
            people.c.role == Role.KEEPER.value, people.c.ended == "", people.c.id != person.id
        )
        if connection.execute(others).first() is None:
            raise NotAllowed(f"{person.name} is the last keeper. Make somebody else a keeper first.")


def _person(row: Row[tuple[object, ...]]) -> Person:
    return Person(
        id=row.id,
        name=row.name,
        role=Role(row.role),
        sees=frozenset(Sensitive(word) for word in row.sees.split()),
        ended=row.ended,
    )


def _seen(sees: frozenset[Sensitive]) -> str:
    return " ".join(sorted(item.value for item in sees))
