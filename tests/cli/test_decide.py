"""`decide`: what a person decides stands, is kept, and can be taken back."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from secondsource.store import Case

from .conftest import call

WHO = ("--who", "M. Weiss", "--why", "I was there")


@pytest.fixture
def case(made: Path, tmp_path: Path) -> Path:
    """A copy of the case that may be changed."""
    return Path(shutil.copytree(made, tmp_path / "case"))


def view(case: Path):
    with Case.open(case) as open_case:
        return open_case.view()


def strike(case: Path):
    return next(c for c in view(case).claims if c.type == "WORK_STOPPAGE")


def decide(case: Path, *words: object, code: int = 0):
    result = call("decide", *words, "--case", case)
    assert result.exit_code == code, result.output
    return result


def test_a_claim_is_split_by_the_name_of_a_report_and_merged_again(case: Path) -> None:
    before = strike(case)
    assert len(before.reports) == 2
    shown = decide(case, "split", before.id[:8], "b", *WHO).stdout
    parts = [c for c in view(case).claims if c.type == "WORK_STOPPAGE"]
    assert sorted(len(c.reports) for c in parts) == [1, 1]
    assert all(c.id in shown for c in parts)
    decide(case, "merge", parts[0].id, parts[1].id, *WHO)
    assert strike(case).mentions == before.mentions


def test_an_undo_brings_back_what_was_and_stays_in_the_ledger(case: Path) -> None:
    before = strike(case)
    decide(case, "split", before.id, "b", *WHO)
    decide(case, "undo", "1", *WHO)
    assert strike(case) == before
    assert [e.decision.kind.value for e in view(case).ledger] == ["split", "undo"]
    assert call("verify", "--case", case).exit_code == 0


def test_a_cut_relay_makes_two_origins_of_one(case: Path) -> None:
    before = view(case).support(strike(case).id)
    decide(case, "relay", "b", "a", "--cut", *WHO)
    after = view(case).support(strike(case).id)
    assert after.at_most > before.at_most
    decide(case, "undo", "1", *WHO)
    assert view(case).support(strike(case).id) == before


def test_an_overridden_grade_names_who_set_it_and_keeps_the_programs_own(case: Path) -> None:
    own = view(case).grade(strike(case).id)
    shown = decide(case, "grade", strike(case).id, "b2", *WHO)
    grade = view(case).grade(strike(case).id)
    assert (grade.letter, grade.digit) == ("B", 2)
    assert grade.why[0].startswith("Set to B2 by a person on ")
    assert grade.why[0].endswith(": I was there.")
    assert grade.why[1] == f"The program's own is {own.letter}{own.digit}."
    assert "grade B2" in shown.stdout
    assert "diagonal" not in shown.stderr


def test_a_grade_on_the_diagonal_without_a_reason_is_warned_of(case: Path) -> None:
    warned = decide(case, "grade", strike(case).id, "B2", "--who", "M. Weiss")
    assert "diagonal" in warned.stderr
    assert "diagonal" not in decide(case, "grade", strike(case).id, "B3", "--who", "M. Weiss").stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("merge", "c", "c", *WHO), "could be"),
        (("split", "STRIKE", "nothing", *WHO), "has no mention"),
        (("split", "STRIKE", "a", "b", *WHO), "Nothing would be left"),
        (("relay", "a", "b", "--cut", *WHO), "no relay"),
        (("grade", "STRIKE", "G9", *WHO), "is no grade"),
        (("undo", "77", *WHO), "no decision"),
        (("split", "STRIKE", "b", "--who", "M. Weiss", "--why", " "), "Say why"),
        (("split", "STRIKE", "b", "--who", " ", "--why", "x"), "Say who"),
    ],
)
def test_what_cannot_be_decided_is_said_in_one_sentence_and_changes_nothing(
    case: Path, words: tuple[str, ...], says: str
) -> None:
    before = view(case)
    result = decide(case, *(strike(case).id if w == "STRIKE" else w for w in words), code=1)
    assert says in result.stderr
    assert view(case) == before


def test_decisions_are_listed(case: Path) -> None:
    decide(case, "grade", strike(case).id, "C4", *WHO)
    (row,) = [json.loads(line) for line in call("show", "--decisions", "--json", "--case", case).stdout.splitlines()]
    assert (row["decision"]["kind"], row["decision"]["who"]) == ("override", "M. Weiss")


def test_a_cut_relay_is_not_a_decision_whose_object_has_gone(case: Path) -> None:
    decide(case, "relay", "b", "a", "--cut", *WHO)
    assert view(case).unmet == ()


def test_what_was_read_is_corrected_rejected_and_undone(case: Path) -> None:
    before = view(case)
    strike = next(m for m in before.mentions if m.type == "WORK_STOPPAGE")
    by = ("--who", "M. Weiss", "--why", "the table says so", "--case", case)
    result = call("decide", "correct", strike.id, "when=2016-03-20", "number=workers=70..80", *by)
    assert result.exit_code == 0, result.output
    after = view(case)
    assert str(after.mention(strike.id).when.date) == "2016-03-20"
    claim = after.claim(after.claim_of(strike.id))
    assert "2016-03-20" in {value.value for value in claim.values if value.attribute == "when"}
    assert [d.kind.value for d in after.decided(strike.id)] == ["correct"]
    assert call("verify", "--case", case).exit_code == 0
    assert call("decide", "undo", str(len(after.ledger)), *by).exit_code == 0
    assert view(case).claims == before.claims
    assert view(case).mentions == before.mentions

    statement = before.statement(strike.statement)
    assert call("decide", "reject", statement.id, *by).exit_code == 0
    assert view(case).mention(strike.id) is None
    assert call("decide", "accept", before.statements[-1].id, "--who", "M. Weiss", "--case", case).exit_code == 0


def test_a_report_gets_the_outlet_and_day_that_a_person_gives_it(case: Path) -> None:
    before = view(case)
    by = ("--who", "M. Weiss", "--why", "the print edition", "--case", case)
    result = call("decide", "correct", "b", "outlet=Delta Wire", "published=2016-04-02", *by)
    assert result.exit_code == 0, result.output
    assert "Delta Wire, 2016-04-02, language en" in result.stdout
    now = next(r for r in view(case).reports if r.name == "b")
    assert (now.outlet.value, now.published.value, now.outlet.how.value) == ("Delta Wire", "2016-04-02", "decided")
    assert call("verify", "--case", case).exit_code == 0
    assert call("decide", "undo", "1", *by).exit_code == 0
    assert (view(case).readings, view(case).claims) == (before.readings, before.claims)


def test_a_report_that_is_not_there_is_said(case: Path) -> None:
    result = call("decide", "correct", "nosuch.txt", "outlet=x", "--who", "M.", "--why", "test", "--case", case)
    assert result.exit_code == 1 and "no statement, event or report “nosuch.txt”" in result.stderr


@pytest.mark.parametrize("pair", ["published=soon", "title=x", "language=English", "outlet"])
def test_what_does_not_fit_a_report_is_said(pair: str, case: Path) -> None:
    result = call("decide", "correct", "b", pair, "--who", "M. Weiss", "--why", "test", "--case", case)
    assert result.exit_code == 1 and result.stderr.startswith("secondsource: ")
    assert view(case).ledger == ()


@pytest.mark.parametrize(
    "words",
    [
        ("correct", "nothing.s1-2", "basis=told"),
        ("correct", "{item}", "basis"),
        ("correct", "{item}", "basis=guessed"),
        ("correct", "{event}", "type=PARTY"),
        ("reject", "nothing.e1-2-X"),
    ],
)
def test_a_correction_that_fits_nothing_is_said(words: tuple[str, ...], case: Path) -> None:
    with Case.open(case) as open_case:
        before = open_case.view()
    told = [w.format(item=before.statements[0].id, event=before.mentions[0].id) for w in words]
    result = call("decide", *told, "--who", "M. Weiss", "--why", "test", "--case", case)
    assert result.exit_code == 1
    assert result.stderr.startswith("secondsource: ")
    with Case.open(case) as open_case:
        assert open_case.view().ledger == before.ledger
