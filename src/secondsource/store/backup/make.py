"""A state of a case written into a backup, while the case is in use."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, func, select

from secondsource.model import digest_of
from secondsource.store.address import shown
from secondsource.store.case import Case
from secondsource.store.errors import LostCapture
from secondsource.store.home import Home
from secondsource.store.moving.captures import together
from secondsource.store.moving.chains import walked
from secondsource.store.moving.errors import NotProven
from secondsource.store.moving.rows import highest, rows_of
from secondsource.store.moving.tables import Progress
from secondsource.store.originals import FOLDER
from secondsource.store.schema import captures

from .depot import CAPTURES, PARTS, Depot, depot_of
from .errors import OfAnotherCase
from .folder import files_of, secret_of
from .keys import FOR_KEYS, Keys
from .moment import one_moment, room_of, tables_of
from .pieces import Rows, blocks
from .state import File, Part, Room, State, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What a backup did.

    Args:
        number: of the state.
        written: bytes that it wrote.
        rows: of all tables.
        captures: how many captures the state has.
        new: how many of them were not there yet.
        lost: captures that are missing or damaged in the case and in the backup.
        wrong: what does not hold in the case as it stands; empty if all is well.
    """

    number: int
    written: int
    rows: int
    captures: int
    new: int
    lost: tuple[str, ...] = ()
    wrong: str = ""


def backup(folder: Path, to: Path, *, at: str, tool: str, given: Keys, tell: Progress | None = None) -> Made:
    """Writes a state of the case beside those that are there; of what they hold already nothing is written again.

    Others read and write the case meanwhile: what is kept is one moment of it. Killed anywhere, no state is there yet, and those before are as they were.

    Args:
        folder: the case's folder.
        to: the backup's folder; it is made if it is not there.
        at: ISO 8601 instant in UTC, for the state.
        tool: name and version of the program.
        given: how the backup is, or shall be, locked.
        tell: told of every step.

    Raises:
        OfAnotherCase, OtherLock, NotOpened, NotAKey, ShortPassphrase: if the place or the key is not right.
        CaseBusy: if another program writes into this backup, or the case is never at rest.
        CaseMoved: if the case was moved meanwhile; no state is written then.
        NoRoom, ReadOnly: if the place takes no more; no state is written then.
    """
    say = tell or (lambda _stage, _done, _total: None)
    _apart(folder, to)
    home = Home(folder)
    with Case.open(folder) as case:
        depot = depot_of(to, case.about.id, given, secret_of(folder) if given.kind == FOR_KEYS else b"")
        with depot.alone():
            with one_moment(case) as moment:
                (connection, _) = moment["case"]
                wrong = _wrong(moment)
                total = sum(_count(of, name, revision) for name, (of, revision) in moment.items())
                rooms, done = [], 0
                for name, (of, revision) in moment.items():
                    tables = []
                    for table in _tables(depot, of, name, revision):
                        tables.append(table)
                        done += table.rows
                        say("tables", done, total)
                    rooms.append(Room(name=name, revision=revision, tables=tuple(tables)))
                names = [
                    row.digest for row in connection.execute(select(captures.c.digest).order_by(captures.c.digest))
                ]
            new, lost = _captures(depot, case, names, say)
            files = tuple(_file(depot, path, data) for path, data in files_of(folder, case.about.database))
            home.check()
            number = depot.next()
            depot.finish(
                State(
                    number=number,
                    at=at,
                    case=case.about.id,
                    tool=tool,
                    database=shown(case.about.database),
                    originals=case.about.captures or FOLDER,
                    secret=depot.lock.secret.hex(),
                    rooms=tuple(rooms),
                    files=files,
                    captures=len(names),
                    lost=lost,
                    wrong=wrong,
                )
            )
    return Made(number=number, written=depot.written, rows=total, captures=len(names), new=new, lost=lost, wrong=wrong)


def _count(connection: Connection, name: str, revision: str) -> int:
    tables = tables_of(connection, room_of(name), revision)
    return sum(int(connection.execute(select(func.count()).select_from(table)).scalar_one()) for table in tables)


def _tables(depot: Depot, connection: Connection, name: str, revision: str) -> Iterator[Table]:
    room = room_of(name)
    for table in tables_of(connection, room, revision):
        rows = Rows()

        def keep(part: bytes) -> Part:
            return _kept(depot, part)

        parts = tuple(together(keep, rows.parts(rows_of(connection, table))))
        yield Table(
            name=str(table.name),
            columns=tuple(str(column.name) for column in table.columns),
            rows=rows.count,
            digest=rows.digest,
            highest=highest(connection, room.metadata.tables[table.name]),
            parts=parts,
        )


def _captures(depot: Depot, case: Case, names: list[str], say: Progress) -> tuple[int, tuple[str, ...]]:
    """Brings those that are not there yet; how many were, and which could not be."""

    def bring(name: str) -> tuple[bool, str]:
        if depot.holds(CAPTURES, name):
            return False, ""
        try:
            data = case.archive.get(name)
        except LostCapture:
            return False, name
        depot.put(CAPTURES, name, data)
        return True, ""

    new, lost = 0, []
    for at, (brought, missing) in enumerate(together(bring, names), start=1):
        new += brought
        if missing:
            lost.append(missing)
        say("captures", at, len(names))
    return new, tuple(lost)


def _file(depot: Depot, path: str, data: bytes) -> File:
    parts = tuple(_kept(depot, block) for block in blocks(data))
    return File(path=path, digest=digest_of(data), size=len(data), parts=parts)


def _kept(depot: Depot, data: bytes) -> Part:
    digest = hashlib.sha256(data).hexdigest()
    depot.put(PARTS, digest, data)
    return Part(digest=digest, size=len(data))


def _wrong(moment: dict[str, tuple[Connection, str]]) -> str:
    """What in the chains does not hold: a case that is damaged is kept as it is, and said to be so."""
    for name, (connection, revision) in moment.items():
        room = room_of(name)
        if revision != room.head:
            continue
        try:
            walked(connection, room)
        except NotProven as error:
            return str(error)
    return ""


def _apart(folder: Path, to: Path) -> None:
    here, there = folder.resolve(), to.resolve()
    if here == there or here in there.parents or there in here.parents:
        raise OfAnotherCase(
            f"A backup inside the case, or around it, would be lost together with it. Name a folder apart from {folder} with --to DIR."
        )
