from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import characters, text

from secondsource.model import BrokenCase
from secondsource.store import About, NewerCase
from secondsource.store.about import read, write


@given(text(characters(exclude_categories=["Cs"])))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_title_comes_back(tmp_path: Path, title: str) -> None:
    about = About(id="ab", created="2016-06-08T00:00:00Z", subject="dprk_labour", title=title)
    write(tmp_path / "case.toml", about)
    assert read(tmp_path / "case.toml") == about
    assert tomllib.loads((tmp_path / "case.toml").read_text(encoding="utf-8"))["title"] == title


def test_a_case_of_tomorrow_is_left_alone(tmp_path: Path) -> None:
    write(tmp_path / "case.toml", About(id="ab", created="", subject="x", format=2))
    with pytest.raises(NewerCase):
        read(tmp_path / "case.toml")


@pytest.mark.parametrize("words", ["id = ", 'title = "only"', "\x00"])
def test_a_damaged_file_is_named(tmp_path: Path, words: str) -> None:
    (tmp_path / "case.toml").write_text(words)
    with pytest.raises(BrokenCase, match=r"case\.toml"):
        read(tmp_path / "case.toml")
