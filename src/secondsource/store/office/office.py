"""The office of a case, opened when it is first needed and made when something is first written into it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from threading import Lock

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.pool import StaticPool

from secondsource.store.database import Database
from secondsource.store.errors import ReadOnly

from .closings import Closings
from .looks import Looks
from .notes import Notes
from .people import People
from .proposals import Proposals
from .record import Record
from .schema import HEAD, metadata
from .searches import Searches
from .sessions import Sessions
from .throttle import Throttle
from .work import Works

FILE = "office.db"


class Office:
    """Who works on the case in a folder, and what they wrote that is no decision.

    Args:
        folder: the case's folder. Where there is no office yet, everything in it is empty until something is written.

    >>> import tempfile
    >>> Office(Path(tempfile.mkdtemp())).people.all()
    ()
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._file = folder / FILE
        self._opening = Lock()
        self._database: Database | None = None
        self.people = People(self)
        self.sessions = Sessions(self)
        self.throttle = Throttle(self)
        self.closings = Closings(self)
        self.record = Record(self)
        self.searches = Searches(self)
        self.works = Works(self)
        self.notes = Notes(self)
        self.looks = Looks(self)
        self.proposals = Proposals(self)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one moment."""
        if self._database is None and not self._file.exists():
            with self._empty.connect() as nothing:
                yield nothing
            return
        with self._opened().reading() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that changes all it says or nothing. Raises ReadOnly if nothing can be written beside the case."""
        if not os.access(self.folder, os.W_OK):
            raise ReadOnly(
                f"{self.folder} may only be read here, so nothing can be noted. Copy the case to where you can write."
            )
        with self._opened().writing() as connection:
            yield connection

    def close(self) -> None:
        """Lets go of the database."""
        with self._opening:
            if self._database is not None:
                self._database.close()
            self._database = None

    def _opened(self) -> Database:
        with self._opening:
            if self._database is None:
                database = Database(
                    self.folder,
                    FILE,
                    read_only=not os.access(self.folder, os.W_OK),
                    head=HEAD,
                    scripts=Path(__file__).parent / "migrations",
                )
                database.migrate()
                self._database = database
            return self._database

    @cached_property
    def _empty(self) -> Engine:
        engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
        metadata.create_all(engine)
        return engine
