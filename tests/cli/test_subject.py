from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import call

FILE = """type: WORK_STOPPAGE
examples:
- text: Forty builders went on strike on 3 May.
  published: 2016-05-10
  events: [{trigger: went on strike}]
- text: The clock in the hall fell silent.
  published: 2016-05-10
  events: [{trigger: fell silent}]
- text: The men walked out of the cinema when the film was over.
  published: 2016-05-10
  why: leaving a place
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "work-stoppage.yaml").write_text(FILE)
    return tmp_path


def test_what_is_found_missed_and_false_is_counted(folder: Path) -> None:
    (row,) = map(json.loads, call("subject", "test", "--examples", folder, "--json", "--failures").stdout.splitlines())
    assert (row["type"], row["told"], row["found"]) == ("WORK_STOPPAGE", 2, 1)
    assert [f["missed"] for f in row["failures"] if f["missed"]] == [["fell silent"]]
    assert row["recall"] == 0.5


def test_failures_are_told_with_their_text(folder: Path) -> None:
    said = call("subject", "test", "WORK_STOPPAGE", "--examples", folder, "--failures").stdout
    assert "missed “fell silent” in: The clock in the hall fell silent." in said


def test_a_type_below_the_wish_ends_with_a_code(folder: Path) -> None:
    assert call("subject", "test", "--examples", folder, "--at-least", "0.9").exit_code == 4
    assert call("subject", "test", "--examples", folder, "--at-least", "0.1").exit_code == 0


def test_what_has_no_examples_is_said(folder: Path) -> None:
    for words in (("WORK_STOPAGE",), ("DENIAL",)):
        result = call("subject", "test", *words, "--examples", folder)
        assert result.exit_code == 1
        assert "There are no examples of" in result.stderr


def test_an_empty_folder_has_none(tmp_path: Path) -> None:
    assert call("subject", "test", "--examples", tmp_path).exit_code == 1


def test_a_pack_that_holds_together_is_told_part_by_part() -> None:
    result = call("subject", "check", "--subject", "uyghur_labour", "--json")
    assert result.exit_code == 0
    said = {row["part"]: row["said"] for row in map(json.loads, result.stdout.splitlines())}
    assert said["provisions"] == "9 provisions"


def small_pack(folder: Path, kind: str = "number") -> Path:
    (folder / "mine").mkdir()
    (folder / "mine" / "subject.yaml").write_text("id: mine\nbase: dprk_labour\n")
    (folder / "mine" / "law_vocabulary.yaml").write_text(f"facts:\n- {{name: ship.length, type: {kind}, meaning: m}}\n")
    return folder / "mine"


def test_a_fault_of_a_pack_ends_with_a_code(tmp_path: Path) -> None:
    result = call("subject", "check", "--subject", small_pack(tmp_path, "numeral"))
    assert result.exit_code == 4
    assert "facts\tNO\tlaw_vocabulary.yaml: facts.ship.length: there is no type 'numeral'" in result.stdout


CASES = Path(__file__).parents[1] / "law" / "uyghur_cases.yaml"


def test_golden_cases_that_hold_are_counted() -> None:
    result = call("subject", "cases", CASES, "--subject", "uyghur_labour")
    assert result.exit_code == 0
    assert result.stdout == "36 cases, 57 outcomes, 0 other than expected.\n"


def test_a_golden_case_that_does_not_hold_is_shown_and_ends_with_a_code(tmp_path: Path) -> None:
    text = CASES.read_text(encoding="utf-8").replace("US-UFLPA-3A: not_in_force", "US-UFLPA-3A: breach", 1)
    (tmp_path / "cases.yaml").write_text(text, encoding="utf-8")
    result = call("subject", "cases", tmp_path / "cases.yaml", "--subject", "uyghur_labour")
    assert result.exit_code == 4
    assert result.stdout.splitlines()[1].split("\t")[:4] == ["U001", "US-UFLPA-3A", "breach", "not_in_force"]
    rows = call("subject", "cases", tmp_path / "cases.yaml", "--subject", "uyghur_labour", "--json").stdout.splitlines()
    assert [json.loads(row)["provision"] for row in rows] == ["US-UFLPA-3A"]


def test_a_pack_without_cases_says_so(tmp_path: Path) -> None:
    result = call("subject", "cases", "--subject", small_pack(tmp_path))
    assert result.exit_code == 1
    assert "no cases.yaml" in result.stderr
