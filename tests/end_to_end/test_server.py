"""The demo's case on a server: whatever leaves it is the same, byte for byte."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from secondsource.publish import FORMATS, WHAT, WHOLE, dossier, export
from secondsource.publish.exports import EXCHANGE
from secondsource.store import Case, CaseView
from tests.postgres import on_server


def written(view: CaseView, what: str, format: str) -> bytes:
    file = io.BytesIO()
    export(view, what, format, file)
    return file.getvalue()


@pytest.fixture
def server(demo: Any, tmp_path: Path, postgres_url: str) -> Path:
    return on_server(demo.case, tmp_path / "case", postgres_url)


def test_everything_that_leaves_the_case_is_the_same_byte_for_byte(demo: Any, server: Path) -> None:
    with Case.open(demo.case) as file, Case.open(server) as case:
        one, other = file.view(), case.view()
    assert one == other
    asked = [(what, format) for what in WHAT for format in FORMATS] + [(WHOLE, format) for format in EXCHANGE]
    for what, format in asked:
        assert written(one, what, format) == written(other, what, format), (what, format)
    for format in ("html", "md", "docx"):
        assert dossier(one, format) == dossier(other, format), format


def test_the_program_works_on_a_server_as_it_does_in_a_folder(
    demo: Any, server: Path, fresh: Any, tmp_path: Path
) -> None:
    own = type(demo)(tmp_path)
    assert own.case == server
    assert "Nothing new" in own("run", str(Path(__file__).resolve().parents[2] / "demo" / "corpus"))
    own("verify", "--derived")
    told = own("doctor")
    assert "PostgreSQL" in told and "role postgres" in told
