"""What a server's tables need besides what the revisions make: text in the order of its bytes, guards of what is only ever added to, and notes.

It is looked after whenever the tables are made or brought up to date, so that a revision is written once, for every database.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, text

_COLUMNS = """
SELECT quote_ident(t.relname) AS "table", quote_ident(a.attname) AS "column",
       CASE WHEN a.atttypid = 'int4'::regtype THEN 'bigint' ELSE 'text COLLATE "C"' END AS kind
FROM pg_attribute a JOIN pg_class t ON t.oid = a.attrelid
WHERE t.relnamespace = current_schema()::regnamespace AND t.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
  AND (a.atttypid = 'int4'::regtype OR (a.atttypid IN ('text'::regtype, 'varchar'::regtype)
       AND NOT (a.atttypid = 'text'::regtype AND a.attcollation = '"C"'::regcollation)))
ORDER BY t.relname, a.attnum
"""
_GUARD = """
CREATE OR REPLACE FUNCTION only_added_to() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$
"""


def needs(connection: Connection, sealed: Sequence[str], *, keeps_state: bool) -> None:
    """Looks after all of it, in the transaction that brings the tables up to date.

    Columns become as wide as those of SQLite, whose text has no greatest length and whose integers have 64 bits.
    """
    changes: dict[str, list[str]] = {}
    for row in connection.execute(text(_COLUMNS)).all():
        changes.setdefault(row.table, []).append(f"ALTER COLUMN {row.column} TYPE {row.kind}")
    for table, told in changes.items():
        connection.execute(text(f"ALTER TABLE {table} {', '.join(told)}"))
    if sealed:
        connection.execute(text(_GUARD))
    for table in sealed:
        connection.execute(text(f"DROP TRIGGER IF EXISTS {table}_only_added_to ON {table}"))
        connection.execute(
            text(
                f"CREATE TRIGGER {table}_only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION only_added_to()"
            )
        )
    if keeps_state:
        column = 'text COLLATE "C"'
        connection.execute(
            text(f"CREATE TABLE IF NOT EXISTS on_server (name {column} PRIMARY KEY, value {column} NOT NULL)")
        )
        connection.execute(text("INSERT INTO on_server VALUES ('state', '0') ON CONFLICT DO NOTHING"))


def claimed(connection: Connection, name: str, value: str) -> None:
    """Writes down who holds what goes by that name, for others to read."""
    said = "INSERT INTO on_server VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
    connection.execute(text(said), {"name": name, "value": value})


def held_by(connection: Connection, name: str) -> str:
    """Who wrote last that they hold it; empty if nobody ever did."""
    asked = "SELECT value FROM on_server WHERE name = :name"
    return str(connection.execute(text(asked), {"name": name}).scalar() or "")


def owner_of(connection: Connection) -> str:
    """The id of the case whose tables these are, if it has anything in it: one that was never written into can be another's."""
    anything = "SELECT EXISTS (SELECT FROM captures) OR EXISTS (SELECT FROM decisions)"
    return held_by(connection, "case") if connection.execute(text(anything)).scalar_one() else ""


def holding(connection: Connection, ours: int, name: str, process: int) -> bool:
    """Whether that process of the server still holds what goes by that name."""
    asked = (
        "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted AND pid = :process "
        "AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) "
        "AND classid::bigint::bit(32)::int = :ours AND objid::bigint::bit(32)::int = hashtext(current_schema() || '/' || :name)"
    )
    return connection.execute(text(asked), {"process": process, "ours": ours, "name": name}).first() is not None
