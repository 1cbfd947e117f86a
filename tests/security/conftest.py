"""A case made of the hostile corpus, once for all tests here."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from secondsource import pipeline
from secondsource.store import Case, CaseView

from .hostile import write


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("hostile")
    write(place / "in")
    with Case.create(place / "case", now="2026-01-01T00:00:00Z") as case:
        pipeline.run(case, [place / "in"], now=datetime(2026, 1, 1, tzinfo=UTC))
    return place / "case"


@pytest.fixture(scope="session")
def view(folder: Path) -> CaseView:
    with Case.open(folder) as case:
        return case.view()
