from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from secondsource import publish
from secondsource.cli.publish import PageFormat, TableFormat, What

from .conftest import call

Ask = Callable[..., Result]


def test_what_the_command_offers_is_what_there_is() -> None:
    assert set(What) == {*publish.WHAT, publish.WHOLE}
    assert list(TableFormat) == [*publish.FORMATS, *publish.EXCHANGE]
    assert set(PageFormat) == set(publish.DOSSIER_FORMATS)


@pytest.mark.parametrize("format", publish.EXCHANGE)
def test_a_case_leaves_in_every_format_of_exchange(ask: Ask, tmp_path: Path, format: str) -> None:
    out = tmp_path / f"case.{publish.EXCHANGE[format].ending}"
    assert ask("export", "--format", format, "--out", out).exit_code == 0
    assert out.stat().st_size > 200
    assert b"foreman@example.org" not in out.read_bytes()


def test_what_does_not_fit_is_said(ask: Ask) -> None:
    nothing = ask("export", "--format", "csv")
    assert nothing.exit_code == 2 and "claims" in nothing.stderr
    assert "whole case" in ask("export", "--what", "claims", "--format", "stix").stderr
    assert "one kind of record" in ask("export", "--what", "case", "--format", "csv").stderr


@pytest.mark.parametrize("what", publish.WHAT)
def test_every_export_is_json_without_personal_data(ask: Ask, what: str) -> None:
    result = ask("export", "--what", what)
    assert result.exit_code == 0
    assert "foreman@example.org" not in result.stdout
    for line in result.stdout.splitlines():
        assert isinstance(json.loads(line), dict)


def test_exports_and_dossiers_go_into_files_whole(ask: Ask, tmp_path: Path) -> None:
    assert ask("export", "--what", "claims", "--format", "parquet", "--out", tmp_path / "claims.parquet").exit_code == 0
    assert ask("dossier", "--out", tmp_path / "dossier.html").exit_code == 0
    assert (tmp_path / "claims.parquet").read_bytes()[:4] == b"PAR1"
    page = (tmp_path / "dossier.html").read_text()
    assert "Kuwait" in page
    assert "foreman@example.org" not in page
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "claims.parquet",
        "dossier.html",
        "dossier.html.manifest.json",
    ]


def test_a_dossier_on_standard_output(ask: Ask) -> None:
    assert ask("dossier", "--format", "md", "--redacted").stdout.lstrip().startswith("#")


def test_a_format_that_is_not_there_is_a_matter_of_usage(ask: Ask) -> None:
    assert ask("dossier", "--format", "doc").exit_code == 2


def test_the_desk_is_not_opened_to_others_by_accident(ask: Ask) -> None:
    result = ask("serve", "--host", "0.0.0.0")
    assert result.exit_code == 1
    assert "has no accounts" in result.stderr and "people add" in result.stderr


def test_what_is_marked_more_strictly_stays_at_home(made: Path, tmp_path: Path) -> None:
    case = shutil.copytree(made, tmp_path / "case")

    def ask(*words: object) -> Result:
        return call(*words, "--case", case)

    who = ("--who", "M. Weiss", "--why", "given in confidence")
    assert ask("mark", "a", "AMBER", *who).exit_code == 0
    rows = [json.loads(line) for line in ask("export", "--what", "reports").stdout.splitlines()]
    assert [(row["report"], row["tlp"]) for row in rows] == [("a", "TLP:AMBER"), ("b", None)]
    rows = [json.loads(line) for line in ask("export", "--what", "reports", "--up-to", "green").stdout.splitlines()]
    assert [row["report"] for row in rows] == ["b"]
    assert "1 report," in ask("dossier", "--format", "md", "--up-to", "GREEN").stdout
    assert "2 reports," in ask("dossier", "--format", "md", "--up-to", "AMBER").stdout
    assert ask("mark", "case", "RED", *who).exit_code == 0
    refused = ask("dossier", "--up-to", "AMBER")
    assert refused.exit_code == 1
    assert "The case itself is marked TLP:RED" in refused.stderr
    assert ask("export", "--what", "claims", "--up-to", "PURPLE").exit_code == 1
