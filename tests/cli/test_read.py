from __future__ import annotations

import json
from pathlib import Path

from secondsource.model import Span

from .conftest import ONE, call


def test_offsets_fit_the_text_that_comes_with_them(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(ONE)
    result = call("read", tmp_path / "note.txt", "--published", "2016-03-19")
    assert result.exit_code == 0, result.stderr
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    (report,) = [row for row in rows if row["kind"] == "report"]
    statements = [row for row in rows if row["kind"] == "statement"]
    mentions = [row for row in rows if row["kind"] == "mention"]
    assert report["published"] == "2016-03-19"
    assert "foreman@example.org" not in result.stdout
    assert any(Span(*s["speaker"]).of(report["text"]).lower().endswith("foreman") for s in statements if s["speaker"])
    assert "WORK_STOPPAGE" in {row["type"] for row in mentions}
    assert {row["when"] for row in mentions if row["type"] == "WORK_STOPPAGE"} == {"2016-03-18"}


def test_a_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    result = call("read", tmp_path / "empty.txt")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("secondsource: ")


def test_a_date_that_is_none_is_said(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(ONE)
    assert "EDTF" in call("read", tmp_path / "note.txt", "--published", "Tuesday").stderr
