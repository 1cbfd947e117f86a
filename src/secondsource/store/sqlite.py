"""Tables in one file beside the captures: how SQLite is opened, and how a transaction begins and ends there."""

from __future__ import annotations

import os
import secrets
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from secondsource.model import BrokenCase

from .lock import alone
from .situations import situations

WAIT = 30
"""Seconds that one writer waits for another's transaction; those of a run are short, one document each."""


class OnDisk:
    """A database in a file.

    Args:
        file: its path; its folder is there.
        read_only: whether the disk lets nothing be written, so that not even a lock file may be made.
    """

    def __init__(self, file: Path, *, read_only: bool = False) -> None:
        self.file = file
        uri = file.absolute().as_uri() + ("?mode=ro" if read_only else "?mode=rw")
        if read_only and not file.with_name(file.name + "-shm").exists():
            # Without its side files SQLite would have to make them first; where it cannot, nobody else writes either.
            uri += "&immutable=1"
        self.engine: Engine = create_engine(
            "sqlite://", creator=lambda: _connect(uri, writable=not read_only), poolclass=QueuePool
        )
        event.listen(self.engine, "begin", _begin)

    def snapshot(self) -> Connection:
        """A connection whose transactions see one moment."""
        return self.engine.connect()

    def writer(self) -> Connection:
        """A connection whose transactions have the tables to themselves."""
        return self.engine.connect().execution_options(writing=True)

    def begun(self, connection: Connection) -> int:
        """How far its changes are counted as a writing transaction begins."""
        return int(connection.connection.dbapi_connection.total_changes)  # type: ignore[union-attr]

    def ending(self, connection: Connection, before: int) -> None:
        """Draws the state anew if the transaction has changed anything since."""
        if self.begun(connection) != before:
            connection.exec_driver_sql(f"PRAGMA user_version = {secrets.randbelow((1 << 31) - 1) + 1}")

    def state(self, connection: Connection) -> int:
        """See `Database.state`."""
        return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())

    def alone(self, folder: Path, wait: float, name: str) -> AbstractContextManager[None]:
        """See `lock.alone`: who shares a file shares its folder."""
        return alone(folder, wait, name)

    def there(self) -> bool:
        """Whether there is anything; merely opening an empty file would make it a database."""
        return self.file.exists() and self.file.stat().st_size > 0

    def make(self, folder: Path, *, new: bool) -> None:
        """Makes the file if it is missing, so that it is nobody else's to read from its first byte on; its side files get the same rights.

        Raises:
            BrokenCase: if it is missing and should not be.
        """
        if self.file.exists():
            return
        if not new:
            raise BrokenCase(f"{self.file.name} of the case {folder} is missing. {self.restore}")
        with situations(folder):
            os.close(os.open(self.file, os.O_CREAT | os.O_RDWR, 0o600))

    def made(self, connection: Connection) -> None:
        """Nothing is missing once the revisions have run."""

    restore = (
        "Restore it from a backup; if there is none, `secondsource run` on its folder `captures` makes a new case of the "
        "same originals."
    )


def _connect(uri: str, *, writable: bool) -> Any:
    import sqlite3

    connection = sqlite3.connect(uri, uri=True, timeout=WAIT, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA foreign_keys = ON")
    if writable:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
    return connection


def _begin(connection: Connection) -> None:
    # A writer takes its place at once: a read that turns into a write could fail halfway, when another wrote in between.
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
