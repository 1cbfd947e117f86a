from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from .conftest import call, report

THREE = (
    "Some 40 North Korean builders stopped work in Kuwait on March 18, a register of the Kuwait labour office shows."
)
PROGRAM = (sys.executable, "-m", "secondsource.cli.main")


@pytest.fixture
def case(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "case"))


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "address"
    file.write_text("json://someone:secret@127.0.0.1:9/hook")
    file.chmod(0o600)
    return file


def asking(case: Path) -> Callable[..., Result]:
    return lambda *words: call("watch", *words, "--case", case)


def test_a_pass_a_new_report_and_a_pass_that_tells_of_it(case: Path, tmp_path: Path) -> None:
    ask = asking(case)
    first = ask("--once", "--json")
    assert first.exit_code == 0 and json.loads(first.stdout)["alerts"] == []
    assert "Nothing was told yet" in ask("alerts").stdout
    (tmp_path / "new.json").write_text(report("new", "Delta Wire", "2016-03-21", THREE))
    assert call("run", tmp_path / "new.json", "--case", case).exit_code == 0
    told = json.loads(ask("--once", "--json").stdout)
    again = json.loads(ask("--once", "--json").stdout)
    assert again["alerts"] == []
    rows = [json.loads(line) for line in ask("alerts", "--all", "--format", "json").stdout.splitlines()]
    assert {row["id"] for row in rows} <= set(told["alerts"]) and rows
    assert all(row["changes"][0]["because"] or row["changes"][0]["kind"] == "deadline" for row in rows)
    assert ask("alerts", "--since", "2999-01-01").stdout == "Nothing was told since 2999-01-01.\n"
    assert ask("alerts", "--since", "yesterday").exit_code == 1


def test_who_is_told_is_listed_without_their_address(case: Path, secret: Path) -> None:
    ask = asking(case)
    added = ask("tell", "add", "duty", "--to", f"file:{secret}", "--desk", "https://desk.example.org/")
    assert added.exit_code == 0, added.output
    assert ask("tell", "add", "duty", "--to", f"file:{secret}").exit_code == 1
    assert ask("tell", "add", "office", "--to", "env:OFFICE", "--when", "daily", "--search", "q=kuwait").exit_code == 0
    listed = ask("tell", "list").stdout
    assert "duty: once, now, up to TLP:CLEAR" in listed and "office: daily, now, later, report" in listed
    assert "secret" not in listed and b"secret@" not in (case / "watch.db").read_bytes()
    rows = [json.loads(line) for line in ask("tell", "list", "--json").stdout.splitlines()]
    assert [row["name"] for row in rows] == ["duty", "office"] and rows[1]["search"] == "q=kuwait"
    assert ask("tell", "remove", "duty").exit_code == 0
    assert ask("tell", "remove", "duty").exit_code == 1


@pytest.mark.parametrize(
    "words",
    [
        ("--to", "mailtos://me:secret@example.org"),
        ("--to", "file:/nowhere/at/all"),
        ("--to", "env:T", "--kind", "gossip"),
        ("--to", "env:T", "--up-to", "PURPLE"),
        ("--to", "env:T", "--search", "page=3"),
        ("--to", "env:T", "--claim", "zzz"),
        ("--to", "env:T", "--desk", "ftp://desk"),
    ],
)
def test_what_is_not_understood_is_one_sentence(case: Path, words: tuple[str, ...]) -> None:
    result = asking(case)("tell", "add", "duty", *words)
    assert result.exit_code == 1
    assert result.stderr.startswith("secondsource: ") and result.stderr.strip().count("\n") == 0
    assert "secret" not in result.output


def test_a_language_that_is_not_spoken_is_a_slip(case: Path) -> None:
    assert asking(case)("tell", "add", "duty", "--to", "env:T", "--language", "xx").exit_code == 2


def test_a_test_message_that_does_not_arrive_says_so_without_the_address(case: Path, secret: Path) -> None:
    ask = asking(case)
    ask("tell", "add", "duty", "--to", f"file:{secret}")
    result = ask("tell", "test", "duty")
    assert result.exit_code == 1 and "could not be reached" in result.stderr and "secret" not in result.output
    assert ask("tell", "test", "nobody").exit_code == 1


def test_there_must_be_a_case(tmp_path: Path) -> None:
    for words in (("--once",), ("alerts",), ("tell", "list")):
        result = call("watch", *words, "--case", tmp_path / "none")
        assert result.exit_code == 1 and "There is no case" in result.stderr


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs signals")
def test_asked_to_end_it_ends_and_nobody_else_watches_meanwhile(case: Path) -> None:
    words = [*PROGRAM, "watch", "--every", "3600", "--case", str(case)]
    quick = {**os.environ, "PYTHONUNBUFFERED": "1"}
    running = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=quick)
    assert running.stdout is not None
    try:
        assert running.stdout.readline().startswith("Watching")
        assert "0 alerts" in running.stdout.readline()
        other = call("watch", "--once", "--case", case)
        assert other.exit_code == 1 and "Another program watches this case" in other.stderr
        assert call("show", "--case", case).exit_code == 0, "others read it meanwhile"
    finally:
        running.send_signal(signal.SIGTERM)
        _, said = running.communicate(timeout=60)
    assert running.returncode == 0, said
    assert call("watch", "--once", "--case", case).exit_code == 0


def test_when_is_as_it_is_kept() -> None:
    from secondsource.cli.watch_tell import When
    from secondsource.store.watching import Timing

    assert {one.value for one in When} == {one.value for one in Timing}
