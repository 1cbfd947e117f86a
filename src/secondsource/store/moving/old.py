"""What a move left behind: where it is, and how it is taken away once the case stands elsewhere."""

from __future__ import annotations

from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec
from sqlalchemy import select

from secondsource.model.codec import decode, encode
from secondsource.store.address import shown
from secondsource.store.archive import Archive
from secondsource.store.case import Case
from secondsource.store.originals import originals
from secondsource.store.schema import captures
from secondsource.store.situations import situations
from secondsource.store.whole import put_whole

from .errors import NotProven
from .places import ROOMS, Place, sweep
from .tables import within

FILE = "moved.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Old:
    """Where a case was before.

    Args:
        at: ISO 8601 instant in UTC of the move.
        database: where its tables were, without a password; empty if they stayed.
        captures: where its originals were; empty if they stayed.
        lost: how many captures were damaged or missing there, and so did not come along.
    """

    at: str
    database: str = ""
    captures: str = ""
    lost: int = 0


def remember(folder: Path, old: Old) -> None:
    """Adds a note of where the case was to those of earlier moves, in one step."""
    kept = [one for one in left(folder) if (one.database, one.captures) != (old.database, old.captures)]
    with situations(folder):
        put_whole(folder / FILE, encode([*kept, old]), prefix=".case-")


def left(folder: Path) -> tuple[Old, ...]:
    """What moves left and nobody has taken away, the oldest first."""
    try:
        return decode((folder / FILE).read_bytes(), tuple[Old, ...])
    except (FileNotFoundError, msgspec.MsgspecError):
        return ()


def remove_old(folder: Path) -> tuple[str, ...]:
    """Takes away what moves left, after a look at whether the case as it stands holds all of it.

    Returns:
        The addresses of what was taken away.

    Raises:
        NotProven: if an old place holds what the case does not; it, and what was left later, is still there then.
    """
    gone: list[str] = []
    with Case.open(folder) as case, ExitStack() as held:
        held.enter_context(case.database.alone(10.0))
        case.archive.sweep()
        sweep(folder)
        for old in (olds := left(folder)):
            gone += [address for address in (_database(case, old), _captures(case, old)) if address]
        if olds:
            with situations(folder):
                (folder / FILE).unlink(missing_ok=True)
    return tuple(gone)


def _database(case: Case, old: Old) -> str:
    """Takes the old tables away, unless they are the case's own again; their address."""
    if old.database in ("", shown(case.about.database)):
        return ""
    now, was = Place(case.folder, case.about.database), Place(case.folder, old.database)
    # Between two files of a folder only the case's own tables moved.
    rooms = [r for r in ROOMS if (was.on_server or now.on_server or was.file(r) != now.file(r)) and was.there(r)]
    for room in rooms:
        with ExitStack() as opened:
            before, after = was.database(room), now.database(room)
            opened.callback(before.close)
            opened.callback(after.close)
            held = opened.enter_context(after.reading()) if now.there(room) else None
            if not within(opened.enter_context(before.reading()), held, room):
                raise NotProven(
                    f"{old.database} holds decisions or captures that the case no longer has. It was not taken away."
                )
    for room in rooms:
        was.remove(room)
    return old.database


def _captures(case: Case, old: Old) -> str:
    """Takes the old originals away, unless they are the case's own again; their address."""
    was = originals(case.folder, old.captures)
    if not old.captures or was.address == case.archive.address:
        return ""
    if old.lost:
        raise NotProven(
            f"{old.lost} captures were damaged or missing in {was.address} and did not come along, so it is kept. Restore them, then take it away by hand."
        )
    asked = select(captures.c.digest, captures.c.size).order_by(captures.c.digest).execution_options(yield_per=500)
    with case.reading() as connection:
        for row in connection.execute(asked):
            if not case.archive.holds(row.digest, row.size):
                raise NotProven(f"The capture {row.digest} is not in {case.archive.address}. Nothing was taken away.")
        for row in connection.execute(asked):
            was.remove(row.digest)
    if isinstance(was, Archive):
        for folder in (*was.folder.glob("??"), was.folder):
            with suppress(OSError):
                folder.rmdir()
    return was.address
