"""A case made of a state of a backup, in a folder of its own, and proven before it is one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy import Table as Sql

from secondsource.model import digest_of
from secondsource.store import about
from secondsource.store.about import IN_FOLDER
from secondsource.store.archive import Archive
from secondsource.store.database import Database
from secondsource.store.errors import NotEmpty
from secondsource.store.moving.captures import together
from secondsource.store.moving.chains import walked
from secondsource.store.moving.errors import NotProven
from secondsource.store.moving.places import CASE, Place
from secondsource.store.moving.rows import go_on_from, put_rows, rows_of
from secondsource.store.moving.tables import Progress, all_guarded, settle
from secondsource.store.originals import FOLDER
from secondsource.store.situations import situations
from secondsource.store.whole import put_whole

from .depot import CAPTURES, PARTS, Depot, found
from .errors import DamagedBackup, NotOpened
from .folder import ABOUT
from .keys import Keys
from .moment import room_of, tables_of
from .pieces import Rows, rows_in
from .state import File, Part, Room, State, Table

_MARK = ".restoring"
_PREFIX = ".part-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What was restored.

    Args:
        state: the state it was.
        rows: of all tables, read back and compared.
        captures: how many captures there are.
        lost: captures that the state does not have, as the case did not when it was written.
        wrong: what does not hold in the case, as it did not then.
    """

    state: State
    rows: int
    captures: int
    lost: tuple[str, ...]
    wrong: str = ""


def restore(source: Path, to: Path, *, given: Keys, number: int = 0, tell: Progress | None = None) -> Restored:
    """Makes the case anew, wholly in one folder, wherever its tables and originals were. `move` takes it elsewhere.

    `case.toml` is written last: cut short, there is no case yet, and the same command makes it.

    Args:
        source: the backup's folder.
        to: a new or empty folder.
        given: what opens the backup.
        number: which state; the newest if 0.
        tell: told of every step.

    Raises:
        NoBackup, NoState, NotOpened: if there is nothing, or it does not open.
        DamagedBackup: if a part of the state is missing or was changed.
        NotEmpty: if something is in the folder.
        NewerCase, NewerBackup: if a later version of the program wrote it.
        NoRoom, ReadOnly: if the disk does not take it.
    """
    say = tell or (lambda _stage, _done, _total: None)
    depot = found(source, given)
    if not depot.lock.opens or (depot.kind != "no" and not depot.lock.locks):
        raise NotOpened
    state = depot.read(number)
    depot.lock = depot.lock.named(bytes.fromhex(state.secret))
    _begun(to, f"{state.case} {state.number}")
    total = sum(table.rows for room in state.rooms for table in room.tables)
    done, wrong = 0, ""
    for room in state.rooms:
        for rows, said in _room(depot, to, room):
            done, wrong = done + rows, wrong or said
            say("tables", done, total)
    count = _captures(depot, to, state, say)
    for file in sorted(state.files, key=lambda file: file.path == ABOUT):
        _file(depot, to, file)
    about.read(to / ABOUT)
    with situations(to):
        (to / _MARK).unlink()
    return Restored(state=state, rows=total, captures=count, lost=state.lost, wrong=wrong)


def _begun(to: Path, what: str) -> None:
    """Makes the folder, and notes what is being made in it. Raises NotEmpty if anything else is there."""
    with situations(to):
        if to.exists() and not to.is_dir():
            raise NotEmpty(f"{to} is a file. Name a new or an empty folder with --to DIR.")
        to.mkdir(mode=0o700, parents=True, exist_ok=True)
        mark = to / _MARK
        there = mark.read_text(encoding="utf-8") if mark.is_file() else ""
        if there != what and any(not path.name.startswith(_PREFIX) for path in to.iterdir()):
            raise NotEmpty(
                f"{to} holds other files, or another state that was being restored, so nothing is restored into it. Name a new or an empty folder."
            )
        to.chmod(0o700)
        put_whole(mark, what.encode(), prefix=_PREFIX)
        for left in to.rglob(f"{_PREFIX}*"):
            left.unlink(missing_ok=True)


