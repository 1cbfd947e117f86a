from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from typer.testing import Result

from .conftest import call

Ask = Callable[..., Result]


def test_what_was_set_aside_is_said_and_shows_in_the_exit_code(ask: Ask, corpus: Path) -> None:
    again = ask("run", corpus)
    assert again.exit_code == 3
    assert "Nothing new" in again.stdout
    assert "set aside: empty.txt" in again.stderr


def test_a_run_in_which_all_can_be_read_ends_with_nothing_to_report(ask: Ask, corpus: Path) -> None:
    assert ask("run", corpus / "a.json").exit_code == 0
    quiet = ask("run", corpus / "a.json", "--quiet")
    assert (quiet.exit_code, quiet.output) == (0, "")


def test_a_run_as_json(ask: Ask, corpus: Path) -> None:
    told = json.loads(ask("run", corpus, "--json").stdout)
    assert (told["captures"], told["read"]) == (0, 0)
    assert [item["name"] for item in told["set_aside"]] == ["empty.txt"]


def test_a_rebuild_ends_with_what_is_set_aside(ask: Ask) -> None:
    result = ask("rebuild")
    assert result.exit_code == 3
    assert "2 reports read" in result.stdout


def test_a_path_that_is_not_there_is_set_aside(tmp_path: Path, corpus: Path) -> None:
    result = call("run", tmp_path / "nothing.txt", corpus / "a.json", "--case", tmp_path / "case")
    assert result.exit_code == 3
    assert "no such file" in result.stderr


def test_where_there_is_nothing_to_read_no_case_is_made(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for path in ("empty", "nothing.txt"):
        result = call("run", tmp_path / path, "--case", tmp_path / "case")
        assert (result.exit_code, "there is no file to read" in result.stderr) == (1, True)
        assert not (tmp_path / "case").exists()


def test_a_folder_with_other_files_is_no_place_for_a_case(tmp_path: Path, corpus: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    result = call("run", corpus, "--case", tmp_path)
    assert result.exit_code == 1
    assert result.stderr.startswith("secondsource: ")
    assert result.stderr.count("\n") == 1
