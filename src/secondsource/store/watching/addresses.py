"""The addresses that sources led to: when each is due, and what was last had from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, select

from secondsource.store.sql import BATCH

from .fetches import entered
from .room import Room
from .schema import addresses, sources
from .values import Address, Fetch, Part, SourceState
from .waiting import Parcel, laid_down


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An address that an index names: as it is asked for, its key, when it is due, and what is said of it.

    Args:
        sooner: whether the index says that it changed after it was last fetched, so that it is due at `due` even if known.
    """

    url: str
    key: str
    due: str
    said: str = "[]"
    sooner: bool = False


class Addresses:
    """The addresses of a case."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def found(self, source: int, part: Part, items: Iterable[Found], at: str) -> int:
        """Enters what is new of them; how many that is. One that only sources now removed led to is taken over."""
        items, new = list(items), 0
        with self._room.writing() as connection:
            for start in range(0, len(items), BATCH):
                some = {item.key: item for item in items[start : start + BATCH]}
                known = {row.key: row for row in _known(connection, part, list(some))}
                fresh = [item for key, item in some.items() if key not in known]
                for key, row in known.items():
                    if row.state == SourceState.ENDED.value or (some[key].sooner and row.due > some[key].due):
                        values = {"source": source, "due": some[key].due}
                        if row.state != SourceState.ENDED.value:
                            del values["source"]
                        connection.execute(addresses.update().where(addresses.c.id == row.id).values(**values))
                if fresh:
                    connection.execute(addresses.insert(), [_row(source, part, item, at) for item in fresh])
                new += len(fresh)
        return new

    def due(self, part: Part, at: str, most: int) -> tuple[Address, ...]:
        """Addresses to fetch by that instant, never fetched ones first, then the longest overdue; only of sources that are on."""
        query = (
            select(addresses)
            .join(sources, sources.c.id == addresses.c.source)
            .where(addresses.c.part == part.value, addresses.c.due != "", addresses.c.due <= at)
            .where(sources.c.state == SourceState.ON.value)
            .order_by(addresses.c.fetched != "", addresses.c.due, addresses.c.id)
            .limit(most)
        )
        with self._room.reading() as connection:
            return tuple(_address(row) for row in connection.execute(query))

    def count_due(self, part: Part, at: str) -> int:
        """How many addresses are to be fetched by that instant."""
        query = (
            select(func.count())
            .select_from(addresses.join(sources, sources.c.id == addresses.c.source))
            .where(addresses.c.part == part.value, addresses.c.due != "", addresses.c.due <= at)
            .where(sources.c.state == SourceState.ON.value)
        )
        with self._room.reading() as connection:
            return int(connection.execute(query).scalar_one())

    def of(self, source: int, part: Part) -> tuple[Address, ...]:
        """The addresses that a source led to, in the order in which they were found."""
        query = select(addresses).where(addresses.c.source == source, addresses.c.part == part.value)
        with self._room.reading() as connection:
            return tuple(_address(row) for row in connection.execute(query.order_by(addresses.c.id)))

    def gone(self) -> tuple[Address, ...]:
        """Pages that were taken and are there no more, the latest first."""
        query = select(addresses).where(addresses.c.gone != "").order_by(addresses.c.gone.desc(), addresses.c.id)
        with self._room.reading() as connection:
            return tuple(_address(row) for row in connection.execute(query))

    def settle(self, now: Address, entry: Fetch, parcel: Parcel | None = None) -> int:
        """Writes down, in one step, how an address stands after a fetch, the entry of the log, and what is to come into the case.

        Returns:
            The number of the entry in the log.
        """
        values = {field: getattr(now, field) for field in now.__slots__ if field not in ("id", "key", "part", "found")}
        with self._room.writing() as connection:
            connection.execute(addresses.update().where(addresses.c.id == now.id).values(**values))
            if parcel is not None:
                laid_down(connection, parcel)
            return entered(connection, entry)


def _known(connection: Connection, part: Part, keys: list[str]) -> list[Any]:
    query = (
        select(addresses.c.id, addresses.c.key, addresses.c.due, sources.c.state)
        .join(sources, sources.c.id == addresses.c.source)
        .where(addresses.c.part == part.value, addresses.c.key.in_(keys))
    )
    return list(connection.execute(query))


def _row(source: int, part: Part, item: Found, at: str) -> dict[str, object]:
    made = Address(id=0, source=source, part=part, url=item.url, key=item.key, found=at, due=item.due, said=item.said)
    return {field: getattr(made, field) for field in made.__slots__ if field != "id"}


def _address(row: Row[Any]) -> Address:
    values = dict(row._mapping)
    return Address(**{**values, "part": Part(values["part"])})
