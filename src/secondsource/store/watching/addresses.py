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
    """An address that an index names.

    Args:
        url: as it is asked for.
        key: the address without what does not tell pages apart.
        due: when it is to be fetched if it is new.
        said: what is said of it, as JSON of `Transfer.said`.
        changed: when it is said to have last changed: later than it was last fetched, it is due at `due` though it is known.
        anew: whether it is due at `due` though it was not to be fetched again.
    """

    url: str
    key: str
    due: str
    said: str = "[]"
    changed: str = ""
    anew: bool = False


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
                    if values := _again(source, some[key], row):
                        connection.execute(addresses.update().where(addresses.c.id == row.id).values(**values))
                if fresh:
                    connection.execute(addresses.insert(), [_row(source, part, item, at) for item in fresh])
                new += len(fresh)
        return new

    def due(self, part: Part, at: str, most: int, *, known: bool | None = None) -> tuple[Address, ...]:
        """Addresses to fetch by that instant, the longest overdue first, new ones alone the latest first; only of sources that are on.

        Args:
            part: pages or indexes.
            at: ISO 8601 in UTC.
            most: how many at most.
            known: only those that were fetched before, or only those that were not; None for both, new ones first.
        """
        query = (
            select(addresses)
            .join(sources, sources.c.id == addresses.c.source)
            .where(addresses.c.part == part.value, addresses.c.due != "", addresses.c.due <= at)
            .where(sources.c.state == SourceState.ON.value)
            .limit(most)
        )
        if known is not None:
            query = query.where(addresses.c.fetched != "" if known else addresses.c.fetched == "")
        # What was found last comes first among what is new: the news of today must not wait behind a site's archive.
        order = (addresses.c.due.desc(),) if known is False else (addresses.c.fetched != "", addresses.c.due)
        query = query.order_by(*order, addresses.c.id)
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

    def at(self, key: str, part: Part) -> Address | None:
        """The address of that key, if a source led there."""
        query = select(addresses).where(addresses.c.key == key, addresses.c.part == part.value)
        with self._room.reading() as connection:
            row = connection.execute(query).first()
        return _address(row) if row is not None else None

    def only(self, source: int, part: Part, keys: Iterable[str]) -> None:
        """Addresses of a source that it names no longer are not fetched any more."""
        kept = set(keys)
        with self._room.writing() as connection:
            query = select(addresses.c.id, addresses.c.key).where(
                addresses.c.source == source, addresses.c.part == part.value, addresses.c.due != ""
            )
            for row in connection.execute(query).all():
                if row.key not in kept:
                    connection.execute(addresses.update().where(addresses.c.id == row.id).values(due=""))

    def gone(self) -> tuple[Address, ...]:
        """Pages that were taken and are there no more, the latest first."""
        query = select(addresses).where(addresses.c.gone != "").order_by(addresses.c.gone.desc(), addresses.c.id)
        with self._room.reading() as connection:
            return tuple(_address(row) for row in connection.execute(query))

    def keep(self, now: Address) -> None:
        """Writes down how an address stands without its having been fetched."""
        with self._room.writing() as connection:
            connection.execute(addresses.update().where(addresses.c.id == now.id).values(**_standing(now)))

    def settle(self, now: Address, entry: Fetch, parcel: Parcel | None = None) -> int:
        """Writes down, in one step, how an address stands after a fetch, the entry of the log, and what is to come into the case.

        Returns:
            The number of the entry in the log.
        """
        with self._room.writing() as connection:
            connection.execute(addresses.update().where(addresses.c.id == now.id).values(**_standing(now)))
            if parcel is not None:
                laid_down(connection, parcel)
            return entered(connection, entry)


def _standing(now: Address) -> dict[str, Any]:
    fixed = ("id", "source", "part", "url", "key", "found", "said")
    return {field: getattr(now, field) for field in now.__slots__ if field not in fixed}


def _known(connection: Connection, part: Part, keys: list[str]) -> list[Any]:
    query = (
        select(addresses.c.id, addresses.c.key, addresses.c.due, addresses.c.fetched, sources.c.state)
        .join(sources, sources.c.id == addresses.c.source)
        .where(addresses.c.part == part.value, addresses.c.key.in_(keys))
    )
    return list(connection.execute(query))


def _again(source: int, item: Found, row: Any) -> dict[str, Any]:
    """What changes of an address that is known already; nothing mostly."""
    if row.state == SourceState.ENDED.value:
        return {"source": source, "due": item.due, "said": item.said}
    changed = bool(row.due and row.fetched) and item.changed > row.fetched and row.due > item.due
    return {"due": item.due} if changed or (item.anew and not row.due) else {}


def _row(source: int, part: Part, item: Found, at: str) -> dict[str, object]:
    made = Address(id=0, source=source, part=part, url=item.url, key=item.key, found=at, due=item.due, said=item.said)
    return {field: getattr(made, field) for field in made.__slots__ if field != "id"}


def _address(row: Row[Any]) -> Address:
    values = dict(row._mapping)
    return Address(**{**values, "part": Part(values["part"])})
