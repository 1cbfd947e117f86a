"""What is restored is what was kept: every row, every original, every file, wherever the case stood."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from pyrage import x25519
from sqlalchemy import make_url

from secondsource.model import Decision, DecisionKind
from secondsource.store import Case, NotEmpty, about
from secondsource.store.backup import (
    DamagedBackup,
    Keys,
    Made,
    NoBackup,
    NoState,
    NotOpened,
    OfAnotherCase,
    OtherLock,
    backup,
    check,
    restore,
)
from secondsource.store.backup.errors import NotAKey, ShortPassphrase
from secondsource.store.errors import CaseBusy
from secondsource.store.lock import alone
from secondsource.store.moving import move
from tests.postgres import Server
from tests.store.moving.conftest import all_of

from .conftest import NOW, PHRASE

Keep = Callable[..., Made]
OPEN = Keys()


def decide(folder: Path, why: str = "once more") -> None:
    with Case.open(folder) as case:
        case.ledger.append(Decision(kind=DecisionKind.ACCEPT, object="c9", who="b", at=NOW, why=why))


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def lying(to: Path) -> list[Path]:
    """The originals and parts of a backup as they lie there."""
    return sorted(path for room in ("captures", "parts") for path in (to / room).glob("??/*"))


def test_all_comes_back(folder: Path, tmp_path: Path, keep: Keep) -> None:
    (folder / "rates.csv").write_text("currency,usd,start,end,source\nKWD,3.31,2016-01-01,2016-12-31,Central Bank\n")
    (folder / "notes").mkdir()
    (folder / "notes" / "to read.txt").write_text("북")
    (folder / "empty").write_bytes(b"")
    (folder / "desk.db").write_bytes(b"made again")
    wanted = all_of(folder)
    made = keep()
    assert (made.number, made.lost, made.wrong) == (1, (), "")
    assert made.rows == sum(len(rows) for rows in wanted.tables.values()) and made.captures == len(wanted.captures)
    back = restore(tmp_path / "backup", tmp_path / "back", given=OPEN)
    assert (back.rows, back.captures, back.lost, back.wrong) == (made.rows, made.captures, (), "")
    assert all_of(tmp_path / "back") == wanted
    for name in ("case.toml", "rates.csv", "notes/to read.txt", "empty"):
        assert (tmp_path / "back" / name).read_bytes() == (folder / name).read_bytes()
    assert not (tmp_path / "back" / "desk.db").exists() and not (tmp_path / "back" / ".restoring").exists()
    for root in (tmp_path / "backup", tmp_path / "back"):
        assert [path for path in (root, *root.rglob("*")) if path.stat().st_mode & 0o077] == []
    decide(tmp_path / "back")
    with sqlite3.connect(tmp_path / "back" / "case.db") as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute("DELETE FROM decisions")


def test_from_a_server_and_another_folder_into_one_folder(
    folder: Path, tmp_path: Path, server: str, postgres: Server, keep: Keep
) -> None:
    wanted = all_of(folder)
    move(folder, now=NOW, database=server, captures=(tmp_path / "nas").as_uri())
    keep()
    decide(folder)
    later = all_of(folder)
    second = keep()
    assert second.new == 0 and second.number == 2
    for number, all_ in ((1, wanted), (2, later)):
        to = tmp_path / f"back{number}"
        assert restore(tmp_path / "backup", to, given=OPEN, number=number).state.database == server
        assert all_of(to) == all_
        told = about.read(to / "case.toml")
        assert (told.database, told.captures) == ("case.db", "")
        assert server not in (to / "case.toml").read_text()
    # a role that may only read is enough, and a password that somebody wrote into the address stays where it is
    name = make_url(server).database or ""
    postgres.ask("DROP ROLE IF EXISTS kim_reads")
    postgres.ask("CREATE ROLE kim_reads LOGIN PASSWORD 'hush-hush'")
    postgres.ask(f"GRANT pg_read_all_data TO kim_reads; GRANT CONNECT ON DATABASE {name} TO kim_reads")
    about.set_places(folder / "case.toml", database=postgres.loopback(name, "kim_reads", "hush-hush"))
    assert keep().written < second.written
    back = restore(tmp_path / "backup", tmp_path / "back3", given=OPEN)
    assert "kim_reads@" in back.state.database and "hush" not in repr(back.state)
    assert all_of(tmp_path / "back3") == later and "hush" not in (tmp_path / "back3" / "case.toml").read_text()
    assert check(tmp_path / "backup", given=OPEN).wrong == ()


def test_a_second_one_writes_only_what_is_new_and_the_first_stays(folder: Path, tmp_path: Path, keep: Keep) -> None:
    to = tmp_path / "backup"
    first, whole = keep(), all_of(folder)
    before = files(to)
    decide(folder)
    second, later = keep(), all_of(folder)
    assert second.number == 2 and second.written < first.written / 3
    after = files(to)
    assert {name: after[name] for name in before} == before
    new = {name.partition("/")[0] for name in after if name not in before}
    assert new == {"parts", "sums", "states"}
    third = keep()
    assert third.written < second.written and len(lying(to)) == len([n for n in after if n[:5] in ("parts", "captu")])
    for number, wanted in ((1, whole), (2, later), (3, later)):
        restore(to, tmp_path / str(number), given=OPEN, number=number)
        assert all_of(tmp_path / str(number)) == wanted
    assert [state.number for state in check(to, given=OPEN).states] == [1, 2, 3]
    with pytest.raises(NoState, match="1, 2, 3"):
        restore(to, tmp_path / "4", given=OPEN, number=4)


def test_it_is_one_moment_while_others_write(folder: Path, tmp_path: Path, keep: Keep) -> None:
    """A writer writes into the ledger, then into the record of the office; a moment never has the latter without the former."""
    from secondsource.store.office import Office
    from secondsource.store.office.record import Deed, Entry

    with Case.open(folder) as case:
        began = len(case.ledger.entries())
    stop, wrote = threading.Event(), threading.Event()

    def write() -> None:
        office = Office(folder)
        n = 0
        while not stop.is_set():
            n += 1
            decide(folder, str(n))
            office.record.add(Entry(who="b", at=NOW, act=Deed.TAKEN, object=f"n{n}", why=""))
            wrote.set()
            stop.wait(0.02)
        office.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        wrote.wait(30)
        counts = []
        for number in (1, 2, 3):
            keep()
            to = tmp_path / f"back{number}"
            restore(tmp_path / "backup", to, given=OPEN, number=number)
            with Case.open(to) as case:
                decisions = len(case.ledger.entries()) - began
            with sqlite3.connect(to / "office.db") as office:
                ((entries,),) = office.execute("SELECT count(*) FROM record WHERE object LIKE 'n%'")
            counts.append((decisions, entries))
    finally:
        stop.set()
        writer.join()
    assert all(decisions - entries in (0, 1) for decisions, entries in counts)
    assert 0 < counts[0][0] < counts[-1][0]
    assert check(tmp_path / "backup", given=OPEN).wrong == ()


def test_locked_for_keys_it_says_nothing_and_only_they_open_it(folder: Path, tmp_path: Path, keep: Keep) -> None:
    mine, other = x25519.Identity.generate(), x25519.Identity.generate()
    to, key = tmp_path / "backup", (str(mine.to_public()),)
    wanted = all_of(folder)
    keep(recipients=key)
    written = keep(recipients=key).written
    assert written < 8000
    raw = files(to)
    told = b"\n".join([*(name.encode() for name in raw), *raw.values()])
    for digest in wanted.captures:
        assert digest.encode() not in told
    for word in (b"foreman", b"Kuwait", b"M. Weiss", b"AGE-SECRET", b"Harbour"):
        assert word not in told
    opened = Keys(identities=(str(mine),))
    for wrong in (OPEN, Keys(passphrase=PHRASE), Keys(identities=(str(other),))):
        with pytest.raises(NotOpened):
            restore(to, tmp_path / "no", given=wrong)
    restore(to, tmp_path / "back", given=opened)
    assert all_of(tmp_path / "back") == wanted
    assert check(to, given=opened).wrong == ()
    with pytest.raises(OtherLock):
        keep()
    with pytest.raises(OtherLock):
        keep(passphrase=PHRASE)
    with pytest.raises(NotAKey):
        keep(recipients=("age1nobody",))
    # whoever it is locked for later opens those states, and rests on nothing that only others open
    keep(recipients=(str(other.to_public()),))
    restore(to, tmp_path / "others", given=Keys(identities=(str(other),)), number=3)
    assert all_of(tmp_path / "others") == wanted
    backup(tmp_path / "back", to, at=NOW, tool="test", given=Keys(recipients=key))
    assert len([name for name in files(to) if name.startswith("captures/")]) == 2 * len(wanted.captures)


def test_locked_by_a_passphrase(folder: Path, tmp_path: Path, keep: Keep) -> None:
    to = tmp_path / "backup"
    with pytest.raises(ShortPassphrase):
        keep(passphrase="short")
    assert not to.exists()
    wanted = all_of(folder)
    keep(passphrase=PHRASE)
    for given in (OPEN, Keys(passphrase=PHRASE + "!")):
        with pytest.raises(NotOpened):
            restore(to, tmp_path / "no", given=given)
    assert keep(passphrase=PHRASE).new == 0
    restore(to, tmp_path / "back", given=Keys(passphrase=PHRASE))
    assert all_of(tmp_path / "back") == wanted
    told = b"\n".join(files(to).values())
    assert b"AGE-SECRET" not in told and b"foreman" not in told and PHRASE.encode() not in told
    assert not any(PHRASE.encode() in data for data in files(folder).values())
    assert (check(to, given=OPEN).opened, check(to, given=OPEN).wrong) == (False, ())


def test_a_changed_or_missing_file_is_named_and_not_restored(folder: Path, tmp_path: Path, keep: Keep) -> None:
    to = tmp_path / "backup"
    keep()
    for at, path in enumerate((lying(to)[0], lying(to)[-1])):  # an original, a part
        whole = path.read_bytes()
        path.chmod(0o600)
        path.write_bytes(bytes([whole[0] ^ 1]) + whole[1:] if at % 2 else whole[:-1])
        name = path.relative_to(to).as_posix()
        assert any(name in said for said in check(to, given=OPEN).wrong)
        with pytest.raises(DamagedBackup):
            restore(to, tmp_path / f"back{at}", given=OPEN)
        assert not (tmp_path / f"back{at}" / "case.toml").exists()
        path.unlink()
        assert any(name in said for said in check(to, given=OPEN).wrong)
        # as the check says: backed up again it is whole
        keep()
        assert check(to, given=OPEN).wrong == ()
        restore(to, tmp_path / f"whole{at}", given=OPEN, number=1)


def test_a_state_that_was_changed_leaves_the_others(folder: Path, tmp_path: Path, keep: Keep) -> None:
    to, mine = tmp_path / "backup", x25519.Identity.generate()
    opened, key = Keys(identities=(str(mine),)), (str(mine.to_public()),)
    keep(recipients=key)
    wanted = all_of(folder)
    keep(recipients=key)
    second = to / "states" / "000002.state"
    second.chmod(0o600)
    second.write_bytes((to / "states" / "000001.state").read_bytes())
    with pytest.raises(DamagedBackup, match="put in its place"):
        restore(to, tmp_path / "no", given=opened)
    assert any("000002" in said for said in check(to, given=OPEN).wrong)
    second.write_bytes(b"nothing")
    with pytest.raises(DamagedBackup, match="States that are there: 1"):
        restore(to, tmp_path / "no", given=opened)
    restore(to, tmp_path / "back", given=opened, number=1)
    assert all_of(tmp_path / "back") == wanted


def test_a_list_that_was_changed_is_found(folder: Path, tmp_path: Path, keep: Keep) -> None:
    keep()
    (listed,) = (tmp_path / "backup" / "sums").iterdir()
    listed.chmod(0o600)
    listed.write_text(listed.read_text().replace("0", "1"))
    assert check(tmp_path / "backup", given=OPEN).wrong
    del folder


def test_where_it_is_not_to_go(folder: Path, tmp_path: Path, keep: Keep) -> None:
    for inside in (folder, folder / "backup", folder.parent):
        with pytest.raises(OfAnotherCase):
            keep(to=inside)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine")
    with pytest.raises(OfAnotherCase):
        keep(to=tmp_path / "full")
    keep()
    with Case.create(tmp_path / "second", now=NOW):
        pass
    with pytest.raises(OfAnotherCase):
        backup(tmp_path / "second", tmp_path / "backup", at=NOW, tool="test", given=OPEN)
    for to in (tmp_path / "full", folder, tmp_path / "full" / "letter.txt"):
        with pytest.raises(NotEmpty):
            restore(tmp_path / "backup", to, given=OPEN)
    assert (tmp_path / "full" / "letter.txt").read_text() == "mine"
    with pytest.raises(NoBackup):
        restore(tmp_path / "full", tmp_path / "back", given=OPEN)
    with alone(tmp_path / "backup", name="backup.lock"), pytest.raises(CaseBusy, match="into the backup"):
        keep()


def test_what_is_damaged_in_the_case_is_kept_as_it_is_and_said(folder: Path, tmp_path: Path, keep: Keep) -> None:
    keep()
    with Case.open(folder) as case:
        first, *_ = case.archive.digests()
        case.archive.remove(first)
    assert keep().lost == ()  # the backup has it
    elsewhere = tmp_path / "elsewhere"
    assert keep(to=elsewhere).lost == (first,)
    with sqlite3.connect(folder / "case.db") as connection:
        connection.execute("DROP TRIGGER decisions_no_update")
        connection.execute("UPDATE decisions SET body = replace(body, 'Kim', 'Lee') WHERE seq = 1")
        connection.execute("INSERT INTO custody VALUES (99, 'of no capture', 'p', 'a', 't', 's')")
    made = keep(to=elsewhere)
    assert "was changed after it was made" in made.wrong
    back = restore(elsewhere, tmp_path / "back", given=OPEN)
    assert back.lost == (first,) and back.wrong == made.wrong
    assert all_of(tmp_path / "back").tables == all_of(folder).tables
    restore(tmp_path / "backup", tmp_path / "whole", given=OPEN, number=1)
    assert all_of(tmp_path / "whole").problems == []
