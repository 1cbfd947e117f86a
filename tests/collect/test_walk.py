from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from secondsource.collect import Entry, walk
from secondsource.model import SetAside


def kinds(paths, **options):
    return [(i.name, "entry" if isinstance(i, Entry) else i.error) for i in walk(paths, **options)]


def test_folders_are_read_to_the_bottom_in_the_order_of_names_without_hidden_files(tmp_path: Path):
    for name in ("b.txt", "a/z.txt", "a/c.html", ".hidden", ".git/x"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [name for name, _ in kinds([tmp_path])] == ["a/c.html", "a/z.txt", "b.txt"]


def test_what_systems_and_open_word_processors_leave_is_passed_over(tmp_path: Path):
    for name in ("Thumbs.db", "desktop.ini", "~$note.docx", "note.docx"):
        (tmp_path / name).write_text("x")
    assert [item.name for item in walk([tmp_path])] == ["note.docx"]


def test_patterns_and_repeated_paths_give_each_file_once(tmp_path: Path):
    for name in ("one.txt", "two.txt", "three.md"):
        (tmp_path / name).write_text("x")
    assert kinds([tmp_path / "*.txt", tmp_path / "one.txt"]) == [("one.txt", "entry"), ("two.txt", "entry")]


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tmp_path: Path):
    (tmp_path / "[1].txt").write_text("x")
    assert kinds([tmp_path / "[1].txt"]) == [("[1].txt", "entry")]


def test_what_is_no_file_is_set_aside_with_a_sentence(tmp_path: Path):
    inside = tmp_path / "in"
    inside.mkdir()
    os.mkfifo(inside / "a-pipe")
    (inside / "b-dangling").symlink_to(tmp_path / "gone")
    (inside / "c-loop").symlink_to(inside / "c-loop")
    (tmp_path / "outside.txt").write_text("x")
    (inside / "d-out").symlink_to(tmp_path / "outside.txt")
    (inside / "e-up").symlink_to(inside)
    (inside / "f.txt").write_text("x")
    (inside / "g-link").symlink_to(inside / "f.txt")
    assert kinds([inside]) == [
        ("a-pipe", "NotARegularFile"), ("b-dangling", "DanglingLink"), ("c-loop", "DanglingLink"), ("d-out", "LinkOut"), ("f.txt", "entry"),
    ]  # fmt: skip
    assert all(item.reason.endswith(".") for item in walk([inside]) if isinstance(item, SetAside))


def test_a_socket_is_set_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s")
        assert kinds([Path("s")]) == [("s", "NotARegularFile")]


def test_a_large_file_is_set_aside_unread(tmp_path: Path):
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(200_000_000)
    (item,) = walk([large])
    assert isinstance(item, SetAside)
    assert item.error == "TooLarge" and "200 MB" in item.reason


def test_a_path_that_is_not_there_is_set_aside(tmp_path: Path):
    assert kinds([tmp_path / "nothing.txt", tmp_path / "*.nothing"]) == [
        ("nothing.txt", "NothingThere"),
        ("*.nothing", "NothingThere"),
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_set_aside(tmp_path: Path):
    (tmp_path / "shut.txt").write_text("x")
    (tmp_path / "shut.txt").chmod(0)
    assert kinds([tmp_path / "shut.txt"]) == [("shut.txt", "NotAllowed")]
