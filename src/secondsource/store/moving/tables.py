"""The tables of a case copied from one place to another, and held against each other afterwards."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from sqlalchemy import Connection, func, inspect, select

from secondsource.store.beside import Tables
from secondsource.store.errors import CaseBusy
from secondsource.store.situations import situations
from secondsource.store.sql import guarded

from .chains import walked
from .errors import NotItsOwn, NotProven
from .places import CASE, Place
from .rows import Sum, go_on_from, highest, put_rows, rows_of

Progress = Callable[[str, int, int], None]
"""Called with a stage, how many are done, how many there are."""


def copied(source: Connection, target: Connection, tables: Tables, tell: Callable[[int], None]) -> dict[str, Sum]:
    """Copies every table; what was sent, by table.

    Args:
        source: a transaction in which nobody else writes.
        target: a transaction in empty tables.
        tables: which.
        tell: told of how many rows were copied more.

    Raises:
        NotItsOwn: if the file holds tables of somebody else, which would be left behind.
    """
    _nothing_else(source, tables)
    sent: dict[str, Sum] = {}
    for table in tables.metadata.sorted_tables:
        sent[table.name] = told = Sum()
        put_rows(target, table, told.over(rows_of(source, table)))
        go_on_from(target, table, highest(source, table))
        tell(told.count)
    return sent


def count(connection: Connection, tables: Tables) -> int:
    """How many rows there are."""
    return sum(
        int(connection.execute(select(func.count()).select_from(table)).scalar_one())
        for table in tables.metadata.sorted_tables
    )


def prove(
    source: Connection, target: Connection, tables: Tables, sent: Mapping[str, Sum], tell: Callable[[int], None]
) -> None:
    """Reads back what arrived: the number of rows of every table, their digest, what is numbered next, the chains from end to end.

    Raises:
        NotProven: if anything is otherwise than it was sent.
    """
    for table in tables.metadata.sorted_tables:
        arrived = Sum()
        for _ in arrived.over(rows_of(target, table)):
            pass
        if arrived != sent[table.name]:
            raise NotProven(
                f"Of the table {table.name} {sent[table.name].count} rows were sent and {arrived.count} arrived, or some arrived otherwise. {NotProven()}"
            )
        if highest(target, table) != highest(source, table):
            raise NotProven(f"The table {table.name} would number its rows anew. {NotProven()}")
        tell(arrived.count)
    walked(target, tables)


def clear(place: Place, tables: Tables, source: Connection | None) -> None:
    """Takes away what an earlier move left at a place, after a look at whether the case holds all of it.

    Args:
        place: where.
        tables: which.
        source: the tables as they stand; None if the case has none of these.

    Raises:
        NotItsOwn: if something is written there that the case does not hold.
        CaseBusy: if another program has it open.
    """
    if not place.there(tables):
        if not place.on_server and (place.folder / place.file(tables)).exists():
            raise NotItsOwn(f"{place.file(tables)} is there and holds no case. Name another file, or take it away.")
        return
    database = place.database(tables)
    try:
        with database.reading() as target:
            if not within(target, source, tables):
                raise NotItsOwn(
                    f"{'The database' if place.on_server else place.file(tables)} holds decisions or captures that this case does not. Name another one."
                )
        if not place.on_server:
            settle(place.folder / place.file(tables), database.engine.raw_connection)
    finally:
        database.close()
    place.remove(tables)


def within(old: Connection, new: Connection | None, tables: Tables) -> bool:
    """Whether everything that is chained in the old tables is in the new ones too; the last of a chain stands for all before it."""
    for name, seal in (("decisions", "hash"), ("custody", "seal"), ("record", "hash"), ("openings", "hash")):
        table = tables.metadata.tables.get(name)
        if table is None:
            continue
        last = old.execute(select(table.c[seal]).order_by(table.c.seq.desc()).limit(1)).scalar()
        if last is None:
            continue
        if new is None or new.execute(select(table.c.seq).where(table.c[seal] == last)).first() is None:
            return False
    return new is not None or count(old, tables) == 0


def settle(file: Path, connect: Callable[[], object]) -> None:
    """Brings everything of a SQLite database into its one file, safely on disk, so that it can be renamed, or another put in its place.

    Raises:
        CaseBusy: if another program has it open.
    """
    with situations(file.parent):
        connection = connect()
        try:
            cursor = connection.cursor()  # type: ignore[attr-defined]
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            (busy, *_) = cursor.fetchone()
            cursor.close()
        finally:
            connection.close()  # type: ignore[attr-defined]
        if busy:
            raise CaseBusy(f"Another program has {file.name} open. Close it, then run this again.")
        handle = os.open(file, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _nothing_else(source: Connection, tables: Tables) -> None:
    if source.dialect.name != "sqlite":
        return  # on a server others may have tables beside ours
    known = {*tables.metadata.tables, "alembic_version"}
    strange = sorted(set(inspect(source).get_table_names()) - known)
    if strange:
        raise NotItsOwn(
            f"The database holds a table “{strange[0]}” that is not of this program and would be left behind. Keep it elsewhere, then run this again."
        )


def all_guarded(connection: Connection, tables: Tables) -> None:
    """Raises NotProven if what keeps decisions and custody from being changed is not in place."""
    # In files, the record of the office has its chain alone.
    sealed = tables.sealed if tables is CASE or connection.dialect.name != "sqlite" else ()
    missing = [table for table in sealed if not guarded(connection, table)]
    if missing:
        raise NotProven(f"What keeps “{missing[0]}” from being changed is not in place. {NotProven()}")
