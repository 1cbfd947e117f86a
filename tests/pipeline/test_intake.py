"""What could not be read: each file under its own name, parts of files too, listed as long as it is so and no longer."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from secondsource.model import SetAside
from secondsource.pipeline import rebuild, run, verify
from secondsource.store import Case
from secondsource.subjects import Subject

from .conftest import NOW, STAMP, report, state
from .rules import RuleReader

GOOD = report("one", "The Harbour Post", "2016-03-19", "A foreman said that forty men stopped work in Kuwait.")
MORE = report("two", "Gulf Courier", "2016-03-20", "A driver said that the men stopped work in Kuwait.")


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with Case.create(tmp_path / "case", now=STAMP) as made:
        yield made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def names(items: tuple[SetAside, ...]) -> list[str]:
    return sorted(item.name for item in items)


def go(case: Case, *paths: Path) -> tuple[SetAside, ...]:
    return run(case, paths, reader=RuleReader(), now=NOW).set_aside


def test_a_bad_line_is_listed_once_the_good_lines_are_read_and_nothing_is_done_twice(case: Case, folder: Path) -> None:
    (folder / "two.jsonl").write_text(f"{GOOD}\n{{bad\n{MORE}\n")
    first = run(case, [folder], reader=RuleReader(), now=NOW)
    assert (first.reports, first.read) == (2, 2)
    assert names(first.set_aside) == ["two.jsonl#2"]
    again = run(case, [folder], reader=RuleReader(poison=""), now=NOW)
    assert again.idle
    assert again.set_aside == first.set_aside == case.view().set_aside


def test_a_mended_file_is_no_longer_listed_by_its_run(case: Case, folder: Path) -> None:
    (folder / "two.jsonl").write_text(f"{GOOD}\n{{bad\n")
    go(case, folder)
    (folder / "two.jsonl").write_text(f"{GOOD}\n{MORE}\n")
    assert go(case, folder) == ()


def test_a_better_way_of_taking_apart_takes_the_note_back(
    case: Case, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from secondsource import collect

    whole = collect.read_capture
    (folder / "two.jsonl").write_text(f"{GOOD}\n{{bad\n")
    go(case, folder)

    def better(data: bytes, name: str, pack: Subject) -> collect.Read:
        return replace(whole(data, name, pack), set_aside=())

    monkeypatch.setattr(collect, "read_capture", better)
    monkeypatch.setattr(collect, "VERSION", "better")
    assert go(case, folder) == ()
    assert case.view().set_aside == ()
    assert len(case.view().reports) == 1


def test_the_same_bytes_in_many_files_are_named_each(case: Case, folder: Path) -> None:
    for name in ("one/x.txt", "two/x.txt", "empty.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"")
    assert names(go(case, folder)) == ["empty.txt", "one/x.txt", "two/x.txt"]
    assert names(go(case, folder)) == ["empty.txt", "one/x.txt", "two/x.txt"]
    assert names(go(case, folder / "two")) == ["two/x.txt"]
    assert names(case.view().set_aside) == ["empty.txt", "one/x.txt", "two/x.txt"]
    before = state(case)
    assert names(rebuild(case, reader=RuleReader(), now=NOW).set_aside) == ["empty.txt", "one/x.txt", "two/x.txt"]
    assert state(case) == before


def test_of_two_files_of_one_name_that_cannot_be_opened_each_is_listed(case: Case, folder: Path) -> None:
    for name in ("one", "two"):
        (folder / name).mkdir()
        (folder / name / "x.txt").symlink_to(folder / "gone")
    aside = (*go(case, folder / "one"), *go(case, folder / "two"))
    assert names(aside) == names(case.view().set_aside) == ["x.txt", "x.txt"]
    (folder / "one" / "x.txt").unlink()
    (folder / "one" / "x.txt").write_text("A foreman said that forty men stopped work in Kuwait.")
    go(case, folder / "one")
    assert names(case.view().set_aside) == ["x.txt"]


def test_a_file_that_goes_away_during_the_run_is_set_aside(
    case: Case, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.json").write_text(GOOD)
    (folder / "b.json").write_text(MORE)
    whole = Path.read_bytes

    def gone(self: Path) -> bytes:
        if self.name == "a.json":
            self.unlink()
        return whole(self)

    monkeypatch.setattr(Path, "read_bytes", gone)
    (item,) = go(case, folder)
    assert (item.name, item.error) == ("a.json", "FileNotFoundError")
    assert "went away" in item.reason
    assert len(case.view().reports) == 1


def test_nobodys_address_stands_in_a_name(case: Case, folder: Path) -> None:
    (folder / "from ann@example.org.txt").write_bytes(b"")
    (folder / "to bob@example.net.json").write_text(GOOD)
    (folder / "ring +44 1632 960 145.txt").symlink_to(folder / "gone")
    aside = go(case, folder)
    told = repr((aside, case.view().captures, case.view().reports, case.view().set_aside))
    assert "example" not in told
    assert "1632" not in told
    assert {name.rsplit(".", 1)[1] for name in names(aside)} == {"txt"}


def test_a_lost_capture_is_said_and_what_was_read_in_it_stays(case: Case, folder: Path) -> None:
    (folder / "a.json").write_text(GOOD)
    (folder / "b.json").write_text(MORE)
    go(case, folder)
    before = case.view().reports
    lost = next(case.archive.digests())
    case.archive.path(lost).unlink()
    result = rebuild(case, reader=RuleReader(), now=NOW)
    assert [(item.digest, item.error) for item in result.set_aside] == [(lost, "LostCapture")]
    assert case.view().reports == before
    assert go(case, folder) == (), "the file is still where it came from"
    assert verify(case) == []
    assert case.view().set_aside == ()


def test_a_capture_that_was_damaged_is_mended_from_its_file(case: Case, folder: Path) -> None:
    (folder / "a.json").write_text(GOOD)
    go(case, folder)
    path = case.archive.path(next(case.archive.digests()))
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1])
    assert verify(case) != []
    go(case, folder)
    assert verify(case) == []


def test_a_case_is_not_taken_for_documents(case: Case, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(GOOD)
    result = run(case, [tmp_path], reader=RuleReader(), now=NOW)
    assert (result.captures, result.set_aside) == (1, ())
    assert [item.error for item in go(case, case.folder)] == ["ACase"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may enter every folder")
def test_a_folder_that_is_shut_is_set_aside(case: Case, folder: Path) -> None:
    (folder / "a.json").write_text(GOOD)
    (folder / "shut").mkdir(mode=0)
    assert names(go(case, folder)) == ["shut"]
