from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from secondsource.model import Decision, DecisionKind, Grade, Ref, Span
from secondsource.pipeline import rebuild, run, verify
from secondsource.pipeline.check import loose
from secondsource.pipeline.check_again import otherwise
from secondsource.store import Case, derived, runs
from secondsource.store.office import Office
from secondsource.store.office.record import Deed, Entry

from .conftest import NOW, STAMP, state
from .rules import RuleReader


@pytest.fixture
def case(tmp_path: Path, corpus: Path) -> Case:
    made = Case.create(tmp_path / "case", now=STAMP)
    for number in range(3):
        made.ledger.append(Decision(kind=DecisionKind.ACCEPT, object=f"c{number}", who="Min", at=STAMP, why=""))
    run(made, [corpus], reader=RuleReader(), now=NOW)
    assert verify(made) == []
    return made


def _sql(text: str) -> Callable[[Case], None]:
    def act(case: Case) -> None:
        with case.writing() as connection:
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            for statement in text.split(";"):
                connection.exec_driver_sql(statement)

    return act


def _flip(case: Case) -> None:
    path = case.archive.path(next(case.archive.digests()))
    path.chmod(0o600)
    data = bytearray(path.read_bytes() or b"x")
    data[0] ^= 1
    path.write_bytes(bytes(data))


def _lose(case: Case) -> None:
    case.archive.path(next(case.archive.digests())).unlink()


@pytest.mark.parametrize(
    ("harm", "kind", "mendable"),
    [
        (_flip, "capture", False),
        (_lose, "capture", False),
        (_sql("DROP TRIGGER custody_no_delete; DELETE FROM custody WHERE seq = 1"), "capture", False),
        (_sql("DROP TRIGGER custody_no_delete; DELETE FROM custody WHERE seq = 1"), "custody", False),
        (
            _sql("DROP TRIGGER custody_no_update; UPDATE custody SET at = '2001-01-01T00:00:00Z' WHERE seq = 2"),
            "custody",
            False,
        ),
        (_sql("UPDATE captures SET name = 'another.txt'"), "custody", False),
        (_sql("DROP TRIGGER decisions_no_delete; DELETE FROM decisions WHERE seq = 2"), "ledger", False),
        (_sql("UPDATE reports SET body = replace(body, 'forty', 'fifty')"), "report", True),
        (_sql("UPDATE reports SET body = '{}'"), "report", True),
        (_sql("UPDATE statements SET body = replace(body, 'told', 'read')"), "reading", True),
        (_sql("DELETE FROM mentions"), "reading", True),
        (_sql("UPDATE statements SET body = replace(body, '\"end\":', '\"end\":9999')"), "span", True),
        (_sql("UPDATE claims SET body = 'no json'"), "derived", True),
        (_sql("UPDATE claims SET title = 'another'"), "derived", True),
        (_sql("UPDATE supports SET at_most = at_most + 1"), "derived", True),
        (_sql("UPDATE grades SET body = replace(body, '\"digit\":', '\"digit\":1')"), "derived", True),
        (_sql("DELETE FROM supports WHERE seq = (SELECT min(seq) FROM supports)"), "derived", True),
        (_sql("DELETE FROM claim_mentions"), "derived", True),
        (_sql("UPDATE reports SET outlet = 'another'"), "report", True),
        (_sql("UPDATE mentions SET country = 'QA'"), "report", True),
        (_sql("DELETE FROM reports WHERE part = 1"), "report", True),
        (_sql("DROP TRIGGER custody_no_delete"), "database", False),
    ],
)
def test_whatever_is_changed_is_found_and_what_is_derived_can_be_made_again(
    case: Case, harm: Callable[[Case], None], kind: str, mendable: bool
) -> None:
    before = state(case)
    harm(case)
    problems = verify(case)
    assert kind in {problem.kind for problem in problems}
    assert all(problem.sentence.endswith(".") for problem in problems)
    if mendable:
        rebuild(case, reader=RuleReader(), now=NOW)
        assert verify(case) == []
        assert state(case) == before


def test_what_was_changed_together_with_its_digest_comes_out_otherwise_when_it_is_derived_again(case: Case) -> None:
    assert list(otherwise(case, reader=RuleReader())) == []
    with case.writing() as connection:
        body, seq = connection.exec_driver_sql("SELECT body, seq FROM grades ORDER BY seq").first()
        forged = re.sub(r'"digit":\d', '"digit":1', body)
        assert forged != body
        connection.exec_driver_sql("UPDATE grades SET body = ?, digit = 1 WHERE seq = ?", (forged, seq))
        whole = f"[{','.join(derived.bodies(connection, Grade))}]"
        connection.exec_driver_sql("UPDATE stage_runs SET output = ? WHERE stage = 'weigh'", (runs.digest([whole]),))
    before = state(case)
    assert verify(case) == []
    ((name, sentence),) = otherwise(case, reader=RuleReader())
    assert name == "case" and "weigh" in sentence and state(case) == before


def test_a_record_of_the_office_that_was_changed_is_found(case: Case) -> None:
    office = Office(case.folder)
    for number in range(3):
        office.record.add(Entry(who="Min", at=STAMP, act=Deed.OPENED, object=f"r{number}"))
    assert verify(case) == []
    with office.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER record_no_delete")
        connection.exec_driver_sql("DELETE FROM record WHERE seq = 2")
    office.close()
    (problem,) = verify(case)
    assert problem.kind == "record" and "removed" in problem.sentence


def test_a_span_of_another_report_is_measured_by_that_report() -> None:
    assert list(loose(Ref("a", Span(0, 4)), {"a": 4})) == []
    assert len(list(loose((Ref("a", Span(0, 5)), {"k": Ref("b", Span(0, 1))}), {"a": 4}))) == 2
