"""The log of what was fetched: only ever added to."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, select

from .room import Room
from .schema import fetches
from .values import Fetch, Outcome
from .waiting import Parcel, laid_down


def entered(connection: Connection, entry: Fetch) -> int:
    """Adds an entry within a transaction; its number. The entry's own `seq` is not used."""
    values = {field: getattr(entry, field) for field in entry.__slots__ if field != "seq"}
    key = connection.execute(fetches.insert().values(**values)).inserted_primary_key
    return int(key[0]) if key is not None else 0


class Fetches:
    """The log of a case."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def add(self, entry: Fetch, parcel: Parcel | None = None) -> int:
        """Adds an entry, and in the same step what is to come into the case; its number."""
        with self._room.writing() as connection:
            if parcel is not None:
                laid_down(connection, parcel)
            return entered(connection, entry)

    def since(self, seq: int, *, most: int = 1000) -> tuple[Fetch, ...]:
        """The entries after that number, oldest first."""
        with self._room.reading() as connection:
            rows = connection.execute(
                select(fetches).where(fetches.c.seq > seq).order_by(fetches.c.seq).limit(most)
            ).all()
        return tuple(_fetch(row) for row in rows)

    def last(self, *, most: int = 50) -> tuple[Fetch, ...]:
        """The last entries, the latest first."""
        with self._room.reading() as connection:
            rows = connection.execute(select(fetches).order_by(fetches.c.seq.desc()).limit(most)).all()
        return tuple(_fetch(row) for row in rows)

    def of(self, source: int, *, most: int = 50) -> tuple[Fetch, ...]:
        """The last entries of a source, the latest first."""
        with self._room.reading() as connection:
            rows = connection.execute(
                select(fetches).where(fetches.c.source == source).order_by(fetches.c.seq.desc()).limit(most)
            ).all()
        return tuple(_fetch(row) for row in rows)

    def of_capture(self, capture: str) -> tuple[Fetch, ...]:
        """The entries by which a capture came in."""
        with self._room.reading() as connection:
            rows = connection.execute(select(fetches).where(fetches.c.capture == capture).order_by(fetches.c.seq)).all()
        return tuple(_fetch(row) for row in rows)


def _fetch(row: Row[Any]) -> Fetch:
    values = dict(row._mapping)
    return Fetch(**{**values, "outcome": Outcome(values["outcome"])})
