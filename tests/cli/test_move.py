from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from .conftest import call


@pytest.fixture
def case(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "case")
    return tmp_path / "case"


def test_it_says_where_everything_is_and_that_the_old_place_is_kept(case: Path) -> None:
    nas = (case.parent / "nas").as_uri()
    result = call("move", "--database", "other.db", "--captures", nas, "--case", case)
    assert result.exit_code == 0, result.output
    assert "The tables are in other.db" in result.output
    assert "3 captures, hashed again there" in result.output
    assert f"secondsource move --remove-old --case {case}" in result.output
    assert (case / "case.db").exists() and (case / "captures").exists()
    assert call("verify", "--case", case).exit_code == 0
    result = call("move", "--remove-old", "--case", case)
    assert result.output == f"Taken away: case.db.\nTaken away: {case / 'captures'}.\n"
    assert not (case / "case.db").exists() and not (case / "captures").exists()
    assert call("verify", "--case", case).exit_code == 0
    assert call("move", "--remove-old", "--case", case).output == "No move has left anything.\n"


def test_quiet_says_nothing(case: Path) -> None:
    assert call("move", "--database", "other.db", "--remove-old", "--quiet", "--case", case).output == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "Say where to"),
        (["--database", "case.db"], "stands there already"),
        (["--captures", "captures"], "stands there already"),
        (["--captures", "ftp://host/x"], "Name one of these"),
        (["--database", "office.db"], "no name for the database"),
        (["--database", "postgresql://kim:very-secret@127.0.0.1:1/x"], "Leave the password out"),
        (["--database", "mysql://host/x"], "names no database"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(case: Path, words: list[str], said: str) -> None:
    result = call("move", *words, "--case", case)
    assert result.exit_code == 1
    assert said in str(result.output) + str(result.exception) and "very-secret" not in result.output
