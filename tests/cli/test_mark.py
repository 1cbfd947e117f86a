"""`mark`: a marking stands, is shown, and can be taken back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from secondsource.model import Marking
from secondsource.store import Case

from .conftest import call

WHO = ("--who", "M. Weiss", "--why", "given in confidence")


@pytest.fixture
def case(made: Path, tmp_path: Path) -> Path:
    """A copy of the case that may be changed."""
    return Path(shutil.copytree(made, tmp_path / "case"))


def view(case: Path):
    with Case.open(case) as open_case:
        return open_case.view()


def mark(case: Path, *words: object, code: int = 0):
    result = call("mark", *words, "--case", case)
    assert result.exit_code == code, result.output
    return result


def test_a_report_is_marked_by_name_or_id_and_its_claims_with_it(case: Path) -> None:
    said = mark(case, "b", "tlp:amber+strict", *WHO).stdout
    assert "b is marked TLP:AMBER+STRICT" in said
    assert "decide undo 1" in said
    seen = view(case)
    (report,) = [r for r in seen.reports if r.name == "b"]
    assert seen.marking_of_report(report.id) is seen.marking is Marking.AMBER_STRICT
    strike = next(c for c in seen.claims if c.type == "WORK_STOPPAGE")
    assert "marking: TLP:AMBER+STRICT" in call("show", strike.id, "--case", case).stdout
    listed = call("show", "--case", case)
    assert "AMBER+STRICT" in listed.stdout
    assert "The whole is TLP:AMBER+STRICT" in listed.stderr
    assert "mark" in call("show", "--decisions", "--case", case).stdout
    mark(case, report.id, "RED", *WHO)
    assert view(case).marking is Marking.RED


def test_a_report_under_a_stricter_case_is_told_to_count_as_the_case(case: Path) -> None:
    assert "The case is marked TLP:AMBER:" in mark(case, "case", "AMBER", *WHO).stdout
    assert "It counts as TLP:AMBER, as the case does." in mark(case, "a", "GREEN", *WHO).stdout
    assert "It counts" not in mark(case, "a", "RED", *WHO).stdout


def test_a_marking_is_taken_back_like_any_decision(case: Path) -> None:
    mark(case, "a", "RED", *WHO)
    assert call("decide", "undo", "1", *WHO, "--case", case).exit_code == 0
    assert view(case).marking is None
    assert call("verify", "--case", case).exit_code == 0


def test_where_nothing_is_marked_it_says_so(case: Path) -> None:
    claim = view(case).claims[0].id
    assert "marking: not marked" in call("show", claim, "--case", case).stdout
    listed = call("show", "--case", case)
    assert "tlp" not in listed.stdout
    assert "The whole is" not in listed.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("b", "PURPLE", *WHO), "TLP:AMBER+STRICT"),
        (("nobody", "RED", *WHO), "no report “nobody”"),
        (("Harbour", "RED", *WHO), "Write one of a."),
        (("b", "RED", "--who", " ", "--why", "x"), "Say who decides"),
        (("b", "RED", "--who", "M. Weiss", "--why", ""), "Say why"),
    ],
)
def test_what_cannot_be_marked_is_said_in_a_sentence(case: Path, words: tuple[str, ...], said: str) -> None:
    assert said in mark(case, *words, code=1).stderr
    assert view(case).ledger == ()
