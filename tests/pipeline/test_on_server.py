"""A case on a server comes to the same, byte for byte, and several programs work on it at once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text

from secondsource.model import Decision, DecisionKind
from secondsource.pipeline import rebuild, run, standstill, verify
from secondsource.pipeline.check_again import otherwise
from secondsource.pipeline.deciding import decide
from secondsource.store import Case, runs
from secondsource.subjects import Subject
from tests.postgres import Server

from .conftest import NOW, STAMP, report, state
from .rules import RuleReader


@pytest.fixture
def case(tmp_path: Path, postgres_url: str) -> Iterator[Case]:
    with Case.create(tmp_path / "case", now=STAMP, database=postgres_url) as made:
        yield made


def test_a_server_and_a_file_come_to_the_same_and_a_rebuild_to_the_same_again(
    case: Case, corpus: Path, tmp_path: Path
) -> None:
    with Case.create(tmp_path / "file", now=STAMP) as other:
        for one in (case, other):
            result = run(one, [corpus], reader=RuleReader(), now=NOW)
            assert result.claims and result.set_aside
        assert state(case) == state(other)
    before = state(case)
    assert verify(case) == []
    assert list(otherwise(case, reader=RuleReader())) == []
    rebuild(case, now=NOW, reader=RuleReader())
    assert state(case) == before
    assert run(case, [corpus], reader=RuleReader(), now=NOW).idle


def test_what_was_changed_on_the_server_is_named(case: Case, corpus: Path, postgres: Server, postgres_url: str) -> None:
    run(case, [corpus], reader=RuleReader(), now=NOW)
    postgres.ask(
        "ALTER TABLE custody DISABLE TRIGGER ALL; UPDATE custody SET at = '2001-01-01' WHERE seq = 2", postgres_url
    )
    assert {problem.kind for problem in verify(case)} == {"custody", "database"}
    postgres.ask("UPDATE claims SET body = replace(body, 'Kuwait', 'Doha')", postgres_url)
    assert "derived" in {problem.kind for problem in verify(case)}


def test_a_program_without_news_finds_nothing_to_do(case: Case, pack: Subject) -> None:
    run(case, [], now=NOW)
    with case.reading() as connection:
        seen = standstill.basis(connection)
    standstill.note(case, pack, seen)
    assert standstill.holds(case, pack)
    case.ledger.append(Decision(kind=DecisionKind.ACCEPT, object="c", who="kim", at=STAMP, why=""))
    standstill.note(case, pack, seen)
    assert not standstill.holds(case, pack), "what somebody decided meanwhile is still to be derived"


def test_two_runs_at_once_and_a_decision_in_between_both_finish(case: Case, tmp_path: Path) -> None:
    halves = []
    for half in ("a", "b"):
        folder = tmp_path / half
        folder.mkdir()
        for number in range(6):
            words = f"A driver said that {number + 20} builders stopped work in Kuwait. Nobody knew more of {half}."
            (folder / f"{half}{number}.json").write_text(report(f"{half}{number}", "Delta Wire", "2016-03-22", words))
        (folder / f"same-{half}.json").write_text(report("same", "Delta Wire", "2016-03-23", "Forty men stopped work."))
        halves.append(folder)
    gate = threading.Barrier(3)

    def half_taken(folder: Path) -> int:
        with Case.open(case.folder) as own:
            gate.wait()
            return run(own, [folder], reader=RuleReader(), now=NOW).captures

    def decided() -> None:
        with Case.open(case.folder) as own:
            gate.wait()
            decide(own, Decision(kind=DecisionKind.ACCEPT, object="c1", who="kim", at=STAMP, why=""))

    with ThreadPoolExecutor(3) as pool:
        made = [pool.submit(half_taken, folder) for folder in halves]
        pool.submit(decided).result()
        assert sum(one.result() for one in made) == 13
    assert verify(case) == []
    assert len(case.view().ledger) == 1
    after = state(case)
    assert run(case, [], reader=RuleReader(), now=NOW).idle
    rebuild(case, now=NOW, reader=RuleReader())
    assert state(case) == after


def test_what_was_read_in_a_report_that_is_another_by_now_is_not_kept(
    case: Case, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(case, [corpus / "d.txt"], reader=RuleReader(), now=NOW)
    before = state(case)

    class Slow(RuleReader):
        version = "slow"

        def read(self, report: object) -> object:
            with case.writing() as connection:
                connection.execute(text("UPDATE reports SET digest = 'other'"))
            return super().read(report)

    run(case, [], reader=Slow(), now=NOW)
    with case.writing() as connection:
        assert all(done.version != "slow" for done in runs.runs(connection, "read").values())
        runs.forget(connection, "collect")
    run(case, [], reader=RuleReader(), now=NOW)
    assert state(case) == before
