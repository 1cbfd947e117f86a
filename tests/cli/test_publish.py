from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from secondsource import publish
from secondsource.cli.publish import PageFormat, TableFormat, What

Ask = Callable[..., Result]


def test_what_the_command_offers_is_what_there_is() -> None:
    assert set(What) == set(publish.WHAT)
    assert set(TableFormat) == set(publish.FORMATS)
    assert set(PageFormat) == set(publish.DOSSIER_FORMATS)


@pytest.mark.parametrize("what", list(What))
def test_every_export_is_json_without_personal_data(ask: Ask, what: What) -> None:
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
    assert sorted(path.name for path in tmp_path.iterdir()) == ["claims.parquet", "dossier.html"]


def test_a_dossier_on_standard_output(ask: Ask) -> None:
    assert ask("dossier", "--format", "md", "--redacted").stdout.lstrip().startswith("#")


def test_a_format_that_is_not_there_is_a_matter_of_usage(ask: Ask) -> None:
    assert ask("dossier", "--format", "doc").exit_code == 2


def test_the_desk_is_not_opened_to_others_by_accident(ask: Ask) -> None:
    result = ask("serve", "--host", "0.0.0.0")
    assert result.exit_code == 1
    assert "no passwords" in result.stderr
