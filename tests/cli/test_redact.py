"""`redact` and `identities`: what a person hides, and who is behind the letters."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from secondsource.cli.commands import app
from secondsource.publish.redaction.lockbox import opened
from tests.cli.test_permit import case, quick, with_password

from .conftest import call

__all__ = ["case", "quick"]
BY = ("--who", "M. Weiss", "--why", "few live there")


@pytest.fixture
def plain(made: Path, tmp_path: Path) -> Path:
    """A copy of the case that may be changed."""
    return Path(shutil.copytree(made, tmp_path / "plain"))


def test_words_are_hidden_listed_and_shown_again(plain: Path) -> None:
    done = call("redact", "add", "a", "builders", "--as", "detail", *BY, "--case", plain)
    assert done.exit_code == 0 and "decide undo 1" in done.stdout
    listed = json.loads(call("redact", "list", "--json", "--case", plain).stdout)
    assert listed["hides"] == "detail" and "builders" not in json.dumps(listed)
    text = call("dossier", "--redacted", "--format", "md", "--case", plain).stdout
    assert "builders" not in text and "detail hidden" in text
    assert call("decide", "undo", "1", *BY, "--case", plain).exit_code == 0
    assert "builders" in call("dossier", "--redacted", "--format", "md", "--case", plain).stdout


def test_what_cannot_be_hidden_is_said(plain: Path) -> None:
    for words in (("a", "no such words"), ("nothing", "builders"), ("a",)):
        refused = call("redact", "add", *words, *BY, "--case", plain)
        assert refused.exit_code == 1 and "Traceback" not in refused.output
    assert "Nothing is hidden" in call("redact", "list", "--case", plain).stderr


def test_the_key_needs_two_people_and_is_locked(case: Path, tmp_path: Path) -> None:
    out = tmp_path / "key.age"
    words = ["identities", "--out", str(out), "--edition", "spring", "--passphrase-stdin", "--case", str(case)]
    refused = CliRunner().invoke(app, words, input="seven barges in the fog\n")
    assert refused.exit_code == 1 and "permit ask identities" in refused.stderr and not out.exists()
    with_password("permit", "ask", "identities", "--who", "Ana", "--why", "the court asked", "--case", case)
    with_password("permit", "confirm", 1, "--who", "Kim Min-ji", "--case", case)
    done = CliRunner().invoke(app, words, input="seven barges in the fog\n")
    assert done.exit_code == 0, done.output
    assert out.stat().st_mode & 0o777 == 0o600 and b"foreman" not in out.read_bytes()
    key = json.loads(opened(out.read_bytes(), "seven barges in the fog"))
    assert key["edition"] == "spring" and key["people"]
    assert CliRunner().invoke(app, words, input="seven barges in the fog\n").exit_code == 1
