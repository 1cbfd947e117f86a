"""The move itself: everything is copied, read back and compared, and only then `case.toml` names the new place, in one write.

Until then the case is where it was. A move that is cut short anywhere is made by the same command again; nobody can write meanwhile, and
whoever had the case open before is told afterwards that it has moved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from secondsource.model import SecondsourceError
from secondsource.store.about import set_places
from secondsource.store.address import shown
from secondsource.store.beside import Tables
from secondsource.store.case import Case
from secondsource.store.errors import CaseBusy, ReadOnly
from secondsource.store.originals import FOLDER, originals

from .captures import carry
from .captures import count as captures_of
from .errors import NothingToMove
from .old import Old, remember
from .places import CASE, ROOMS, Place, destination, sweep
from .tables import Progress, all_guarded, clear, copied, count, prove, settle

_PATIENCE = 10.0
"""Seconds to wait for a run or a watch that is going on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What a move did.

    Args:
        database: where the tables are now, without a password; empty if they were not moved.
        captures: where the originals are now; empty if they were not moved.
        rows: how many rows were copied, of all tables.
        originals: how many captures the case has, if they were moved.
        lost: captures that were missing or damaged in the old place, and so are missing in the new one.
    """

    database: str = ""
    captures: str = ""
    rows: int = 0
    originals: int = 0
    lost: tuple[str, ...] = ()


def move(folder: Path, *, now: str, database: str = "", captures: str = "", tell: Progress | None = None) -> Moved:
    """Takes a case to another database, its captures to another store, or both.

    The old place stays as it is; `remove_old` takes it away.

    Args:
        folder: the case's folder. It stays; `case.toml`, time stamps, lists and rates remain in it.
        now: ISO 8601 instant in UTC, for the note of where the case was.
        database: a URL of PostgreSQL without password, or the name of a file in the folder; empty to leave the tables where they are.
        captures: an address as `originals` takes it (`captures` for the folder of that name); empty to leave them.
        tell: told of every step.

    Raises:
        NothingToMove: if the case is there already.
        NotItsOwn: if the new place holds what is not of this case.
        NotProven: if what arrived is not what was sent.
        CaseBusy: if another program works on the case.
        ReadOnly: if the folder may only be read.
        StoreAway and its like: if a store or a server does not answer; the case is where it was.
    """
    say = tell or (lambda _stage, _done, _total: None)
    new_database = destination(database) if database else ""
    new_captures = "" if captures == FOLDER else captures
    to = originals(folder, new_captures)
    with Case.open(folder) as case:
        if case.database.read_only:
            raise ReadOnly(f"{folder} may only be read here. Copy the case to where you can write.")
        goes_database = bool(database) and new_database != shown(case.about.database)
        goes_captures = bool(captures) and to.address != case.archive.address
        if not goes_database and not goes_captures:
            raise NothingToMove
        with ExitStack() as held:
            held.enter_context(case.database.alone(_PATIENCE))
            held.enter_context(case.database.alone(_PATIENCE, "watch.lock"))
            source, place = Place(folder, case.about.database), Place(folder, new_database)
            if goes_database and place.on_server:
                held.enter_context(_nobody_elses(place, case.about.id))
            rooms = {room: held.enter_context(_held(source, room)) for room in ROOMS if source.there(room)}
            case.archive.sweep()
            lost: tuple[str, ...] = ()
            total = 0
            if goes_captures:
                total = captures_of(rooms[CASE])
                lost = carry(rooms[CASE], case.archive, to, _counted(say, "captures", 2 * total))
            rows = _tables(rooms, source, place, case.about.id, say) if goes_database else 0
            remember(
                folder,
                Old(
                    at=now,
                    database=shown(case.about.database) if goes_database else "",
                    captures=(case.about.captures or FOLDER) if goes_captures else "",
                    lost=len(lost),
                ),
            )
            set_places(
                folder / "case.toml",
                database=new_database if goes_database else None,
                captures=new_captures if goes_captures else None,
            )
    return Moved(
        database=new_database if goes_database else "",
        captures=to.address if goes_captures else "",
        rows=rows,
        originals=total,
        lost=lost,
    )


def _tables(rooms: dict[Tables, Connection], source: Place, place: Place, case: str, say: Progress) -> int:
    """Copies all tables and proves them; how many rows. Files get their names when all of them are whole."""
    target = Place(place.folder, place.address, unfinished=not place.on_server)
    moved = [room for room in ROOMS if room is CASE or source.on_server or target.on_server]
    sweep(place.folder)
    for room in moved:
        clear(place, room, rooms.get(room))
        if not target.on_server:
            target.remove(room)
    total = sum(count(connection, room) for room, connection in rooms.items() if room in moved)
    tell = _counted(say, "tables", 2 * total)
    try:
        for room in moved:
            if room in rooms:
                _one(rooms[room], target, room, case, tell)
        for room in moved:
            if room in rooms and not target.on_server:
                (place.folder / target.file(room)).replace(place.folder / place.file(room))
    except BaseException:
        # Where the disk is full, what is unfinished must not keep it full.
        with suppress(SecondsourceError):
            sweep(place.folder)
        raise
    return total


def _one(source: Connection, target: Place, room: Tables, case: str, tell: Callable[[int], None]) -> None:
    database = target.database(room)
    try:
        database.migrate()
        if room is CASE:
            database.claim(case)
        with database.writing() as connection:
            sent = copied(source, connection, room, tell)
        with database.reading() as connection:
            prove(source, connection, room, sent, tell)
            all_guarded(connection, room)
        if not target.on_server:
            settle(target.folder / target.file(room), database.engine.raw_connection)
    finally:
        database.close()


@contextmanager
def _held(place: Place, room: Tables) -> Iterator[Connection]:
    """A transaction of tables in which nobody else can write."""
    database = place.database(room)
    try:
        database.migrate(new=False)
        with database.writing() as connection:
            yield connection
    finally:
        database.close()


@contextmanager
def _nobody_elses(target: Place, case: str) -> Iterator[None]:
    """Holds a database on a server, so that the case is not copied onto itself by another name of the same server."""
    database = target.database(CASE)
    try:
        database.migrate()
        database.claim(case)
        with ExitStack() as held:
            try:
                held.enter_context(database.alone())
            except CaseBusy as error:
                raise NothingToMove(
                    f"{shown(target.address)} is in use, or is where the case stands already by another name of the server. {NothingToMove()}"
                ) from error
            yield
    finally:
        database.close()


def _counted(say: Progress, stage: str, total: int) -> Callable[[int], None]:
    done = 0

    def more(number: int) -> None:
        nonlocal done
        done += number
        say(stage, done, total)

    return more
