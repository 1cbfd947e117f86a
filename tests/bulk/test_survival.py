"""What is left when the disk is full, the program is killed, or the input changes: whole parts, and a sentence."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from secondsource.bulk import part as parts
from secondsource.bulk.part import rows_of
from secondsource.bulk.sources import bytes_of
from secondsource.store import NoRoom

from .press import Here, answer, archive, bulk, papers
from .test_supervisor import rows, state

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def many(tmp_path: Path) -> Path:
    path = tmp_path / "papers.warc.gz"
    path.write_bytes(archive(papers(30)))
    return path


def test_workers_and_the_program_are_killed_and_nothing_is_lost():
    # in a process that has started no other: what forks must not take along the server that forks for this one
    words = "from benchmarks.kills import rounds; print(list(rounds(1, 2, 240, 5, read=False)))"
    done = subprocess.run(
        [sys.executable, "-c", words], cwd=ROOT, capture_output=True, text=True, timeout=500, check=False
    )
    assert done.stdout.startswith("[(True, "), done.stdout + done.stderr


def test_files_that_cannot_grow_leave_no_half_part(many: Path, tmp_path: Path):
    out = tmp_path / "out"
    with files_of_at_most(2000), pytest.raises(NoRoom, match="is full"):
        bulk([many], out, slice_bytes=3000)
    assert list((out / "parts").iterdir()) == []
    bulk([many], out, slice_bytes=3000)
    assert len(rows(out)) == 10


def test_a_disk_that_fills_up_keeps_what_is_finished(many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    out, synced = tmp_path / "out", []

    def full(handle: int) -> None:
        synced.append(handle)
        if len(synced) > 4:
            raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(parts.os, "fsync", full)
        with pytest.raises(NoRoom, match="Free some space and run this again"):
            bulk([many], out, slice_bytes=3000)
    before = state(out)
    assert 0 < len(before) < 6
    assert all(list(rows_of(out / "parts" / name)) is not None for name in before)
    bulk([many], out, slice_bytes=3000)
    assert {name: at for name, at in state(out).items() if name in before} == before
    assert len(rows(out)) == 10


def test_what_a_killed_run_left_unfinished_is_swept(many: Path, tmp_path: Path):
    out = tmp_path / "out"
    bulk([many], out)
    for place in ("parts/.part-x", "aside/.part-y", "aside/ab-0-3.jsonl", "pieces/ab-0-3.parquet", "hand/ab"):
        (out / place).parent.mkdir(exist_ok=True)
        (out / place).write_text("unfinished")
    bulk([many], out)
    assert sorted(path.name for path in out.rglob("*") if path.is_file() and path.parent.name != "parts") == [
        "bulk.lock",
        "manifest.json",
    ]
    assert [path.suffix for path in (out / "parts").iterdir()] == [".parquet"]


def test_an_input_that_changes_while_it_is_read_is_left_and_said(
    many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    out, other = tmp_path / "out", tmp_path / "other.warc.gz"
    other.write_bytes(archive([answer(60)]))
    read = bytes_of._read

    def changing(part: bytes_of.Slice) -> tuple[bytes, int]:
        found = read(part)
        if part.address == many.as_uri():
            many.write_bytes(archive(papers(33)))
        return found

    with monkeypatch.context() as patched:
        patched.setattr(bytes_of, "_read", changing)
        summary = bulk([many, other], out)
    ((address, reason),) = summary.failed
    assert address == many.as_uri()
    assert "changed while it was read" in reason
    assert [row["url"] for row in rows(out)] == ["https://paper.example/60"]
    engine = Here()
    assert bulk([many, other], out, engine=engine).failed == []
    assert (len(engine.given), len(rows(out))) == (1, 12)


def test_an_input_that_goes_away_is_said(many: Path, tmp_path: Path):
    class Removing(Here):
        def map(self, function, parts):  # type: ignore[no-untyped-def]
            many.unlink()
            return super().map(function, parts)

    ((_, reason),) = bulk([many], tmp_path / "out", engine=Removing()).failed
    assert "could not be read (No such file or directory)" in reason


def test_only_one_run_at_a_time_works_on_a_folder(many: Path, tmp_path: Path):
    from secondsource.store import CaseBusy

    class Nested(Here):
        def map(self, function, parts):  # type: ignore[no-untyped-def]
            with pytest.raises(CaseBusy, match=str(os.getpid())):
                bulk([many], tmp_path / "out")
            return super().map(function, parts)

    assert bulk([many], tmp_path / "out", engine=Nested()).counts["kept"] == 10


@pytest.mark.parametrize("gone", ["hand", "pieces", "aside", "hand pieces aside parts"])
def test_what_was_killed_while_it_swept_goes_on(gone: str, many: Path, tmp_path: Path):
    out = tmp_path / "out"
    bulk([many], out)
    wanted = state(out)
    for name in gone.split():
        shutil.rmtree(out / name)
    (out / ".part-left").write_text("unfinished")
    bulk([many], out)
    assert set(state(out)) == set(wanted)
    assert len(rows(out)) == 10


def test_the_folders_by_which_a_run_is_known_are_there_at_every_moment(many: Path, tmp_path: Path):
    out = tmp_path / "out"
    bulk([many], out)
    (out / "hand" / "left").write_text("unfinished")
    before = {name: (out / name).stat().st_ino for name in ("hand", "pieces")}
    bulk([many], out)
    assert {name: (out / name).stat().st_ino for name in before} == before
    assert list((out / "hand").iterdir()) == []
