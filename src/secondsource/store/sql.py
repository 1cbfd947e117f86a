"""The two things that every database can do but says differently, said the same way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table, and_

BATCH = 500
"""How many values one statement may name: the oldest SQLite we meet takes 999."""


def upsert(connection: Connection, table: Table, key: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Writes a row, or changes the one with the same key. Safe because a writing transaction has the case to itself."""
    here = and_(*(table.c[name] == value for name, value in key.items()))
    if connection.execute(table.update().where(here).values(**values)).rowcount == 0:
        connection.execute(table.insert().values(**key, **values))
