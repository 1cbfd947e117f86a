from __future__ import annotations

import contextlib
import json
import os
import threading
from pathlib import Path

import pytest
from typer.testing import CliRunner

from secondsource import collect
from secondsource.cli.commands import app
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
    for wrong in ("Tuesday", "2016-13-45", "08.06.2016", ""):
        result = call("read", tmp_path / "note.txt", "--published", wrong)
        assert result.exit_code == 1
        assert "EDTF" in result.stderr
        assert "2016-06-08" in result.stderr


def test_a_text_from_standard_input() -> None:
    result = CliRunner().invoke(app, ["read", "-", "--published", "2016-03-19"], input=ONE)
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert (rows[0]["kind"], rows[0]["report"]) == ("report", "standard input")
    assert "statement" in {row["kind"] for row in rows}


def test_what_never_ends_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(collect, "MAX_BYTES", 1000)
    endless = tmp_path / "endless"
    os.mkfifo(endless)

    def fill() -> None:
        with contextlib.suppress(BrokenPipeError), endless.open("wb") as pipe:
            while True:
                pipe.write(b"word " * 1000)

    filling = threading.Thread(target=fill, daemon=True)
    filling.start()
    for result in (call("read", endless), CliRunner().invoke(app, ["read", "-"], input="word " * 1000)):
        assert result.exit_code == 1 and "100 MB" in result.stderr
    filling.join(timeout=10)
    assert not filling.is_alive()


def test_parts_that_cannot_be_read_are_said_and_the_rest_is_printed(tmp_path: Path) -> None:
    (tmp_path / "two.jsonl").write_text(json.dumps({"text": ONE}) + "\n{bad\n")
    result = call("read", tmp_path / "two.jsonl")
    assert result.exit_code == 3
    assert "two.jsonl#2" in result.stderr
    assert json.loads(result.stdout.splitlines()[0])["kind"] == "report"


def test_explain_names_the_rule_and_masks_personal_data(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(ONE)
    result = call("read", tmp_path / "note.txt", "--published", "2016-03-19", "--explain")
    assert result.exit_code == 0, result.stderr
    assert "[speaker" in result.stdout
    assert "foreman@example.org" not in result.stdout
    explained = call("read", tmp_path / "note.txt", "--explain", "--json")
    assert explained.exit_code == 0, explained.stderr
    assert json.loads(explained.stdout)


def test_another_reader_is_asked_only_if_it_is_configured_rightly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "note.txt").write_text(ONE)
    monkeypatch.setenv("SECONDSOURCE_READER_URL", "http://example.org/v1")
    monkeypatch.setenv("SECONDSOURCE_READER_MODEL", "any")
    result = call("read", tmp_path / "note.txt")
    assert result.exit_code == 1
    assert result.stdout == ""
    run = call("run", tmp_path / "note.txt", "--case", tmp_path / "case")
    assert run.exit_code == 1
    assert "http" in run.stderr
