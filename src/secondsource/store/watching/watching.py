"""What is watched for a case, opened when it is first needed and made when something is first written into it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from threading import Lock
from types import TracebackType

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.pool import StaticPool

from secondsource.store.database import Database
from secondsource.store.errors import ReadOnly

from .addresses import Addresses
from .alerts import Alerts
from .fetches import Fetches
from .hosts import Hosts
from .outbox import Outbox
from .schema import HEAD, metadata
from .sources import Sources
from .subscriptions import Subscriptions
from .waiting import WaitingRoom

FILE = "watch.db"


class Watching:
    """What is watched for the case in a folder.

    Args:
        folder: the case's folder. Where nothing was ever watched, everything in it is empty until something is written.

    >>> import tempfile
    >>> Watching(Path(tempfile.mkdtemp())).sources.all()
    ()
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._file = folder / FILE
        self._opening = Lock()
        self._database: Database | None = None
        self.sources = Sources(self)
        self.addresses = Addresses(self)
        self.hosts = Hosts(self)
        self.waiting = WaitingRoom(self)
        self.fetches = Fetches(self)
        self.subscriptions = Subscriptions(self)
        self.alerts = Alerts(self)
        self.outbox = Outbox(self)

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
                f"{self.folder} may only be read here, so nothing can be watched. Copy the case to where you can write."
            )
        with self._opened().writing() as connection:
            yield connection

    def close(self) -> None:
        """Lets go of the database."""
        with self._opening:
            if self._database is not None:
                self._database.close()
            self._database = None

    def __enter__(self) -> Watching:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

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
