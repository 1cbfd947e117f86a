"""What was fetched and is not in the case yet, so that a kill between the two loses nothing and takes nothing twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from .room import Room
from .schema import waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """Bytes on their way into the case.

    Args:
        capture: SHA-256 of the bytes.
        address: where they were taken from.
        name: what the capture is to be called.
        at: when they were taken.
        body: the bytes.
    """

    capture: str
    address: str
    name: str
    at: str
    body: bytes


def laid_down(connection: Connection, parcel: Parcel) -> None:
    """Keeps a parcel within a transaction; one whose bytes wait already stays as it is."""
    there = connection.execute(select(waiting.c.id).where(waiting.c.capture == parcel.capture)).first()
    if there is None:
        connection.execute(waiting.insert().values(**{f: getattr(parcel, f) for f in parcel.__slots__}))


class WaitingRoom:
    """The parcels of a case, in the order in which they came."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def captures(self) -> frozenset[str]:
        """The digests of all that wait."""
        with self._room.reading() as connection:
            return frozenset(connection.execute(select(waiting.c.capture)).scalars())

    def next(self, most: int = 1) -> tuple[Parcel, ...]:
        """The parcels that have waited longest."""
        with self._room.reading() as connection:
            rows = connection.execute(select(waiting).order_by(waiting.c.id).limit(most)).all()
        return tuple(Parcel(capture=r.capture, address=r.address, name=r.name, at=r.at, body=r.body) for r in rows)

    def count(self) -> int:
        """How many wait."""
        with self._room.reading() as connection:
            return int(connection.execute(select(func.count()).select_from(waiting)).scalar_one())

    def taken(self, captures: Iterable[str]) -> None:
        """The case holds them now."""
        with self._room.writing() as connection:
            for capture in captures:
                connection.execute(waiting.delete().where(waiting.c.capture == capture))
