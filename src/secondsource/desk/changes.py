"""Whether a case is still as it was when it was last looked at: by its files, or, of one on a server, by what the server says."""

from __future__ import annotations

from pathlib import Path

from secondsource.store import about
from secondsource.store.address import on_server
from secondsource.store.database import Database

_FILES = ("case.db", "case.db-wal", "case.toml")
Stamp = tuple[tuple[int, int], ...]


class Changes:
    """Tells the states of the case in a folder apart.

    Args:
        folder: the case's folder.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._told: tuple[int, int] | None = None
        self._database: Database | None = None

    def now(self) -> Stamp:
        """Another one as soon as anything in the case has changed. Raises NoServer if it is on a server that does not answer."""
        files = tuple(_stamp(self._folder / name) for name in _FILES)
        if files[-1] != self._told:
            self._open()
            self._told = files[-1]
        if self._database is None:
            return files
        with self._database.reading() as connection:
            return (*files, (self._database.state(connection), 0))

    def _open(self) -> None:
        if self._database is not None:
            self._database.close()
        path = self._folder / "case.toml"
        address = about.read(path).database if path.is_file() else ""
        self._database = Database(self._folder, address) if on_server(address) else None


def _stamp(path: Path) -> tuple[int, int]:
    stat = path.stat() if path.exists() else None
    return (stat.st_mtime_ns, stat.st_size) if stat else (0, 0)
