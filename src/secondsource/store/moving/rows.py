"""Rows of one table, read in order and in small pieces, written as they are, and summed up so that two tables can be compared."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Integer, LargeBinary, Table, func, select, text

_ROWS = 500
_BYTES = 4 << 20
"""A piece ends at so many rows or so many bytes, whichever comes first."""

Row = Sequence[Any]


@dataclass(slots=True)
class Sum:
    """How many rows passed, and what they were: a digest over all of them in their order."""

    count: int = 0
    digest: str = ""

    def over(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Passes the rows on; the digest is there when all have passed."""
        made = hashlib.sha256()
        for row in rows:
            made.update(repr(tuple(row)).encode("utf-8", "surrogatepass"))
            self.count += 1
            yield row
        self.digest = made.hexdigest()


def rows_of(connection: Connection, table: Table) -> Iterator[Row]:
    """Every row of a table in the order of its key; few of them are in memory at a time."""
    large = any(isinstance(column.type, LargeBinary) for column in table.columns)
    asked = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=1 if large else 100)
    with connection.execute(asked) as found:
        for row in found:
            yield tuple(row)


def put_rows(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    """Writes the rows at the end of a table, piece by piece."""
    names = [column.name for column in table.columns]
    for piece in _pieces(rows):
        connection.execute(table.insert(), [dict(zip(names, row, strict=True)) for row in piece])


def highest(connection: Connection, table: Table) -> int:
    """The highest number that a table ever gave out by itself; 0 if it numbers nothing, or never has."""
    column = _numbered(table)
    if column is None:
        return 0
    reached = int(connection.execute(select(func.coalesce(func.max(table.c[column]), 0))).scalar_one())
    if connection.dialect.name == "sqlite":
        if _counts(table):
            asked = text("SELECT seq FROM sqlite_sequence WHERE name = :table")
            reached = max(reached, int(connection.execute(asked, {"table": table.name}).scalar() or 0))
        return reached
    sequence = _sequence(connection, table, column)
    if sequence and _counts(table):
        called, last = connection.execute(text(f"SELECT is_called, last_value FROM {sequence}")).one()  # noqa: S608 - a name that the server gave, quoted
        reached = max(reached, int(last) if called else 0)
    return reached


def go_on_from(connection: Connection, table: Table, number: int) -> None:
    """Makes the table give out no number up to this one again."""
    column = _numbered(table)
    if column is None:
        return
    if connection.dialect.name == "sqlite":
        if number and _counts(table):
            connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :table"), {"table": table.name})
            said = text("INSERT INTO sqlite_sequence (name, seq) VALUES (:table, :number)")
            connection.execute(said, {"table": table.name, "number": number})
        return
    sequence = _sequence(connection, table, column)
    if sequence:
        said = text("SELECT setval(CAST(:sequence AS regclass), :number, :called)")
        connection.execute(said, {"sequence": sequence, "number": max(number, 1), "called": number > 0})


def _pieces(rows: Iterable[Row]) -> Iterator[list[Row]]:
    piece: list[Row] = []
    size = 0
    for row in rows:
        piece.append(row)
        size += sum(len(value) for value in row if isinstance(value, (str, bytes)))
        if len(piece) >= _ROWS or size >= _BYTES:
            yield piece
            piece, size = [], 0
    if piece:
        yield piece


def _numbered(table: Table) -> str | None:
    """The column whose numbers a database gives out by itself, if the table has one."""
    (first, *more) = table.primary_key.columns
    return first.name if not more and isinstance(first.type, Integer) and first.autoincrement is not False else None


def _counts(table: Table) -> bool:
    """Whether a number is never given twice, also when its row has gone."""
    return bool(table.dialect_options["sqlite"]["autoincrement"])


def _sequence(connection: Connection, table: Table, column: str) -> str | None:
    asked = text("SELECT pg_get_serial_sequence(quote_ident(current_schema()) || '.' || quote_ident(:table), :column)")
    found = connection.execute(asked, {"table": table.name, "column": column}).scalar()
    return str(found) if found else None
