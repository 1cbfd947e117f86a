"""All tables of a case as of one moment, wherever they stand, while others go on writing."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from sqlalchemy import Connection, MetaData, text
from sqlalchemy import Table as Sql

from secondsource.store.beside import Tables
from secondsource.store.case import Case
from secondsource.store.database import Database
from secondsource.store.errors import CaseBusy
from secondsource.store.moving.places import CASE, ROOMS, Place

_PATIENCE = 60.0
"""Seconds in which, between two writers, all files must once stand as they were first seen."""
_STEP = 0.01


@contextmanager
def one_moment(case: Case) -> Iterator[dict[str, tuple[Connection, str]]]:
    """A reading transaction of each room of tables that the case has, all of the same moment, with the room's revision.

    Raises:
        CaseBusy: if somebody changes the files of a case all the time, for a minute.
    """
    with ExitStack() as opened:
        databases: dict[Tables, Database] = {}
        revisions: dict[Tables, str] = {}
        for room in ROOMS:
            database = _database(case, room)
            if database is None:
                continue
            opened.callback(database.close)
            if (revision := database.revision()) is not None:
                database.migrate(new=False)
                databases[room] = database
                revisions[room] = (database.revision() or revision) if revision != room.head else revision
        held = _on_server(databases, opened) if case.database.on_server else _in_files(databases, opened)
        yield {room.name: (connection, revisions[room]) for room, connection in held.items()}


def tables_of(connection: Connection, room: Tables, revision: str) -> list[Sql]:
    """The tables of a room as they are at a revision, in the order in which they refer to each other."""
    if revision == room.head:
        return list(room.metadata.sorted_tables)
    there = MetaData()
    there.reflect(connection, only=lambda name, _: name in room.metadata.tables)
    return list(there.sorted_tables)


def room_of(name: str) -> Tables:
    """The room of that name."""
    return next(room for room in ROOMS if room.name == name)


def _database(case: Case, room: Tables) -> Database | None:
    place = Place(case.folder, case.about.database)
    if not place.on_server and not (case.folder / place.file(room)).is_file():
        return None
    return Database(
        case.folder,
        place.address if place.on_server else place.file(room),
        read_only=case.database.read_only,
        head=room.head,
        scripts=room.scripts,
        room="" if room is CASE else room.name,
        sealed=room.sealed,
    )


def _on_server(databases: dict[Tables, Database], opened: ExitStack) -> dict[Tables, Connection]:
    held: dict[Tables, Connection] = {}
    shared = ""
    for room, database in databases.items():
        connection = opened.enter_context(database.reading())
        if shared:
            connection.execute(text(f"SET TRANSACTION SNAPSHOT '{shared}'"))
        else:
            shared = str(connection.execute(text("SELECT pg_export_snapshot()")).scalar_one())
        held[room] = connection
    return held


def _in_files(databases: dict[Tables, Database], opened: ExitStack) -> dict[Tables, Connection]:
    """Each file keeps its own moment. If, when the last has been opened, none has changed since, they are the same."""
    until = time.monotonic() + _PATIENCE
    while True:
        with ExitStack() as tried:
            held = {room: tried.enter_context(database.reading()) for room, database in databases.items()}
            seen = {room: databases[room].state(connection) for room, connection in held.items()}
            if seen == {room: _now(database) for room, database in databases.items()}:
                opened.push(tried.pop_all())
                return held
        if time.monotonic() > until:
            raise CaseBusy(
                "Others write to the case all the time, so no moment of it can be kept. Wait a little, then run this again."
            )
        time.sleep(_STEP)


def _now(database: Database) -> int:
    with database.reading() as connection:
        return database.state(connection)
