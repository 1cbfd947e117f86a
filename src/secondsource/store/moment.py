"""One moment of a case, held open: what is read from it later is what stood there then, whatever others write meanwhile."""

from __future__ import annotations

import weakref
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from threading import RLock
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from .database import Database
from .errors import situations
from .schema import stage_runs
from .sql import BATCH


class Moment:
    """A transaction that sees one moment of the case for as long as somebody holds it; several threads may ask.

    Args:
        database: the case's tables. It is closed together with the moment.
    """

    def __init__(self, database: Database) -> None:
        self.folder = database.folder
        self._lock = RLock()
        with ExitStack() as undo:
            undo.callback(database.close)
            with situations(database.folder):
                self._connection = database.snapshot()
                undo.callback(self._connection.close)
                self._connection.begin()
                # a transaction sees the moment of its first question, not that of its beginning
                self._connection.execute(select(stage_runs.c.key).limit(1)).first()
            self.state = database.state(self._connection)
            """See `Database.state`."""
            self._end = weakref.finalize(self, undo.pop_all().close)

    def rows(self, query: Select[Any], values: Mapping[str, Any] | None = None) -> list[Row[Any]]:
        """All rows of the answer."""
        with self._lock, situations(self.folder):
            return list(self._connection.execute(query, values or {}))

    def among(self, query: Select[Any], name: str, keys: Sequence[str]) -> Iterator[Row[Any]]:
        """The rows that a question gives for each of many keys, asked a batch at a time; `name` is the parameter that takes them."""
        for at in range(0, len(keys), BATCH):
            yield from self.rows(query, {name: keys[at : at + BATCH]})

    @property
    def connection(self) -> Connection:
        """The connection, for whoever reads before the moment is shared."""
        return self._connection

    def close(self) -> None:
        """Lets go of it at once, where nobody will ask any more."""
        with self._lock:
            self._end()
