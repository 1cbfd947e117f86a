"""Notes on claims and reports, and whom they name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Row, select

from secondsource.model import Person, SecondsourceError

from .room import Room
from .schema import named, notes

LONGEST = 4_000
"""Characters of a note."""


class NoNote(SecondsourceError):
    """There is no such note, or somebody else wrote it. A note is struck out by whoever wrote it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note. `struck` is when its writer struck it out; then it has no text any more."""

    id: int
    object: str
    person: int
    name: str
    at: str
    text: str
    struck: str = ""


def named_in(text: str, people: Iterable[Person]) -> tuple[Person, ...]:
    """Those whom a text names with an @ before the name, the longest name that fits counting.

    >>> from secondsource.model import Role
    >>> [p.name for p in named_in("Ask @kim min-ji.", [Person(id=1, name="Kim", role=Role.READER), Person(id=2, name="Kim Min-ji", role=Role.READER)])]
    ['Kim Min-ji']
    """
    left, found = text.casefold(), []
    for person in sorted(people, key=lambda p: (-len(p.name), p.id)):
        pattern = rf"(?<!\w)@{re.escape(person.name.casefold())}(?!\w)"
        if re.search(pattern, left):
            found.append(person)
            left = re.sub(pattern, " ", left)
    return tuple(sorted(found, key=lambda p: p.id))


class Notes:
    """The notes of a case."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def on(self, object: str) -> tuple[Note, ...]:
        """The notes on one thing, the oldest first."""
        with self._room.reading() as connection:
            return tuple(
                map(_note, connection.execute(select(notes).where(notes.c.object == object).order_by(notes.c.id)))
            )

    def naming(self, person: int, most: int = 50) -> tuple[tuple[Note, bool], ...]:
        """The notes that name somebody, the latest first, each with whether they have seen it."""
        asked = select(notes, named.c.seen).join(named, named.c.note == notes.c.id).where(named.c.person == person)
        with self._room.reading() as connection:
            rows = connection.execute(asked.where(notes.c.struck == "").order_by(notes.c.id.desc()).limit(most)).all()
        return tuple((_note(row), bool(row.seen)) for row in rows)

    def last(self, most: int = 20) -> tuple[Note, ...]:
        """The latest notes."""
        with self._room.reading() as connection:
            asked = select(notes).where(notes.c.struck == "").order_by(notes.c.id.desc()).limit(most)
            return tuple(map(_note, connection.execute(asked)))

    def add(self, object: str, person: int, name: str, at: str, text: str, names: Iterable[Person] = ()) -> None:
        """Writes a note on something.

        Args:
            object: id of a claim or a report.
            person: id of who writes; 0 where nobody has an account.
            name: of who writes.
            at: ISO 8601 instant in UTC.
            text: the note; no more than `LONGEST` characters are kept.
            names: whom the note names.
        """
        with self._room.writing() as connection:
            made = connection.execute(
                notes.insert().values(object=object, person=person, name=name, at=at, text=text[:LONGEST], struck="")
            )
            assert made.inserted_primary_key is not None
            for other in names:
                connection.execute(
                    named.insert().values(note=made.inserted_primary_key[0], person=other.id, seen=False)
                )

    def strike(self, id: int, person: int, name: str, at: str) -> str:
        """Strikes out one of one's own and gives what it was about; its text is gone, that there was one stays. Raises NoNote."""
        with self._room.writing() as connection:
            row = connection.execute(select(notes).where(notes.c.id == id)).first()
            if row is None or row.person != person or row.name != name:
                raise NoNote(
                    "There is no such note, or somebody else wrote it. A note is struck out by whoever wrote it."
                )
            connection.execute(notes.update().where(notes.c.id == id).values(text="", struck=at))
            connection.execute(named.delete().where(named.c.note == id))
            return str(row.object)

    def seen(self, person: int) -> None:
        """They have seen every note that names them."""
        with self._room.writing() as connection:
            connection.execute(named.update().where(named.c.person == person).values(seen=True))


def _note(row: Row[tuple[object, ...]]) -> Note:
    return Note(
        id=row.id, object=row.object, person=row.person, name=row.name, at=row.at, text=row.text, struck=row.struck
    )
