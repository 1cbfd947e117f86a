"""The one place where the errors of disk and database become sentences."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from secondsource.model import BrokenCase, SecondsourceError

from .errors import CaseBusy, NoRoom, ReadOnly
from .server_errors import situation

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_READ_ONLY = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


@contextmanager
def situations(folder: Path) -> Iterator[None]:
    """Turns errors of the disk and the database into the user's situation, naming the case's folder.

    Raises:
        NoRoom, ReadOnly, CaseBusy, BrokenCase: in place of what the system says.
    """
    from sqlalchemy.exc import DBAPIError

    try:
        yield
    except OSError as error:
        raise _of_system(error, folder) or error from error
    except DBAPIError as error:
        raise _of_database(error.orig, folder) or error from error
    except sqlite3.Error as error:
        raise _of_database(error, folder) or error from error


def _of_system(error: OSError, folder: Path) -> SecondsourceError | None:
    if error.errno in _NO_ROOM:
        return NoRoom(f"The disk of {folder} is full: nothing was half-written. Free some space and run this again.")
    if error.errno in _READ_ONLY:
        return ReadOnly(f"{folder} cannot be written to. Check who owns it and whether its disk is mounted read-only.")
    return None


def _of_database(error: BaseException | None, folder: Path) -> SecondsourceError | None:
    if error is not None and hasattr(error, "sqlstate"):
        return situation(error, folder)
    words = str(error).lower()
    if "full" in words or "disk i/o" in words:
        return NoRoom(
            f"The disk of {folder} is full or failing: nothing was half-written. Free some space, run this again."
        )
    if "readonly" in words or "read-only" in words or "unable to open" in words:
        return ReadOnly(f"{folder} cannot be written to. Check who owns it and whether its disk is mounted read-only.")
    if "locked" in words or "busy" in words:
        return CaseBusy(f"Another program is writing to {folder}. Wait until it has ended, then run this again.")
    if any(said in words for said in ("malformed", "not a database", "no such table", "could not decode")):
        return BrokenCase(f"The database of {folder} is damaged ({error}). Restore case.db from a backup.")
    return None
