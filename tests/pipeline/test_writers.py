"""Two runs and ten reviewers write at once, and nothing is lost: on a server and in a file. The larger form is `python -m benchmarks writers`."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.writers import Load, stress
from secondsource.store import Case

from .conftest import STAMP
from .rules import RuleReader

SMALL = Load(reports=8, decisions=5)


@pytest.mark.parametrize("kept", ["server", "file"])
def test_nothing_is_lost(kept: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    database = request.getfixturevalue("postgres_url") if kept == "server" else ""
    Case.create(tmp_path / "case", now=STAMP, database=database).close()
    out = stress(tmp_path / "case", SMALL, RuleReader())
    assert out.faults == []
    assert len(set(out.decided)) == 50
