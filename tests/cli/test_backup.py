from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from pyrage import x25519
from typer.testing import CliRunner

from secondsource.cli.commands import app

from .conftest import call


@pytest.fixture
def case(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "case")
    return tmp_path / "case"


def test_backed_up_checked_listed_and_restored(case: Path, tmp_path: Path) -> None:
    to, back = tmp_path / "backup", tmp_path / "back"
    result = call("backup", "--to", to, "--case", case)
    assert result.exit_code == 0, result.output
    assert "State 1 is in" in result.output and "3 captures, 3 of them new" in result.output
    assert json.loads(call("backup", "--to", to, "--case", case, "--json").output)["new"] == 0
    result = call("backup", "verify", to)
    assert result.exit_code == 0 and "2 states" in result.output and "All is well" in result.output
    listed = call("backup", "list", to, "--json").output.splitlines()
    assert [json.loads(line)["captures"] for line in listed] == [3, 3]
    result = call("restore", to, "--to", back, "--state", "1")
    assert result.exit_code == 0, result.output
    assert "read back and compared; 3 captures, hashed" in result.output
    for what in ("claims", "statements", "reports"):
        said = call("export", "--what", what, "--case", case).output
        assert said and call("export", "--what", what, "--case", back).output == said
    result = call("restore", to, "--to", back)
    assert result.exit_code == 1 and "holds other files" in result.output + str(result.stderr)


def test_a_key_locks_it_and_the_other_opens_it(case: Path, tmp_path: Path) -> None:
    key, to = x25519.Identity.generate(), tmp_path / "backup"
    kept = tmp_path / "key.txt"
    kept.write_text(f"# created: today\n# public key: {key.to_public()}\n{key}\n")
    assert call("backup", "--to", to, "--recipient", key.to_public(), "--case", case).exit_code == 0
    result = call("backup", "verify", to)
    assert result.exit_code == 0 and "locked, so no state was opened" in result.output
    assert call("backup", "verify", to, "--identity", kept).output.count("1 states") == 1
    assert call("restore", to, "--to", tmp_path / "no").exit_code == 1
    assert call("backup", "list", to).exit_code == 1
    words = ["restore", to, "--to", tmp_path / "back", "--identity", "-", "--quiet"]
    result = CliRunner().invoke(app, [str(word) for word in words], input=kept.read_text())
    assert (result.exit_code, result.output) == (0, "")
    assert call("verify", "--case", tmp_path / "back").exit_code == 0
    assert call("restore", to, "--to", tmp_path / "no", "--identity", case / "case.toml").exit_code == 1


def test_what_is_wrong_ends_with_four(case: Path, tmp_path: Path) -> None:
    to = tmp_path / "backup"
    first = next((case / "captures").glob("??/*"))
    data = first.read_bytes()
    first.unlink()
    result = call("backup", "--to", to, "--case", case)
    assert result.exit_code == 4 and f"{first.name} is missing or damaged in the case" in result.stderr
    result = call("restore", to, "--to", tmp_path / "back")
    assert result.exit_code == 4 and first.name in result.output
    first.write_bytes(data)
    assert call("backup", "--to", to, "--case", case).exit_code == 0
    part = next((to / "parts").glob("??/*"))
    part.unlink()
    result = call("backup", "verify", to)
    assert result.exit_code == 4 and part.name in result.output and "All is well" not in result.output
    sentences = [json.loads(line)["sentence"] for line in call("backup", "verify", to, "--json").output.splitlines()]
    assert any(part.name in said for said in sentences)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["backup"], 2, "--to"),
        (["backup", "--to", "{case}/x"], 1, "apart from"),
        (["backup", "--to", "{new}", "--recipient", "age1x"], 1, "no public key of age"),
        (["backup", "verify", "{case}"], 1, "no backup in"),
        (["restore", "{case}", "--to", "{new}"], 1, "no backup in"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(case: Path, words: list[str], code: int, said: str) -> None:
    asked = [word.format(case=case, new=case.parent / "new") for word in words]
    result = call(*asked, *(["--case", case] if words[0] == "backup" and "verify" not in words else []))
    assert result.exit_code == code and said in result.output + result.stderr
    assert not (case.parent / "new").exists()