def _room(depot: Depot, to: Path, room: Room) -> Iterator[tuple[int, str]]:
    """Makes the tables at the revision that they had, proves them, and brings them up to date; how many rows there are, and what does not hold."""
    tables = room_of(room.name)
    place = Place(to, IN_FOLDER)
    place.remove(tables)
    database = place.database(tables)
    event.listen(database.engine, "connect", _unbound)
    try:
        database.migrate(to=room.revision)
        with database.writing() as connection:
            known = {table.name: table for table in tables_of(connection, tables, room.revision)}
            for table in room.tables:
                if table.name not in known or tuple(c.name for c in known[table.name].columns) != table.columns:
                    raise DamagedBackup(f"The table {table.name} is otherwise in the backup than its revision says.")
                put_rows(connection, known[table.name], _rows(depot, table))
                go_on_from(connection, tables.metadata.tables[table.name], table.highest)
        with database.reading() as connection:
            known = {table.name: table for table in tables_of(connection, tables, room.revision)}
            for table in room.tables:
                _same(connection, known[table.name], table)
                yield table.rows, ""
        database.migrate()
        yield 0, _walked(database, room)
        settle(to / place.file(tables), database.engine.raw_connection)
    finally:
        database.close()


def _unbound(connection: Any, _record: object) -> None:
    """Lets a row come back whose other end was gone already: what a damaged case held is restored as it was, and `verify` says so."""
    connection.execute("PRAGMA foreign_keys = OFF")


def _rows(depot: Depot, table: Table) -> Iterator[tuple[object, ...]]:
    for part in table.parts:
        yield from rows_in(depot.get(PARTS, part.digest))


def _same(connection: Connection, table: Sql, wanted: Table) -> None:
    rows = Rows()
    for _ in rows.lines(rows_of(connection, table)):
        pass
    if (rows.count, rows.digest) != (wanted.rows, wanted.digest):
        raise DamagedBackup(
            f"Of the table {wanted.name} {wanted.rows} rows were kept and {rows.count} arrived, or some arrived otherwise. {DamagedBackup()}"
        )


def _walked(database: Database, room: Room) -> str:
    tables = room_of(room.name)
    with database.reading() as connection:
        all_guarded(connection, tables)
        try:
            walked(connection, tables)
        except NotProven as error:
            return str(error)
    return ""


def _captures(depot: Depot, to: Path, state: State, say: Progress) -> int:
    table = next(t for room in state.rooms if room.name == CASE.name for t in room.tables if t.name == "captures")
    at = table.columns.index("digest")
    archive = Archive(to / FOLDER)
    with situations(to):
        archive.folder.mkdir(mode=0o700, exist_ok=True)

    def bring(name: str) -> None:
        if archive.put(depot.get(CAPTURES, name)) != name:
            raise DamagedBackup

    lost = set(state.lost)
    names = (str(row[at]) for row in _rows(depot, table))
    count = 0
    for _ in together(bring, (name for name in names if name not in lost)):
        count += 1
        say("captures", count, state.captures - len(lost))
    return count


def _file(depot: Depot, to: Path, file: File) -> None:
    path = PurePosixPath(file.path)
    if path.is_absolute() or not path.parts or ".." in path.parts:
        raise DamagedBackup(f"The backup names a file outside the case. {DamagedBackup()}")
    data = b"".join(_part(depot, part) for part in file.parts)
    if digest_of(data) != file.digest:
        raise DamagedBackup(f"The file {file.path} does not come out as it was kept. {DamagedBackup()}")
    target = to / path
    with situations(to):
        for parent in reversed(path.parents):
            (to / parent).mkdir(mode=0o700, exist_ok=True)
        with suppress(FileNotFoundError):
            target.unlink()
        read_only = path.parts[0] in ("stamps", "lists")
        put_whole(target, data, prefix=_PREFIX, mode=0o400 if read_only else 0o600)


def _part(depot: Depot, part: Part) -> bytes:
    return depot.get(PARTS, part.digest)
