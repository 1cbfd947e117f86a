"""What can go wrong with a case on disk, and the one place where the machine's errors become sentences."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from secondsource.model import BrokenCase, SecondsourceError


class NoRoom(SecondsourceError):
    """The disk is full: nothing was half-written. Free some space and run the same command again."""


class ReadOnly(SecondsourceError):
    """The case may only be read here. Check who owns the folder and whether its disk is mounted read-only."""


class CaseBusy(SecondsourceError):
    """Another program is working on this case. Wait until it has ended, then run the same command again."""


class CaseMoved(SecondsourceError):
    """The case was moved to another place while this program had it open, so nothing was written. Start the program again."""


class NewerCase(SecondsourceError):
    """The case was written by a newer version of secondsource. Update the program; the case is left as it is."""


class NoServer(SecondsourceError):
    """The server of the case's database does not answer. See whether it runs and is reached from here, then run this again: nothing is half-written."""


class NotLetIn(SecondsourceError):
    """The server of the case's database lets this user not in. Its password comes from ~/.pgpass, PGPASSFILE or PGPASSWORD; ask whoever keeps the server for a role."""


class NotEmpty(SecondsourceError):
    """The folder holds other files, so no case is made in it. Name a new or an empty folder with --case DIR."""


class KeptElsewhere(SecondsourceError):
    """The case is there already, and its tables stand elsewhere. `secondsource move` takes a case to another database."""


class LostCapture(BrokenCase):
    """Original bytes are missing or changed. Restore the case from a backup; `secondsource verify` names the file."""


class BadAddress(SecondsourceError):
    """Captures lie in the case's folder (captures), in another one (file:///PATH) or in an object store (s3://BUCKET/PREFIX). Name one of these."""


class StoreAway(SecondsourceError):
    """The object store does not answer. What is finished is kept; check the network and AWS_ENDPOINT_URL, then run this again."""


class StoreDenied(SecondsourceError):
    """The object store lets nobody in with these keys. Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and what they may do there."""


class NoBucket(SecondsourceError):
    """There is no such bucket in the object store. Make it, or mend `captures` in case.toml."""


class StoreFailed(SecondsourceError):
    """The object store refused. What is finished is kept; ask whoever runs it, then run this again."""


class BrokenLedger(SecondsourceError):
    """So nothing is added to the ledger. `secondsource verify` names every entry that does not fit; restore the case from a backup."""


class NoDecision(SecondsourceError):
    """There is no such decision in the ledger. `secondsource show --decisions` lists them with their ids."""


class OneSaw(SecondsourceError):
    """This case asks for a second pair of eyes. Decide on the desk (`secondsource serve`), where another person can look at it."""


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
        from .server_errors import situation

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
    if "malformed" in words or "not a database" in words or "no such table" in words:
        return BrokenCase(f"The database of {folder} is damaged ({error}). Restore case.db from a backup.")
    return None
