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
