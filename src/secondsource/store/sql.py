"""What every database can do but says differently, said the same way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Table, and_, text

BATCH = 500
"""How many values one statement may name: the oldest SQLite we meet takes 999."""


def guarded(connection: Connection, table: str) -> bool:
    """Whether what keeps a table that is only ever added to from being changed is there."""
    if connection.dialect.name == "sqlite":
        asked = text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table")
        return {f"{table}_no_update", f"{table}_no_delete"} <= set(
            connection.execute(asked, {"table": table}).scalars()
        )
    asked = text(
        "SELECT 1 FROM pg_trigger WHERE tgrelid = to_regclass(:table) AND tgname = :name AND tgenabled IN ('O', 'A')"
    )
    return connection.execute(asked, {"table": table, "name": f"{table}_only_added_to"}).first() is not None


def copied(source: Connection, target: Connection, tables: Iterable[Table]) -> None:
    """Copies all rows from tables of one database into those of another, which are empty; `tables` in the order of their references."""
    reading = source.execution_options(stream_results=True, yield_per=BATCH)
    for table in tables:
        for rows in reading.execute(table.select()).mappings().partitions():
            target.execute(table.insert(), [dict(row) for row in rows])


def upsert(connection: Connection, table: Table, key: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Writes a row, or changes the one with the same key. Safe because a writing transaction has the case to itself."""
    here = and_(*(table.c[name] == value for name, value in key.items()))
    if connection.execute(table.update().where(here).values(**values)).rowcount == 0:
        connection.execute(table.insert().values(**key, **values))
