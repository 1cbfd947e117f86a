from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import characters, text

from secondsource.model import BrokenCase
from secondsource.store import About, NewerCase
from secondsource.store.about import at_home, read, set_eyes, set_places, write


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


def test_the_second_pair_of_eyes_is_set_and_nothing_else_touched(tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    write(path, About(id="ab", created="", subject="x", title="eyes = 9"))
    path.write_text(path.read_text() + '# a remark\n[reader]\nmodel = "m"\neyes = "its own"\n')
    for eyes in (2, 1, 2):
        set_eyes(path, eyes)
        assert read(path).eyes == eyes
    assert read(path).title == "eyes = 9"
    assert path.read_text().endswith('# a remark\n[reader]\nmodel = "m"\neyes = "its own"\n')
    path.write_text("eyes = 3\n" + path.read_text().partition("\n")[2])
    with pytest.raises(BrokenCase, match="eyes"):
        read(path)


def test_both_places_are_set_in_one_write_and_nothing_else_touched(tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    write(path, About(id="ab", created="", subject="x"))
    assert "captures" not in path.read_text()
    path.write_text(path.read_text() + '# a remark\n[reader]\ncaptures = "its own"\n')
    before = path.stat().st_ino
    set_places(path, database="other.db", captures="s3://bucket/x")
    assert (read(path).database, read(path).captures) == ("other.db", "s3://bucket/x")
    after = path.stat().st_ino
    set_places(path, database="other.db")
    set_places(path)
    assert path.stat().st_ino == after != before
    set_places(path, captures="")
    assert (read(path).database, read(path).captures) == ("other.db", "")
    assert path.read_text().endswith('# a remark\n[reader]\ncaptures = "its own"\n')


def test_at_home_it_names_no_server_and_no_password(tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    write(path, About(id="a", created="2016-06-08T00:00:00Z", subject="s", captures="s3://archive/kuwait"))
    text = path.read_text().replace('"case.db"', '"postgresql://kim:very-secret@db.example/kuwait"')
    path.write_text(f"{text}\n[reader]\nmodel = 'm'  # kept\n")
    home = at_home(path)
    assert path.read_text().count("very-secret") == 1 and b"very-secret" not in home and b"archive" not in home
    path.write_bytes(home)
    known = read(path)
    assert (known.database, known.captures, known.id) == ("case.db", "", "a") and home.endswith(
        b"model = 'm'  # kept\n"
    )
    assert at_home(path) == home
