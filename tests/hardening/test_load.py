"""What the pressed day notices; the day itself is lived by `python -m hardening.load`."""

from __future__ import annotations

import random
from email.message import Message
from pathlib import Path
from urllib.error import HTTPError

import pytest

from hardening.load import HOURS, Day, checked, told
from hardening.person import Person
from secondsource.model import Decision, DecisionKind
from secondsource.store import Case
from tests.watch.site import serving

NOW = "2026-03-01T00:00:00Z"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Case.create(tmp_path / "case", now=NOW) as case:
        case.ledger.append(Decision(kind=DecisionKind.ACCEPT, object="c1", who="Min", at=NOW, why="kept"))
    return tmp_path / "case"


def test_what_fails_is_noted_with_its_words_and_what_does_not_with_its_time(capsys: pytest.CaptureFixture[str]) -> None:
    day = Day(length=60)
    day.timed("page", lambda: None)
    day.timed("page", lambda: 1 // 0)
    assert len(day.took["page", 0]) == 1 and day.failed == [
        "page: ZeroDivisionError: integer division or modulo by zero"
    ]
    assert told(day, 1) == 1 and "FAILED page: ZeroDivisionError" in capsys.readouterr().out


@pytest.mark.parametrize(("code", "failures"), [(404, 0), (500, 1)])
def test_a_claim_that_became_another_is_no_failure_and_a_fault_is(code: int, failures: int) -> None:
    day = Day(length=60)

    def act() -> None:
        raise HTTPError("http://127.0.0.1/claims/c1", code, "no", Message(), None)

    day.timed("claim", act)
    assert len(day.failed) == failures and len(day.took["gone", 0]) == 1 - failures


def test_a_lost_decision_and_memory_that_grows_are_failures(folder: Path) -> None:
    day = Day(length=60, memory=[100.0] * HOURS, decided=["kept"])
    checked(day, folder, reports=0)
    assert day.failed == []
    day.decided.append("lost")
    day.memory[-1] = 130.0
    checked(day, folder, reports=1)
    assert day.failed == [
        "lost decision: lost",
        "only 0 reports are in the case",
        "the desk's memory grew from 100 to 130 MB",
    ]


def test_a_person_who_is_shown_the_door_has_no_page() -> None:
    with serving() as site:
        site.lead("/claims/c1", "/login?back=/claims/c1")
        site.paths["/login?back=/claims/c1"] = b"<html><form action=/login></form></html>"
        site.paths["/"] = (
            b"<html><main><a href='/claims/c1?q=a/b#top'>x</a><a href=/claims/c1/decide>y</a><a href=/law>z</a></main></html>"
        )
        person = Person(site.port)
        with pytest.raises(ValueError, match="not signed in"):
            person.get("/claims/c1")
        assert person.claims("/") == ["/claims/c1"]
        assert person.send("/", "/grade", {"why": "x"}) is False


def test_pauses_end_with_the_day() -> None:
    day = Day(length=60)
    day.over.set()
    day.rest(random.Random(1), mean=1e6)
