"""Lists into a case, and what is asked of them there."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from secondsource.model import Decision, DecisionKind
from secondsource.pipeline import run
from secondsource.pipeline.screening import decisions, named, register, screen_case, screen_names, take_lists
from secondsource.screen import Kind, decision_on
from secondsource.store import Case
from secondsource.subjects import Subject

from .conftest import NOW, STAMP, report
from .rules import RuleReader

LISTS = Path(__file__).parents[1] / "screen" / "lists"
TEXT = (
    "A foreman said that men stopped work in Kuwait. Ambassador Ha Ryong Sok praised Example Lantern Trading. He left."
)
MAIL = (
    "From: Ha Ryong Sok <ha@example.org>\nTo: desk@example.org\nSubject: Builders\nDate: Mon, 20 Mar 2017 10:00:00 +0000\n"
    "Content-Type: text/plain; charset=utf-8\n\nAmbassador Kim Sung Ho met the builders of Example Lantern Trading in Kuwait last week.\n\nYours,\nHa Ryong Sok\n"
)


@pytest.fixture
def case(tmp_path: Path):
    with Case.create(tmp_path / "case", now=STAMP) as made:
        yield made


def files(*names: str) -> dict[str, bytes]:
    return {name: (LISTS / name).read_bytes() for name in names}


def test_good_files_are_taken_and_bad_ones_set_aside(case: Case):
    taken, aside = take_lists(
        case,
        {**files("un_2018-10-29.xml"), "x.zip": b"PK\x03\x04", "cut.xml": b"<CONSOLIDATED_LIST>"},
        now=datetime(2020, 1, 1, tzinfo=UTC),
    )
    assert [t.held.as_of for t in taken] == ["2018-10-29"]
    assert sorted(item.name for item in aside) == ["cut.xml", "x.zip"]
    assert all(item.digest for item in aside)


def test_parts_of_two_days_are_set_aside_together_and_the_rest_goes_on(case: Case):
    data = files("sdn.csv", "un_2018-10-29.xml")
    taken, aside = take_lists(
        case, {**data, "older.csv": data["sdn.csv"]}, now=datetime(2020, 1, 1, tzinfo=UTC), as_of=date(2019, 1, 1)
    )
    assert [t.held.list for t in taken] == ["un"]
    assert sorted(item.name for item in aside) == ["older.csv", "sdn.csv"]


def test_taking_in_twice_keeps_one(case: Case):
    now = datetime(2020, 1, 1, tzinfo=UTC)
    first, _ = take_lists(case, files("un_2018-10-29.xml"), now=now)
    second, _ = take_lists(case, files("un_2018-10-29.xml"), now=datetime(2020, 2, 2, tzinfo=UTC))
    assert (first[0].new, second[0].new) == (True, False)
    assert len(case.lists.all()) == 1


def test_the_files_own_day_stands(case: Case):
    (taken,), _ = take_lists(
        case, files("un_2018-10-29.xml"), now=datetime(2020, 1, 1, tzinfo=UTC), as_of=date(2019, 1, 1)
    )
    assert (taken.held.as_of, taken.held.how) == ("2018-10-29", "stated")
    assert "that day is kept" in taken.aside[0]


def test_a_list_of_another_form_is_refused(case: Case):
    _, aside = take_lists(case, files("un_2018-10-29.xml"), now=datetime(2020, 1, 1, tzinfo=UTC), form="ofac")
    assert aside[0].error == "NotAList"


def test_of_two_files_of_one_day_the_later_speaks(case: Case, pack: Subject):
    data = files("un_2018-10-29.xml")["un_2018-10-29.xml"]
    take_lists(case, {"a.xml": data}, now=datetime(2020, 1, 1, tzinfo=UTC))
    take_lists(case, {"b.xml": data.replace(b"KPe.050", b"KPe.950")}, now=datetime(2020, 2, 1, tzinfo=UTC))
    lists, held, broken = register(case, pack)
    assert (len(held), broken) == (1, ())
    assert lists.entry("un", "KPe.950") is not None
    assert lists.entry("un", "KPe.050") is None
    assert len(case.lists.all()) == 2


def test_senders_of_mail_are_never_screened(case: Case, tmp_path: Path, pack: Subject):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "m.eml").write_text(MAIL)
    (tmp_path / "in" / "a.json").write_text(report("a", "The Harbour Post", "2017-03-19", TEXT))
    run(case, [tmp_path / "in"], reader=RuleReader(), now=NOW)
    names = named(case.view(), pack)
    assert [n.key for n in names.found if n.kind is Kind.PERSON] == []
    assert "example lantern trading" in {n.key for n in names.found}
    assert names.left_out >= 2


def test_a_decision_on_a_name_makes_nothing_else_stale(case: Case, tmp_path: Path, pack: Subject):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.json").write_text(report("a", "The Harbour Post", "2017-03-19", TEXT))
    run(case, [tmp_path / "in"], reader=RuleReader(), now=NOW)
    case.ledger.append(
        decision_on("Example Lantern Trading", Kind.BODY, "un:TESTe.009", same=True, who="T", at=STAMP, why="w")
    )
    assert run(case, [tmp_path / "in"], reader=RuleReader(), now=NOW).stages == ()
    assert case.view().unmet == ()
    found = screen_case(case, pack, date(2021, 1, 1))
    assert [gone for _, gone in found.unmet] == ["no list that is held has un:TESTe.009"]
    take_lists(case, files("un_2017-01-10.xml"), now=datetime(2020, 1, 1, tzinfo=UTC))
    assert screen_case(case, pack, date(2021, 1, 1)).unmet == ()


def test_an_undone_decision_is_out_of_force(case: Case):
    kept = case.ledger.append(decision_on("X Bank", Kind.BODY, "un:1", same=True, who="T", at=STAMP, why="w"))
    assert len(decisions(case.ledger.entries())) == 1
    case.ledger.append(Decision(kind=DecisionKind.UNDO, object=kept.hash, who="T", at=STAMP, why="w"))
    assert decisions(case.ledger.entries()) == {}


def test_single_names_say_why_they_were_not_asked(case: Case, pack: Subject):
    answers = screen_names(
        case,
        pack,
        [
            ("Ha Song Min", None, ""),
            ("Ha Song Min", Kind.PERSON, ""),
            ("Ha Song Min", None, "minister"),
            ("Air Koryo", None, ""),
        ],
        date(2020, 1, 1),
    ).answers
    assert ["--office" in answer.left_out for answer in answers] == [True, True, False, False]
    assert answers[3].matches
