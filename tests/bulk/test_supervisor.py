"""Bulk runs that go well, and whatever can go wrong with a page, a worker, the input or the disk."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from secondsource.bulk.errors import NoInput, NotBulk
from secondsource.bulk.part import rows_of, told_by
from secondsource.bulk.supervisor import MANIFEST
from secondsource.bulk.work import left

from .press import Here, Poisoned, answer, archive, bulk, papers


def rows(out: Path) -> list[dict[str, object]]:
    return sorted(
        (row for path in (out / "parts").glob("*.parquet") for row in rows_of(path)), key=lambda row: row["address"]
    )


def aside(out: Path) -> list[dict[str, object]]:
    return [item for path in sorted((out / "aside").glob("*.jsonl")) for item in left(out, path.stem)]


def state(out: Path) -> dict[str, tuple[int, int]]:
    return {path.name: (path.stat().st_ino, path.stat().st_mtime_ns) for path in (out / "parts").iterdir()}


@pytest.fixture(scope="module")
def workers() -> Iterator[Poisoned]:
    with Poisoned(1, ["secondsource.bulk.work", "secondsource.read"]) as engine:
        yield engine


@pytest.fixture
def many(tmp_path: Path) -> Path:
    path = tmp_path / "papers.warc.gz"
    path.write_bytes(archive(papers(30)))
    return path


def test_what_concerns_the_subject_comes_out(many: Path, tmp_path: Path):
    out = tmp_path / "out"
    summary = bulk([many], out)
    assert [row["url"] for row in rows(out)] == sorted(f"https://paper.example/{n}" for n in range(0, 30, 3))
    assert summary.counts == {
        "documents": 30,
        "extracted": 10,
        "kept": 10,
        "reports": 10,
        "read": 10,
        "statements": 0,
        "mentions": 0,
    }
    manifest = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
    assert manifest["counts"]["documents"] == 30
    assert [part["address"] for part in manifest["parts"]] == [many.as_uri()]


def test_slices_hold_every_page_once_wherever_they_are_cut(many: Path, tmp_path: Path):
    bulk([many], tmp_path / "one")
    summary = bulk([many], tmp_path / "several", slice_bytes=1000)
    assert summary.slices > 5
    assert [row["id"] for row in rows(tmp_path / "several")] == [row["id"] for row in rows(tmp_path / "one")]
    assert summary.counts["documents"] == 30


def test_what_is_done_is_not_done_again(many: Path, tmp_path: Path):
    out = tmp_path / "out"
    bulk([many], out, slice_bytes=2000)
    before, engine = state(out), Here()
    again = bulk([many], out, slice_bytes=2000, engine=engine)
    assert (state(out), engine.given, again.before) == (before, [], again.slices)
    assert again.counts["kept"] == 10
    missing = sorted(before)[0]
    (out / "parts" / missing).unlink()
    engine = Here()
    bulk([many], out, slice_bytes=2000, engine=engine)
    assert len(engine.given) == 1
    assert {name: at for name, at in state(out).items() if name != missing} == {
        name: at for name, at in before.items() if name != missing
    }


def test_another_input_or_program_is_done_anew(many: Path, tmp_path: Path):
    out, engine = tmp_path / "out", Here()
    bulk([many], out)
    many.write_bytes(archive([*papers(30), answer(33)]))
    bulk([many], out)
    assert len(rows(out)) == 11
    bulk([many], out, engine=engine, version="another")
    assert len(engine.given) == 1
    assert [told_by(path)["version"] for path in (out / "parts").iterdir()] == ["another"]


@pytest.mark.parametrize(("word", "reason"), [("KILL", "SIGKILL"), ("HANG", "limit"), ("EAT", "memory")])
def test_a_poison_page_is_set_aside_and_nothing_else(word: str, reason: str, tmp_path: Path, workers: Poisoned):
    path, out = tmp_path / "papers.warc.gz", tmp_path / "out"
    path.write_bytes(archive(papers(12, p3=word)))
    seconds = 5 if word == "HANG" else 0
    summary = bulk([path], out, engine=workers, seconds=seconds, megabytes=2000)
    assert [row["url"][-1] for row in rows(out)] == ["0", "6", "9"]
    (item,) = aside(out)
    assert (item["address"], item["number"]) == ("https://paper.example/3", 3)
    assert reason in item["reason"]
    assert summary.aside == 1
    assert not list((out / "hand").iterdir())
    assert not list((out / "pieces").iterdir())
    assert bulk([path], out, seconds=seconds, megabytes=2000).before == 1
    if word == "KILL":
        again = Here()
        bulk([path], out, engine=again, seconds=5, megabytes=2000)
        assert len(again.given) == 1


def test_two_poison_pages_of_one_slice(tmp_path: Path, workers: Poisoned):
    path, out = tmp_path / "papers.warc.gz", tmp_path / "out"
    path.write_bytes(archive(papers(12, p3="KILL", p4="KILL")))
    bulk([path], out, engine=workers)
    assert [row["url"][-1] for row in rows(out)] == ["0", "6", "9"]
    assert [item["number"] for item in aside(out)] == [3, 4]


def test_a_worker_killed_from_outside_costs_nothing(many: Path, tmp_path: Path, workers: Poisoned):
    bulk([many], tmp_path / "undisturbed")
    words = papers(30)
    words[7] = answer(7, False, f"ONCE {tmp_path / 'killed'} .")
    once = tmp_path / "once.warc.gz"
    once.write_bytes(archive(words))
    summary = bulk([once], tmp_path / "out", engine=workers)
    assert (tmp_path / "killed").exists()
    assert summary.deaths == 1
    assert aside(tmp_path / "out") == []
    assert [row["id"] for row in rows(tmp_path / "out")] == [row["id"] for row in rows(tmp_path / "undisturbed")]


def test_nothing_there_and_a_folder_of_something_else(tmp_path: Path):
    with pytest.raises(NoInput, match=r"gone\.warc"):
        bulk([tmp_path / "gone.warc"], tmp_path / "out")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("Dear all")
    with pytest.raises(NotBulk):
        bulk([tmp_path / "mine"], tmp_path / "mine")
