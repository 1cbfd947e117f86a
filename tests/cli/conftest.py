"""One case that the command line itself has made, for all tests that only look at it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from secondsource.cli.commands import app

ONE = (
    "KUWAIT CITY - Some 40 North Korean builders stopped work in Kuwait on March 18, a foreman said on Saturday. "
    "The foreman, who asked not to be named, said that wages had been withheld for six months. "
    "Write to the foreman at foreman@example.org."
)
TWO = "The Harbour Post reported that 40 North Korean builders stopped work in Kuwait on March 18. The ministry denied it."


def report(name: str, outlet: str, day: str, text: str) -> str:
    return json.dumps(
        {"id": name, "outlet": outlet, "published": day, "language": "en", "title": "Builders", "text": text}
    )


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("in")
    (folder / "a.json").write_text(report("a", "The Harbour Post", "2016-03-19", ONE))
    (folder / "b.json").write_text(report("b", "Gulf Courier", "2016-03-20", TWO))
    (folder / "empty.txt").write_bytes(b"")
    return folder


def call(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture(scope="session")
def made(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "case"
    result = call("run", corpus, "--case", folder)
    assert result.exit_code == 3, result.output
    return folder


@pytest.fixture
def ask(made: Path) -> Callable[..., Result]:
    """Calls a command on that case."""
    return lambda *words: call(*words, "--case", made)
