"""Where a case says that it is: nobody writes into a place from which it has moved away meanwhile."""

from __future__ import annotations

import os
from pathlib import Path

from . import about
from .errors import CaseMoved


class Home:
    """The places that `case.toml` of a folder named when it was first looked at; a folder without one is anywhere.

    Args:
        folder: the case's folder.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / "case.toml"
        self._stamp: tuple[int, ...] = ()
        self._named: tuple[str, str] | None = None
        self.check()

    def check(self) -> None:
        """Raises CaseMoved if `case.toml` names other places by now. Of a file that was not touched only its stamp is read."""
        try:
            status = os.stat(self._file)  # noqa: PTH116
        except OSError:
            return
        stamp = (status.st_ino, status.st_mtime_ns, status.st_size)
        if stamp == self._stamp:
            return
        told = about.read(self._file)
        named = (told.database, told.captures)
        if self._named not in (None, named):
            raise CaseMoved
        self._named, self._stamp = named, stamp
