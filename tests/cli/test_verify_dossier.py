from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from secondsource.cli.publish import FormName, Language, StandardName
from secondsource.publish import forms, standards
from secondsource.publish.tongue import LANGUAGES

from .conftest import call

Ask = Callable[..., Result]


def test_what_the_command_offers_is_what_there_is() -> None:
    assert list(FormName) == list(forms())
    assert list(StandardName) == list(standards())
    assert list(Language) == list(LANGUAGES)


@pytest.mark.parametrize("format", ["html", "md", "docx", "pdf"])
def test_a_dossier_is_checked_against_its_manifest_and_its_case(
    ask: Ask, made: Path, tmp_path: Path, format: str
) -> None:
    out = tmp_path / f"d.{format}"
    assert ask("dossier", "--format", format, "--form", "customs", "--language", "ko", "--out", out).exit_code == 0
    alone = call("verify", out)
    assert alone.exit_code == 0
    assert "The dossier is as it was written." in alone.stdout and "nothing was checked" in alone.stdout
    against = call("verify", out, "--case", made)
    assert against.exit_code == 0, against.output
    assert "the same byte for byte" in against.stdout and "notes are those of the case" in against.stdout
    out.write_bytes(out.read_bytes() + b" ")
    changed = call("verify", out)
    assert changed.exit_code == 4
    assert "it was changed since it was written" in changed.stdout


def test_a_lost_original_and_words_that_are_others_are_named(ask: Ask, made: Path, tmp_path: Path) -> None:
    out = tmp_path / "d.md"
    assert ask("dossier", "--format", "md", "--out", out).exit_code == 0
    case = shutil.copytree(made, tmp_path / "case")
    told = json.loads(out.with_name("d.md.manifest.json").read_text())
    digest = told["notes"][0]["capture"]
    capture = case / "captures" / digest[:2] / digest
    capture.chmod(0o600)
    capture.write_bytes(b"other bytes")
    found = call("verify", out, "--case", case, "--json")
    assert found.exit_code == 4
    faults = [json.loads(line) for line in found.stdout.splitlines()]
    assert [(f["kind"], f["object"]) for f in faults] == [("capture", digest)]


def test_a_manifest_elsewhere_is_named_and_one_that_is_missing_said_to_be(ask: Ask, tmp_path: Path) -> None:
    out = tmp_path / "d.html"
    assert ask("dossier", "--out", out).exit_code == 0
    elsewhere = out.with_name("d.html.manifest.json").rename(tmp_path / "m.json")
    missing = call("verify", out)
    assert missing.exit_code == 1 and "--manifest" in missing.stderr
    assert call("verify", out, "--manifest", elsewhere, "--quiet").stdout == ""
    elsewhere.write_text("{}")
    wrong = call("verify", out, "--manifest", elsewhere)
    assert wrong.exit_code == 1 and "no manifest of a dossier" in wrong.stderr
    assert call("verify", "--manifest", elsewhere).exit_code == 2
    assert call("verify", tmp_path / "none.pdf").exit_code == 1


def test_replies_stand_in_it_and_a_bad_file_is_refused(ask: Ask, tmp_path: Path) -> None:
    file = tmp_path / "replies.toml"
    file.write_text('[[reply]]\nof = "The ministry"\nwords = "We deny it. Write to x@y.example"\n', encoding="utf-8")
    text = ask("dossier", "--format", "md", "--replies", file).stdout
    assert "We deny it." in text and "x@y.example" not in text
    file.write_text("[[reply]]\n", encoding="utf-8")
    refused = ask("dossier", "--replies", file)
    assert refused.exit_code == 1 and "lacks “of”" in refused.stderr
