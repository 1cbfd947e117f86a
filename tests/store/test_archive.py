from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import binary

from secondsource.model import digest_of
from secondsource.store import Archive, LostCapture, NoRoom, ReadOnly


@given(binary(max_size=2000))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_goes_in_comes_out_and_twice_is_once(tmp_path: Path, data: bytes) -> None:
    archive = Archive(tmp_path / "captures")
    digest = archive.put(data)
    inode = archive.path(digest).stat().st_ino
    assert archive.put(data) == digest == digest_of(data)
    assert archive.get(digest) == data
    assert archive.path(digest).stat().st_ino == inode


def test_a_capture_may_only_be_read_and_its_folder_is_its_owners(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "captures")
    path = archive.path(archive.put(b"bytes"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o400
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_changed_capture_is_not_handed_out(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "captures")
    digest = archive.put(b"forty men")
    archive.path(digest).chmod(0o600)
    archive.path(digest).write_bytes(b"fifty men")
    with pytest.raises(LostCapture, match=digest):
        archive.get(digest)


def test_a_missing_capture_says_so(tmp_path: Path) -> None:
    with pytest.raises(LostCapture, match="missing"):
        Archive(tmp_path / "captures").get("0" * 64)


@pytest.mark.parametrize(
    ("number", "situation"),
    [(errno.ENOSPC, NoRoom), (errno.EDQUOT, NoRoom), (errno.EROFS, ReadOnly), (errno.EACCES, ReadOnly)],
)
def test_a_disk_that_refuses_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, situation: type[Exception]
) -> None:
    archive = Archive(tmp_path / "captures")

    def refuse(_handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(situation, match=str(tmp_path)):
        archive.put(b"bytes")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_what_a_killed_writer_left_is_swept_and_never_listed(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "captures")
    digest = archive.put(b"whole")
    (archive.path(digest).parent / ".part-x").write_bytes(b"ha")
    assert list(archive.digests()) == [digest]
    assert archive.sweep() == 1
    assert archive.sweep() == 0
    assert archive.get(digest) == b"whole"
