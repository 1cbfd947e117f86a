"""A case moved to a server and back, its originals to a store and back: the same to the last byte, or not moved at all."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
from importlib import import_module
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError

from secondsource.model import Decision, DecisionKind, SecondsourceError, digest_of
from secondsource.pipeline import verify
from secondsource.store import Case, CaseBusy, about
from secondsource.store.address import PasswordInAddress
from secondsource.store.errors import BadAddress, CaseMoved
from secondsource.store.moving import NothingToMove, NotItsOwn, NotProven, move, remove_old
from secondsource.store.moving.places import OFFICE, ROOMS, WATCH, Place
from secondsource.store.office import Office
from secondsource.store.watching import Watching
from tests import objectstore

from .conftest import LATER, NOW, all_of

KILLS = int(os.environ.get("SECONDSOURCE_KILLS", "6"))
"""How often a move is killed before it may arrive."""
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def test_it_goes_to_a_server_and_back_with_nothing_lost(folder: Path, server: str) -> None:
    wanted = all_of(folder)
    moved = move(folder, now=LATER, database=server)
    assert moved.database == about.read(folder / "case.toml").database == server
    assert moved.rows == sum(len(rows) for rows in wanted.tables.values())
    assert all_of(folder) == wanted
    assert (folder / "case.db").exists() and (folder / "office.db").exists()
    assert set(remove_old(folder)) == {"case.db"}
    assert {path.name for path in folder.glob("*.db*")} <= {"kept.db"} and not (folder / "moved.json").exists()
    assert all_of(folder) == wanted
    move(folder, now=LATER, database="case.db")
    assert all_of(folder) == wanted
    assert remove_old(folder) == (server,)
    assert not any(Place(folder, server).there(room) for room in ROOMS)
    assert all_of(folder) == wanted


def test_on_a_server_it_is_written_into_as_before(folder: Path, server: str) -> None:
    seen = {room.name: _next_numbers(folder, room.name) for room in (OFFICE, WATCH)}
    move(folder, now=LATER, database=server)
    assert {room.name: _next_numbers(folder, room.name) for room in (OFFICE, WATCH)} == seen
    with Case.open(folder) as case, pytest.raises(IntegrityError), case.writing() as connection:
        connection.execute(text("DELETE FROM decisions"))
    _decide(folder)
    wanted = all_of(folder)
    move(folder, now=LATER, database="back.db")
    assert all_of(folder) == wanted
    _decide(folder)
    with sqlite3.connect(folder / "back.db") as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute("DELETE FROM decisions")


def test_a_number_that_was_given_out_is_not_given_out_again(folder: Path, server: str) -> None:
    watching = Watching(folder)
    with watching.writing() as connection:
        connection.execute(text("DELETE FROM waiting WHERE id = (SELECT max(id) FROM waiting)"))
        highest = connection.execute(text("SELECT seq FROM sqlite_sequence WHERE name = 'waiting'")).scalar_one()
    watching.close()
    for place in (server, "case.db", "other.db"):
        move(folder, now=LATER, database=place)
    with sqlite3.connect(folder / "watch.db") as connection:
        ((reached,),) = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'waiting'")
    assert reached == highest


def test_to_another_file_the_rooms_beside_stay_where_they_are(folder: Path) -> None:
    wanted = all_of(folder)
    move(folder, now=LATER, database="other.db")
    assert all_of(folder) == wanted
    assert remove_old(folder) == ("case.db",)
    assert not (folder / "case.db").exists() and (folder / "office.db").exists() and (folder / "watch.db").exists()
    assert all_of(folder) == wanted
    assert remove_old(folder) == ()


def test_the_originals_go_to_a_store_and_back(folder: Path, s3: objectstore.Server) -> None:
    wanted = all_of(folder)
    address = s3.bucket() + "/kuwait"
    moved = move(folder, now=LATER, captures=address)
    assert (moved.captures, moved.originals, moved.lost) == (address, len(wanted.captures), ())
    assert about.read(folder / "case.toml").captures == address
    assert all_of(folder) == wanted
    assert remove_old(folder) == (str(folder / "captures"),)
    assert not (folder / "captures").exists()
    assert all_of(folder) == wanted
    elsewhere = folder.parent / "nas"
    move(folder, now=LATER, captures=elsewhere.as_uri())
    move(folder, now=LATER, captures="captures")
    assert remove_old(folder) == (address, str(elsewhere))
    assert not elsewhere.exists()
    assert all_of(folder) == wanted
    assert about.read(folder / "case.toml").captures == ""


def test_both_at_once_and_each_only_once(folder: Path, server: str) -> None:
    wanted = all_of(folder)
    elsewhere = (folder.parent / "nas").as_uri()
    move(folder, now=LATER, database=server, captures=elsewhere)
    assert all_of(folder) == wanted
    with pytest.raises(NothingToMove):
        move(folder, now=LATER, database=server, captures=elsewhere)
    assert set(remove_old(folder)) == {"case.db", str(folder / "captures")}
    assert all_of(folder) == wanted


def test_a_database_by_another_name_is_not_copied_onto_itself(folder: Path, server: str) -> None:
    wanted = all_of(folder)
    move(folder, now=LATER, database=server)
    with pytest.raises(NothingToMove, match="another name"):
        move(folder, now=LATER, database=server + "&application_name=other")
    assert all_of(folder) == wanted


def test_an_older_copy_is_replaced_and_one_that_knows_more_is_not(folder: Path) -> None:
    move(folder, now=LATER, database="other.db")
    _decide(folder)
    wanted = all_of(folder)
    shutil.copy(folder / "other.db", folder.parent / "ahead.db")
    move(folder, now=LATER, database="case.db")
    assert all_of(folder) == wanted
    shutil.copy(folder / "case.db", folder / "third.db")
    about.set_places(folder / "case.toml", database="third.db")
    _decide(folder)
    about.set_places(folder / "case.toml", database="other.db")
    with pytest.raises(NotItsOwn, match=r"third\.db"):
        move(folder, now=LATER, database="third.db")
    with pytest.raises(NotProven):
        _removed_as_old(folder, "third.db")
    assert (folder / "third.db").exists()


def test_another_case_is_not_written_over(folder: Path, tmp_path: Path, server: str) -> None:
    with Case.create(tmp_path / "second", now=NOW, database=server) as second:
        second.ledger.append(Decision(kind=DecisionKind.ACCEPT, object="c1", who="a", at=NOW, why=""))
    with pytest.raises(SecondsourceError, match="another case"):
        move(folder, now=LATER, database=server)
    (folder / "notes.db").write_bytes(b"a shopping list")
    with pytest.raises(SecondsourceError):
        move(folder, now=LATER, database="notes.db")
    assert (folder / "notes.db").read_bytes() == b"a shopping list"
    nas = tmp_path / "nas"
    (nas / "ab").mkdir(parents=True)
    (nas / "ab" / ("ab" * 32)).write_bytes(b"of another case")
    with pytest.raises(NotItsOwn, match="another case"):
        move(folder, now=LATER, captures=nas.as_uri())
    assert about.read(folder / "case.toml").database == "case.db"
    assert verified(folder)


@pytest.mark.parametrize(
    "name", ["office.db", "watch.db", "vault.db", "desk.db", "search.db", "case.toml", "../x.db", ".x.db", ""]
)
def test_a_name_that_is_taken_is_refused(folder: Path, name: str) -> None:
    with pytest.raises((NotItsOwn, NothingToMove)):
        move(folder, now=LATER, database=name)


def test_what_holds_a_password_is_refused_and_not_repeated(folder: Path) -> None:
    with pytest.raises(PasswordInAddress) as caught:
        move(folder, now=LATER, database="postgresql://kim:very-secret@127.0.0.1/kuwait")
    assert "very-secret" not in str(caught.value)
    with pytest.raises(BadAddress):
        move(folder, now=LATER, captures="ftp://host/x")


def test_nobody_else_works_on_it_meanwhile(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from secondsource.store import sqlite

    monkeypatch.setattr(import_module("secondsource.store.moving.move"), "_PATIENCE", 0.1)
    monkeypatch.setattr(sqlite, "WAIT", 0.2)
    with Case.open(folder) as other:
        with other.alone(), pytest.raises(CaseBusy):
            move(folder, now=LATER, database="other.db")
        office = Office(folder)
        refused: list[str] = []

        def try_to_write(stage: str, done: int, total: int) -> None:
            del stage, done, total
            if refused:
                return
            for write in (lambda: _decide(folder), lambda: office.closings.open("nothing")):
                with pytest.raises(CaseBusy) as caught:
                    write()
                refused.append(type(caught.value).__name__)
            with pytest.raises(CaseBusy), other.alone():
                pass

        move(folder, now=LATER, database="other.db", tell=try_to_write)
        office.close()
    assert refused == ["CaseBusy", "CaseBusy"]


def test_who_had_it_open_writes_nothing_into_the_old_place(folder: Path, server: str) -> None:
    decision = Decision(kind=DecisionKind.ACCEPT, object="c1", who="a", at=NOW, why="")
    office, watching = Office(folder), Watching(folder)
    with Case.open(folder) as before:
        before.ledger.append(decision)
        office.closings.open("nothing")
        with watching.writing():
            pass
        move(folder, now=LATER, database=server)
        with pytest.raises(CaseMoved):
            before.ledger.append(decision)
        with pytest.raises(CaseMoved):
            office.closings.open("nothing")
        with pytest.raises(CaseMoved), watching.writing():
            pass
        assert before.view().claims
    office.close()
    watching.close()
    with Case.open(folder) as after:
        after.ledger.append(decision)
        move_back = folder.parent / "nas"
        move(folder, now=LATER, captures=move_back.as_uri())
        with pytest.raises(CaseMoved):
            after.ledger.append(decision)


def test_a_capture_that_was_damaged_before_is_said_and_its_old_place_kept(folder: Path) -> None:
    with Case.open(folder) as case:
        first, second, *_ = sorted(capture.digest for capture in case.view().captures)
        case.archive.remove(first)
        case.archive.path(second).chmod(0o600)
        case.archive.path(second).write_bytes(b"other")
    nas = (folder.parent / "nas").as_uri()
    moved = move(folder, now=LATER, captures=nas)
    assert moved.lost == (first, second)
    with pytest.raises(NotProven, match="2 captures"):
        remove_old(folder)
    with Case.open(folder) as case:
        assert {p.object for p in verify(case)} == {first, second}
        assert second not in list(case.archive.digests())


def test_what_does_not_arrive_as_it_was_sent_is_not_believed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from secondsource.store.moving import tables

    whole = tables.put_rows

    def one_short(connection, table, rows):  # type: ignore[no-untyped-def]
        kept = list(rows)
        whole(connection, table, kept[:-1] if table.name == "stage_runs" else kept)

    monkeypatch.setattr(tables, "put_rows", one_short)
    with pytest.raises(NotProven, match="stage_runs"):
        move(folder, now=LATER, database="other.db")
    monkeypatch.undo()
    assert about.read(folder / "case.toml").database == "case.db" and not (folder / "other.db").exists()
    monkeypatch.setattr("secondsource.store.moving.captures.hashed", lambda stream: (digest_of(b""), 0))
    with pytest.raises(NotProven, match="did not arrive"):
        move(folder, now=LATER, captures=(folder.parent / "nas").as_uri())
    monkeypatch.undo()
    assert verified(folder)


def test_a_broken_chain_is_not_moved(folder: Path) -> None:
    with sqlite3.connect(folder / "case.db") as connection:
        connection.execute("DROP TRIGGER decisions_no_update")
        connection.execute("UPDATE decisions SET body = replace(body, 'Kim', 'Lee') WHERE seq = 1")
    with pytest.raises(NotProven):
        move(folder, now=LATER, database="other.db")
    assert about.read(folder / "case.toml").database == "case.db"


def test_a_table_of_somebody_else_is_not_left_behind(folder: Path) -> None:
    with sqlite3.connect(folder / "case.db") as connection:
        connection.execute("CREATE TABLE my_notes (note TEXT)")
    with pytest.raises(NotItsOwn, match="my_notes"):
        move(folder, now=LATER, database="other.db")


@needs_fork
def test_killed_anywhere_it_is_whole_and_the_next_try_arrives(folder: Path, server: str, tmp_path: Path) -> None:
    """There and back, from files to a server and a folder elsewhere and home again, until it has been killed often enough."""
    ways = [
        {"database": server, "captures": (tmp_path / "nas").as_uri()},
        {"database": "case.db", "captures": "captures"},
    ]
    wanted = all_of(folder)
    chance = random.Random(1718)
    kills, arrivals = 0, 0
    while kills < KILLS:
        goal = ways[arrivals % 2]
        point = chance.choice((5, 60, 300, 600)) + chance.randrange(100)
        kills += _killed_at(folder, goal, point)
        assert all_of(folder) == wanted, f"killed {kills} times, at {point}"
        if about.read(folder / "case.toml").database == goal["database"]:
            remove_old(folder)
            assert all_of(folder) == wanted
            arrivals += 1
    if arrivals % 2 == 0:
        move(folder, now=LATER, **ways[0])
    assert about.read(folder / "case.toml").database == server
    assert all_of(folder) == wanted
    remove_old(folder)
    assert all_of(folder) == wanted
    assert not list(folder.glob(".moving-*")) and {path.name for path in folder.glob("*.db")} <= {"kept.db"}


def verified(folder: Path) -> bool:
    with Case.open(folder) as case:
        return verify(case) == []


def _decide(folder: Path) -> None:
    with Case.open(folder) as case:
        case.ledger.append(Decision(kind=DecisionKind.ACCEPT, object="c9", who="b", at=LATER, why="once more"))


def _removed_as_old(folder: Path, name: str) -> None:
    from secondsource.store.moving.old import Old, remember

    remember(folder, Old(at=LATER, database=name))
    remove_old(folder)


def _next_numbers(folder: Path, name: str) -> dict[str, int]:
    from secondsource.store.moving.rows import highest

    place = Place(folder, about.read(folder / "case.toml").database)
    room = next(room for room in ROOMS if room.name == name)
    database = place.database(room)
    try:
        with database.reading() as connection:
            return {table.name: highest(connection, table) for table in room.metadata.sorted_tables}
    finally:
        database.close()


class _Points:
    """Counts the moments at which something is asked or written, and ends the process at the one that is wanted."""

    def __init__(self, last: int) -> None:
        self.left = last

    def __call__(self, *_: object) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def _killed_at(folder: Path, goal: dict[str, str], point: int) -> bool:
    from sqlalchemy.engine import Engine

    child = os.fork()
    if child == 0:
        try:
            points = _Points(point)
            sync, replace, unlink = os.fsync, Path.replace, Path.unlink
            os.fsync = lambda handle: (points(), sync(handle), points())[1]  # type: ignore[assignment]
            Path.replace = lambda self, target: (points(), replace(self, target), points())[1]  # type: ignore[method-assign]
            Path.unlink = lambda self, missing_ok=False: (points(), unlink(self, missing_ok))[1]  # type: ignore[method-assign]
            for moment in ("begin", "commit", "after_cursor_execute"):
                event.listen(Engine, moment, points)
            move(folder, now=LATER, **goal)
        except BaseException:
            import traceback

            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)
