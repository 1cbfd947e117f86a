"""Tables beside those of a case: opened when they are first needed, made when something is first written into them.

In a file of their own beside `case.db`; of a case on a server in a schema of their own beside the case's, so that a team shares them too.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock

from sqlalchemy import Connection, Engine, MetaData, create_engine
from sqlalchemy.pool import StaticPool

from . import about
from .address import on_server
from .database import Database
from .errors import ReadOnly


@dataclass(frozen=True, kw_only=True)
class Tables:
    """Which tables.

    Args:
        name: of the file without its ending, and of the schema.
        metadata: what they are.
        head: their newest revision.
        scripts: the folder of their revisions.
        sealed: those that are only ever added to.
        refused: what cannot be done where nothing can be written: the end of a sentence.
    """

    name: str
    metadata: MetaData
    head: str
    scripts: Path
    sealed: tuple[str, ...]
    refused: str


class Beside:
    """The tables beside those of the case in a folder. Where there are none yet, everything in them is empty until something is written.

    Args:
        folder: the case's folder.
        tables: which.
    """

    def __init__(self, folder: Path, tables: Tables) -> None:
        self.folder = folder
        self._tables = tables
        self._file = folder / f"{tables.name}.db"
        self._opening = Lock()
        self._database: Database | None = None
        self._made = False

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one moment."""
        if not self._there():
            with self._empty.connect() as nothing:
                yield nothing
            return
        with self._opened(make=True).reading() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that changes all it says or nothing. Raises ReadOnly if nothing can be written beside the case."""
        if not on_server(self._address) and not os.access(self.folder, os.W_OK):
            raise ReadOnly(
                f"{self.folder} may only be read here, so {self._tables.refused}. Copy the case to where you can write."
            )
        with self._opened(make=True).writing() as connection:
            yield connection

    def close(self) -> None:
        """Lets go of the database."""
        with self._opening:
            if self._database is not None:
                self._database.close()
            self._database, self._made = None, False

    def _there(self) -> bool:
        if self._made:
            return True
        if on_server(self._address):
            return self._opened(make=False).revision() is not None
        return self._file.exists()

    def _opened(self, *, make: bool) -> Database:
        with self._opening:
            if self._database is None:
                self._database = Database(
                    self.folder,
                    self._address,
                    read_only=not os.access(self.folder, os.W_OK),
                    head=self._tables.head,
                    scripts=self._tables.scripts,
                    room=self._tables.name,
                    sealed=self._tables.sealed,
                )
            if make and not self._made:
                self._database.migrate()
                self._made = True
            return self._database

    @cached_property
    def _address(self) -> str:
        """Where they stand: on the server of the case, or in a file, also of a folder that holds no case."""
        told = self.folder / "case.toml"
        address = about.read(told).database if told.is_file() else ""
        return address if on_server(address) else self._file.name

    @cached_property
    def _empty(self) -> Engine:
        engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
        self._tables.metadata.create_all(engine)
        return engine
