"""What PostgreSQL says is wrong, as the user's situation. What it says itself is shown nowhere: it may name what others must not read."""

from __future__ import annotations

from pathlib import Path

from secondsource.model import BrokenCase, SecondsourceError

from .errors import CaseBusy, NoRoom, NoServer, NotLetIn, ReadOnly

_REFUSED = (
    "authentication failed",
    "no password supplied",
    "pg_hba.conf",
    "does not exist",
    "not permitted to log in",
    "permission denied for database",
)
"""What a server that answers says to whom it does not let in; such errors come without a code."""


def situation(error: BaseException, folder: Path) -> SecondsourceError | None:
    """The situation that an error of psycopg means; None if it is a fault of ours.

    Args:
        error: one of psycopg; `sqlstate` is PostgreSQL's code, None where no answer came.
        folder: the case's, for the sentence.

    Source: PostgreSQL's documentation, appendix A, error codes.
    """
    code = str(getattr(error, "sqlstate", None) or "")
    return _of_code(code, folder) if code else _of_no_answer(error, folder)


def _of_no_answer(error: BaseException, folder: Path) -> SecondsourceError | None:
    if type(error).__name__ not in ("OperationalError", "ConnectionTimeout", "InterfaceError"):
        return None
    words = str(error).lower()
    if any(said in words for said in _REFUSED):
        return NotLetIn(_not_let_in(folder))
    if "too many" in words:
        return CaseBusy(
            f"The server of the case {folder} has no place for one more. Wait a moment, then run this again."
        )
    return NoServer(_no_server(folder))


def _of_code(code: str, folder: Path) -> SecondsourceError | None:
    if code in ("53100", "53200", "54000", "58030"):
        return NoRoom(
            f"The server of the case {folder} has no disk or memory left: nothing was half-written. Free some there, then run this again."
        )
    if code == "53300":
        return CaseBusy(
            f"The server of the case {folder} has no place for one more. Wait a moment, then run this again."
        )
    if code in ("55P03", "40001", "40P01"):
        return CaseBusy(f"Others are writing to the case {folder}. Wait a moment, then run this again.")
    if code in ("25006", "42501"):
        return ReadOnly(
            f"The database of the case {folder} may only be read by this role. Ask whoever keeps the server, or use another role."
        )
    if code.startswith("28"):
        return NotLetIn(_not_let_in(folder))
    if code.startswith(("08", "57P")) or code in ("25P03", "57014"):
        return NoServer(_no_server(folder))
    if code in ("42P01", "3F000", "XX001", "XX002"):
        return BrokenCase(
            f"The database of the case {folder} lacks tables, or is damaged. Restore it from a backup of the server."
        )
    return None


def _no_server(folder: Path) -> str:
    return (
        f"The server of the case {folder} does not answer, or broke the connection off. See whether it runs and is reached from here, "
        "then run this again: nothing is half-written."
    )


def _not_let_in(folder: Path) -> str:
    return (
        f"The server of the case {folder} lets this user not in, or has no such database. The password comes from ~/.pgpass, PGPASSFILE or PGPASSWORD; "
        "ask whoever keeps the server for a role."
    )
