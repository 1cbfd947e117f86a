"""Searches with a name: one's own, and those shared with everybody at work on the case."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import or_, select

from secondsource.model import SecondsourceError

from .room import Room
from .schema import searches

LONGEST = 80
MOST = 200
"""Searches that somebody can keep."""


class NoRoomForSearch(SecondsourceError):
    """So many searches cannot be kept. Remove one first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """A search: its name, the query of its address without `?`, whose it is (0: nobody has an account), and whether all see it."""

    id: int
    person: int
    name: str
    query: str
    shared: bool


class Searches:
    """The searches of a case."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def of(self, person: int) -> tuple[Search, ...]:
        """Those that somebody sees, by name."""
        mine = or_(searches.c.person == person, searches.c.shared)
        with self._room.reading() as connection:
            rows = connection.execute(select(searches).where(mine).order_by(searches.c.name, searches.c.id)).all()
        return tuple(Search(id=r.id, person=r.person, name=r.name, query=r.query, shared=r.shared) for r in rows)

    def queries(self) -> tuple[str, ...]:
        """What is asked by any of them, whosever it is, each once and in order."""
        with self._room.reading() as connection:
            return tuple(connection.execute(select(searches.c.query).distinct().order_by(searches.c.query)).scalars())

    def named(self, name: str) -> str:
        """The query of the search of that name which all see, or of the one person of a case without accounts; empty if there is none."""
        with self._room.reading() as connection:
            found = connection.execute(
                select(searches.c.query)
                .where(searches.c.name == name, or_(searches.c.shared, searches.c.person == 0))
                .order_by(searches.c.id)
            )
            return str(found.scalar() or "")

    def keep(self, person: int, name: str, query: str, *, shared: bool = False) -> None:
        """Keeps it under its name; one of theirs with that name is replaced. Raises NoRoomForSearch."""
        name = " ".join(name.split())[:LONGEST]
        with self._room.writing() as connection:
            theirs = searches.c.person == person
            connection.execute(searches.delete().where(theirs, searches.c.name == name))
            if len(connection.execute(select(searches.c.id).where(theirs)).all()) >= MOST:
                raise NoRoomForSearch("So many searches cannot be kept. Remove one first.")
            connection.execute(searches.insert().values(person=person, name=name, query=query, shared=shared))

    def forget(self, person: int, id: int) -> None:
        """Removes one of theirs; nothing if it is another's."""
        with self._room.writing() as connection:
            connection.execute(searches.delete().where(searches.c.id == id, searches.c.person == person))
