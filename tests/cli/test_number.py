"""`number`: where a figure came from, in the terminal and as a picture."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from typer.testing import Result

Ask = Callable[..., Result]


def test_the_history_of_a_number_down_a_time_axis(ask: Ask) -> None:
    shown = ask("number", "40 workers").stdout
    first, second = (
        next(n for n, line in enumerate(shown.splitlines()) if day in line) for day in ("2016-03-19", "2016-03-20")
    )
    assert first < second
    assert "The Harbour Post states 36–44 workers, the first in the case" in shown
    assert "Gulf Courier repeats it from The Harbour Post" in shown
    assert "“Some 40”" in shown


def test_as_json_one_history_a_line(ask: Ask) -> None:
    (row,) = [json.loads(line) for line in ask("number", "40 workers", "--json").stdout.splitlines()]
    assert [s["use"] for s in row["stated"]] == ["first", "repeats"]


def test_the_picture_is_svg_with_a_title_and_says_every_row(ask: Ask, tmp_path: Path) -> None:
    target = tmp_path / "number.svg"
    ask("number", "40 workers", "--svg", target)
    root = ET.fromstring(target.read_text(encoding="utf-8"))
    words = " ".join(root.itertext())
    assert root.tag.endswith("svg")
    assert "Where 36–44 workers came from" in words
    assert words.count("Gulf Courier repeats it from The Harbour Post") == 2  # drawn, and said for those who hear it
    assert "script" not in target.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "says"), [("hello", "gives no number"), ("41 workers", "Near it stand"), ("3 kg", "no")]
)
def test_what_is_no_number_or_not_in_the_case_is_said_in_one_sentence(ask: Ask, words: str, says: str) -> None:
    result = ask("number", words)
    assert result.exit_code == 1
    assert says.casefold() in result.stderr.casefold()
    assert result.stdout == ""


def test_hostile_names_cannot_break_the_picture(tmp_path: Path) -> None:
    from .conftest import call, report

    folder = tmp_path / "in"
    folder.mkdir()
    text = "Some 40 North Korean builders stopped work in Kuwait on March 18, a foreman said on Saturday."
    (folder / "a.json").write_text(report("a", "</text><script>alert(1)</script>", "2016-03-19", text))
    call("run", folder, "--case", tmp_path / "case")
    target = tmp_path / "n.svg"
    result = call("number", "40 workers", "--svg", target, "--case", tmp_path / "case")
    assert result.exit_code == 0, result.output
    assert "<script" not in target.read_text(encoding="utf-8")
    ET.fromstring(target.read_text(encoding="utf-8"))
