"""`move`: a case taken to another database, its originals to another store."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from .options import DEFAULT_CASE, CaseDir, Quiet
from .output import note, printable, progress, wrapped

if TYPE_CHECKING:
    from secondsource.store import moving


def move(
    case: CaseDir = DEFAULT_CASE,
    database: Annotated[
        str,
        typer.Option(
            "--database",
            metavar="ADDRESS",
            help="Where the tables shall be: postgresql://USER@HOST/NAME, or case.db for a file in the case's folder.",
            show_default=False,
        ),
    ] = "",
    captures: Annotated[
        str,
        typer.Option(
            "--captures",
            metavar="ADDRESS",
            help="Where the originals shall be: s3://BUCKET/PREFIX, file:///PATH, or captures for the case's folder.",
            show_default=False,
        ),
    ] = "",
    remove_old: Annotated[
        bool,
        typer.Option("--remove-old", help="Take away what this or an earlier move left in the old place."),
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Take a case to a server and back, its originals to an object store and back, with nothing lost.

    Everything is copied, read back and compared before the case says that it is there; cut short, the same command makes the move again.
    Nobody can write meanwhile. The old place stays as it was until --remove-old takes it away.
    """
    from secondsource.store import moving

    if not database and not captures and not remove_old:
        raise moving.NothingToMove(
            "Say where to: --database ADDRESS, --captures ADDRESS, or --remove-old for what a move left."
        )
    if database or captures:
        at = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        with progress(quiet=quiet) as tell:
            moved = moving.move(case, now=at, database=database, captures=captures, tell=tell)
        if not quiet:
            _tell(moved)
        for digest in moved.lost:
            note(f"The capture {digest} was missing or damaged before, and is now missing; see `secondsource verify`.")
    if remove_old:
        gone = moving.remove_old(case)
        if not quiet:
            for address in gone:
                wrapped(f"Taken away: {printable(address)}.")
            if not gone:
                wrapped("No move has left anything.")
    elif not quiet:
        wrapped(f"The old place is kept. `secondsource move --remove-old --case {case}` takes it away.")


def _tell(moved: moving.Moved) -> None:
    if moved.database:
        wrapped(f"The tables are in {printable(moved.database)}: {moved.rows} rows, read back and compared.")
    if moved.captures:
        wrapped(f"The originals are in {printable(moved.captures)}: {moved.originals} captures, hashed again there.")
