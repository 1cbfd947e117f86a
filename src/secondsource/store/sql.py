"""What every database can do but says differently, said the same way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Insert, Table, Update, and_, bindparam, text

BATCH = 500
"""How many values one statement may name: the oldest SQLite we meet takes 999."""


def has_table(connection: Connection, table: str) -> bool:
    """Whether there is a table of that name; asked of every desk's every page, so not by way of all that the database knows of its tables."""
    sqlite = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = :table"
    asked = sqlite if connection.dialect.name == "sqlite" else "SELECT 1 WHERE to_regclass(:table) IS NOT NULL"
    return connection.execute(text(asked), {"table": table}).first() is not None


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
    change, enter = _written(table, tuple(key), tuple(values))
    given = {f"at_{name}": value for name, value in key.items()} | {
        f"to_{name}": value for name, value in values.items()
    }
    if connection.execute(change, given).rowcount == 0:
        connection.execute(enter, {**key, **values})


@lru_cache(maxsize=256)
def _written(table: Table, key: tuple[str, ...], values: tuple[str, ...]) -> tuple[Update, Insert]:
    """How a row of such columns is changed, and how it is entered; made once, for making them takes longer than running them."""
    here = and_(*(table.c[name] == bindparam(f"at_{name}") for name in key))
    return table.update().where(here).values({name: bindparam(f"to_{name}") for name in values}), table.insert()
