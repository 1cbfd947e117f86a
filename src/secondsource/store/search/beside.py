"""The file beside the case that holds its words, `search.db`: made when first asked for, and made anew if it is damaged or may be deleted at any time."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from threading import RLock
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import QueuePool, StaticPool

from secondsource.model import SecondsourceError

from ..situations import situations
from .sqlite import Sqlite
from .tables import metadata

FILE = "search.db"
"""Its name in the folder of the case."""
_WAIT = 30


class BrokenWords(SecondsourceError):
    """The file search.db of the case is damaged. Delete it and search again: it is made anew."""


class Beside:
    """The file, or a place that is gone with it where the folder may only be read.

    Args:
        folder: of the case; None for words of no case on disk.
    """

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder or Path()
        self.file = folder / FILE if folder is not None and os.access(folder, os.W_OK) else None
        # one connection cannot hold two transactions
        self._turn = RLock() if self.file is None else nullcontext()
        self._engine = self._opened()

    def _opened(self) -> Engine:
        try:
            return self._tried()
        except (DatabaseError, sqlite3.DatabaseError) as error:
            if self.file is None or "locked" in str(error) or "full" in str(error):
                raise
            for name in (FILE, f"{FILE}-wal", f"{FILE}-shm"):
                (self.folder / name).unlink(missing_ok=True)
            return self._tried()

    def _tried(self) -> Engine:
        with situations(self.folder):
            if self.file is not None:
                # Nobody else's to read from its first byte on; SQLite gives its side files the same rights.
                os.close(os.open(self.file, os.O_CREAT | os.O_RDWR, 0o600))
        engine = create_engine("sqlite://", creator=self._connect, poolclass=QueuePool if self.file else StaticPool)
        event.listen(engine, "begin", _begin)
        try:
            with engine.connect().execution_options(writing=True) as connection, connection.begin():
                metadata.create_all(connection)
                Sqlite().make(connection)
        except BaseException:
            engine.dispose()
            raise
        return engine

    def _connect(self) -> Any:
        connection = sqlite3.connect(
            str(self.file) if self.file else "", timeout=_WAIT, isolation_level=None, check_same_thread=False
        )
        if self.file is not None:
            connection.execute("PRAGMA journal_mode = WAL")
        # What a power cut takes is made again.
        connection.execute("PRAGMA synchronous = OFF" if self.file is None else "PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA cache_size = -65536")
        return connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one moment."""
        with self._turn, self._whole(), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes, alone."""
        with (
            self._turn,
            self._whole(),
            self._engine.connect().execution_options(writing=True) as connection,
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def _whole(self) -> Iterator[None]:
        with situations(self.folder):
            try:
                yield
            except DatabaseError as error:
                if "malformed" in str(error) or "not a database" in str(error):
                    raise BrokenWords(
                        f"{FILE} of the case {self.folder} is damaged. Delete it and search again: it is made anew."
                    ) from error
                raise

    def close(self) -> None:
        """Lets go of the file."""
        self._engine.dispose()


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
