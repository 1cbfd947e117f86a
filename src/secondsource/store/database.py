"""The engine of a case: how it is opened, brought up to date, and how a transaction begins."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import QueuePool

from secondsource.model import BrokenCase

from .errors import NewerCase, situations
from .schema import HEAD

_RESTORE = "Restore it from a backup; if there is none, `secondsource run` on its folder `captures` makes a new case of the same originals."
_OF_A_CASE = Path(__file__).parent / "migrations"
_WAIT = 30
"""Seconds that one writer waits for another's transaction; those of a run are short, one document each."""


class Database:
    """The tables of one case.

    Args:
        folder: the case's folder, for sentences and for a relative database.
        address: a SQLAlchemy URL, or a file name inside the folder for SQLite.
        read_only: whether the disk lets nothing be written, so that not even a lock file may be made.
        head: the newest revision of its tables.
        scripts: the folder of their revisions.
    """

    def __init__(
        self, folder: Path, address: str, *, read_only: bool = False, head: str = HEAD, scripts: Path = _OF_A_CASE
    ) -> None:
        self.folder = folder
        self.read_only = read_only
        self.head, self.scripts = head, scripts
        self.file = None if "://" in address else _inside(folder, address)
        self.engine: Engine = self._sqlite(self.file) if self.file else _elsewhere(address)

    def _sqlite(self, path: Path) -> Engine:
        uri = path.absolute().as_uri() + ("?mode=ro" if self.read_only else "?mode=rw")
        if self.read_only and not path.with_name(path.name + "-shm").exists():
            # Without its side files SQLite would have to make them first; where it cannot, nobody else writes either.
            uri += "&immutable=1"
        engine = create_engine(
            "sqlite://", creator=lambda: _connect(uri, writable=not self.read_only), poolclass=QueuePool
        )
        event.listen(engine, "begin", _begin)
        return engine

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one moment of the case, whatever others write meanwhile."""
        with situations(self.folder), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that changes the case: all of it or nothing.

        Raises:
            CaseBusy: if another writer does not end its transaction within 30 seconds.
        """
        with situations(self.folder), self.engine.connect() as plain:
            connection = plain.execution_options(writing=True)
            with connection.begin():
                before = self._changes(connection)
                yield connection
                if self._changes(connection) != before:
                    connection.exec_driver_sql(f"PRAGMA user_version = {secrets.randbelow((1 << 31) - 1) + 1}")

    def state(self, connection: Connection) -> int | None:
        """A number that every transaction which changes something draws anew: what was made of the case fits as long as it stays. None elsewhere than in SQLite."""
        if self.file is None:
            return None
        return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())

    def _changes(self, connection: Connection) -> int:
        return int(connection.connection.dbapi_connection.total_changes) if self.file is not None else 0  # type: ignore[union-attr]

    def revision(self) -> str | None:
        """The revision of the tables, or None if there are none yet."""
        with self.reading() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return None
            return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()

    def migrate(self, *, new: bool = True) -> None:
        """Makes the tables, or brings those of an older version up to date, in one transaction.

        Args:
            new: whether there may be none yet. An empty database in the place of a full one would hide that decisions are lost.

        Raises:
            NewerCase: if a later version of the program wrote them.
            BrokenCase: if there are none and there should be.
        """
        if self.file is not None and not self.file.exists():
            if not new:
                raise BrokenCase(f"{self.file.name} of the case {self.folder} is missing. {_RESTORE}")
            # Made here, so that it is nobody else's to read from its first byte on; SQLite gives its side files the same rights.
            with situations(self.folder):
                os.close(os.open(self.file, os.O_CREAT | os.O_RDWR, 0o600))
        # A first look at its size, because merely opening an empty file makes it a database.
        empty = self.file is not None and self.file.stat().st_size == 0
        known = None if empty else self.revision()
        if known is None and not new and self.file is not None:
            raise BrokenCase(f"The database of the case {self.folder} is empty. {_RESTORE}")
        if known == self.head or self.read_only:
            return
        from alembic import command
        from alembic.config import Config
        from alembic.script import ScriptDirectory

        config = Config()
        config.set_main_option("script_location", str(self.scripts).replace("%", "%%"))
        if known is not None and known not in {
            s.revision for s in ScriptDirectory.from_config(config).walk_revisions()
        }:
            raise NewerCase
        with self.writing() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    def close(self) -> None:
        """Lets go of the database."""
        self.engine.dispose()


def _inside(folder: Path, name: str) -> Path:
    # A case that was handed over must not make the program open, or make, a file anywhere else.
    if Path(name).name != name or name in ("", ".", ".."):
        raise BrokenCase("The `database` of case.toml is no plain file name. Write `case.db`, or a database's URL.")
    return folder / name


def _elsewhere(address: str) -> Engine:
    try:
        return create_engine(address)
    except (SQLAlchemyError, ImportError, ValueError) as error:
        raise BrokenCase(
            "The `database` of case.toml names a kind of database that is not installed here, or is no URL. "
            "Mend it, or install its driver."
        ) from error


def _connect(uri: str, *, writable: bool) -> Any:
    import sqlite3

    connection = sqlite3.connect(uri, uri=True, timeout=_WAIT, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA foreign_keys = ON")
    if writable:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
    return connection


def _begin(connection: Connection) -> None:
    # A writer takes its place at once: a read that turns into a write could fail halfway, when another wrote in between.
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
