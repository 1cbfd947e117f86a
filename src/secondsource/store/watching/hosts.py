"""How each server is to be treated: what its robots.txt says, and until when it wants to be left alone."""

from __future__ import annotations

from sqlalchemy import select

from secondsource.store.sql import upsert

from .room import Room
from .schema import hosts
from .values import Host


class Hosts:
    """The servers that were asked for anything."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def of(self, origin: str) -> Host:
        """What is known of a server; nothing if it was never asked."""
        with self._room.reading() as connection:
            row = connection.execute(select(hosts).where(hosts.c.origin == origin)).first()
        return Host(**row._mapping) if row is not None else Host(origin=origin)

    def keep(self, host: Host) -> None:
        """Keeps what is known of it now."""
        values = {field: getattr(host, field) for field in host.__slots__ if field != "origin"}
        with self._room.writing() as connection:
            upsert(connection, hosts, {"origin": host.origin}, values)
