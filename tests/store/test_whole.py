from __future__ import annotations

from pathlib import Path

import pytest

from secondsource.store.whole import put_whole


def test_a_file_replaces_the_one_before_with_its_own_rights(tmp_path: Path) -> None:
    target = tmp_path / "file"
    target.write_bytes(b"before")
    put_whole(target, b"after", prefix=".part-", mode=0o400)
    assert target.read_bytes() == b"after"
    assert target.stat().st_mode & 0o777 == 0o400
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_what_fails_or_is_interrupted_leaves_the_file_before_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "file"
    target.write_bytes(b"before")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        put_whole(target, b"after", prefix=".part-")
    assert target.read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
