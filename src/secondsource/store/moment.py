"""One moment of a case, held open: what is read from it later is what stood there then, whatever others write meanwhile."""

from __future__ import annotations

import weakref
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from threading import RLock
from typing import Any

from sqlalchemy import Connection, Row, Select, select
from sqlalchemy.exc import DBAPIError

from .database import Database
from .schema import stage_runs
from .situations import situations
from .sql import BATCH


class Moment:
    """A transaction that sees one moment of the case for as long as somebody holds it; several threads may ask.

    Args:
        database: the case's tables. It is closed together with the moment.
    """

    def __init__(self, database: Database) -> None:
        self.folder = database.folder
        self._database = database
        self._lock = RLock()
        with ExitStack() as undo:
            undo.callback(database.close)
            self._open: list[Connection] = []
            undo.callback(_let_go, self._open)
            with situations(database.folder):
                self.state = self._begin()
                """See `Database.state`."""
            self._end = weakref.finalize(self, undo.pop_all().close)

    def rows(self, query: Select[Any], values: Mapping[str, Any] | None = None) -> list[Row[Any]]:
        """All rows of the answer."""
        with self._lock, situations(self.folder):
            try:
                return list(self.connection.execute(query, values or {}))
            except DBAPIError as error:
                if not error.connection_invalidated or self._begin() != self.state:
                    raise
                # A server cut the connection off, and nothing has changed since: what is asked now is what stood there then.
                return list(self.connection.execute(query, values or {}))

    def _begin(self) -> int:
        """Begins a transaction; gives the state that it sees."""
        _let_go(self._open)
        connection = self._database.snapshot()
        self._open.append(connection)
        connection.begin()
        # a transaction sees the moment of its first question, not that of its beginning
        connection.execute(select(stage_runs.c.key).limit(1)).first()
        return self._database.state(connection)

    def among(self, query: Select[Any], name: str, keys: Sequence[str]) -> Iterator[Row[Any]]:
        """The rows that a question gives for each of many keys, asked a batch at a time; `name` is the parameter that takes them."""
        for at in range(0, len(keys), BATCH):
            yield from self.rows(query, {name: keys[at : at + BATCH]})

    @property
    def connection(self) -> Connection:
        """The connection, for whoever reads before the moment is shared."""
        return self._open[-1]

    def close(self) -> None:
        """Lets go of it at once, where nobody will ask any more."""
        with self._lock:
            self._end()


def _let_go(open_: list[Connection]) -> None:
    while open_:
        with suppress(DBAPIError):  # a server that is gone need not be told
            open_.pop().close()
