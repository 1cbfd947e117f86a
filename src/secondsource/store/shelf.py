"""`kept.db` of a case: what stages keep to be quicker the next time. It can be deleted at any time; then everything is derived once more."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from .sql import BATCH

FILE = "kept.db"
_FORMAT = 2
"""Raised whenever any stage keeps something else, or otherwise: what an older program kept is not used."""
_TABLE = "CREATE TABLE kept (stage TEXT NOT NULL, key TEXT NOT NULL, body BLOB NOT NULL)"
_INDEX = "CREATE UNIQUE INDEX of_stage ON kept (stage, key)"
"""The bodies stand apart from the keys: where both are in one tree, a search reads each body that it passes, and some have hundreds of megabytes."""
_SEAL, _ALL = "seal", ""


class Shelf:
    """The kept things of a case, changed in one transaction: what was not sealed when the program ended is as if it had never been.

    Args:
        folder: the case's folder. A damaged file there is begun anew.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        try:
            self._connection = self._opened()
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            discard(folder)
            self._connection = self._opened()

    def _opened(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, isolation_level=None)
        try:
            self._path.chmod(0o600)
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA cache_size = -65536")
            connection.execute("BEGIN IMMEDIATE")
            if connection.execute("PRAGMA user_version").fetchone()[0] != _FORMAT:
                connection.execute("DROP TABLE IF EXISTS kept")
                connection.execute(_TABLE)
                connection.execute(_INDEX)
                connection.execute(f"PRAGMA user_version = {_FORMAT}")
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def of(self, stage: str) -> Kept:
        """What a stage keeps."""
        return Kept(self._connection, stage)

    @property
    def seal(self) -> str:
        """With which state of the case what is kept goes together; empty if with none."""
        return self.of(_SEAL).get([_ALL]).get(_ALL, b"").decode()

    def clear(self) -> None:
        """Lets go of everything that any stage keeps."""
        self._connection.execute("DELETE FROM kept")

    def close(self, seal: str | None = None) -> None:
        """Ends the transaction: with a seal everything put stays, and goes together with that state of the case; without one nothing was put."""
        if seal is None:
            with suppress(sqlite3.DatabaseError):
                self._connection.rollback()
        else:
            self.of(_SEAL).put({_ALL: seal.encode()})
            self._connection.commit()
        self._connection.close()


def discard(folder: Path) -> None:
    """Lets go of all that is kept of the case in that folder, damaged or not."""
    (folder / FILE).unlink(missing_ok=True)
    (folder / f"{FILE}-journal").unlink(missing_ok=True)


class Kept:
    """What one stage keeps: bytes by key."""

    def __init__(self, connection: sqlite3.Connection, stage: str) -> None:
        self._connection, self._stage = connection, stage

    def get(self, keys: Iterable[str]) -> dict[str, bytes]:
        """What is kept under these keys; what there is nothing of is left out."""
        wanted = list(keys)
        out: dict[str, bytes] = {}
        for first in range(0, len(wanted), BATCH):
            some = wanted[first : first + BATCH]
            asked = f"SELECT key, body FROM kept WHERE stage = ? AND key IN ({', '.join('?' * len(some))})"  # noqa: S608 (places for values only)
            out.update(self._connection.execute(asked, (self._stage, *some)))
        return out

    def all(self) -> Iterator[tuple[str, bytes]]:
        """Everything that is kept, by key."""
        yield from self._connection.execute("SELECT key, body FROM kept WHERE stage = ? ORDER BY key", (self._stage,))

    def put(self, values: Mapping[str, bytes | None]) -> None:
        """Keeps these values in place of those that are there; None lets go of one."""
        # by key, as the index stands: in any other order every row of a large case is put into another page of it
        kept = [(self._stage, key, body) for key, body in sorted(values.items()) if body is not None]
        gone = [(self._stage, key) for key, body in values.items() if body is None]
        self._connection.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", kept)
        self._connection.executemany("DELETE FROM kept WHERE stage = ? AND key = ?", gone)

    def clear(self) -> None:
        """Lets go of everything."""
        self._connection.execute("DELETE FROM kept WHERE stage = ?", (self._stage,))
