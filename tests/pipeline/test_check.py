from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from secondsource.model import Decision, DecisionKind, Ref, Span
from secondsource.pipeline import rebuild, run, verify
from secondsource.pipeline.check import loose
from secondsource.store import Case
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
