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
from secondsource.store.errors import situations
from secondsource.store.originals import Originals, originals
from secondsource.store.schema import captures
from secondsource.store.whole import put_whole

from .errors import NotProven
from .places import ROOMS, Place
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
    """Notes where the case was, in one step; what an earlier note says of places that did not change now is kept."""
    before = left(folder)
    if before is not None:
        old = Old(
            at=old.at,
            database=old.database or before.database,
            captures=old.captures or before.captures,
            lost=old.lost if old.captures else before.lost,
        )
    with situations(folder):
        put_whole(folder / FILE, encode(old), prefix=".case-")


def left(folder: Path) -> Old | None:
    """What the last move left; None if there is nothing."""
    try:
        return decode((folder / FILE).read_bytes(), Old)
    except (FileNotFoundError, msgspec.MsgspecError):
        return None


def remove_old(folder: Path) -> Old | None:
    """Takes away what the last move left, after a look at whether the case as it stands holds all of it.

    Returns:
        What was taken away; None if there was nothing.

    Raises:
        NotProven: if the old place holds what the case does not; nothing is taken away then.
    """
    old = left(folder)
    if old is None:
        return None
    with Case.open(folder) as case, ExitStack() as held:
        held.enter_context(case.database.alone(10.0))
        now = Place(folder, case.about.database)
        there = originals(folder, old.captures)
        database = "" if old.database in ("", shown(case.about.database)) else old.database
        carried = there if old.captures and there.address != case.archive.address else None
        if database:
            _hold_all(now, Place(folder, database))
        if carried is not None:
            _captures(case, carried, old.lost)
        if database:
            was = Place(folder, database)
            for room in ROOMS:
                # Between two files of a folder only the case's own tables moved.
                if (was.on_server or now.on_server or was.file(room) != now.file(room)) and was.there(room):
                    was.remove(room)
        with situations(folder):
            (folder / FILE).unlink(missing_ok=True)
        return Old(at=old.at, database=database, captures=carried.address if carried else "", lost=old.lost)


def _hold_all(now: Place, was: Place) -> None:
    for room in ROOMS:
        if not was.there(room) or (not was.on_server and not now.on_server and was.file(room) == now.file(room)):
            continue
        with ExitStack() as opened:
            old, new = was.database(room), now.database(room)
            opened.callback(old.close)
            opened.callback(new.close)
            before = opened.enter_context(old.reading())
            after = opened.enter_context(new.reading()) if now.there(room) else None
            if not within(before, after, room):
                raise NotProven(
                    f"{shown(was.address)} holds decisions or captures that the case no longer has. Nothing was taken away."
                )


def _captures(case: Case, was: Originals, lost: int) -> None:
    if lost:
        raise NotProven(
            f"{lost} captures were damaged or missing in {was.address} and did not come along, so it is kept. Restore them; then take it away by hand."
        )
    with case.reading() as connection:
        for digest, size in connection.execute(select(captures.c.digest, captures.c.size)).tuples():
            if not case.archive.holds(digest, size):
                raise NotProven(f"The capture {digest} is not in {case.archive.address}. Nothing was taken away.")
    with case.reading() as connection:
        for digest in connection.execute(select(captures.c.digest)).scalars():
            was.remove(digest)
    if isinstance(was, Archive):
        for folder in (*was.folder.glob("??"), was.folder):
            with suppress(OSError):
                folder.rmdir()
