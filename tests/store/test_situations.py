"""What a damaged database says becomes a sentence that names the case and what to do."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import select

from secondsource.store import Case
from secondsource.store.errors import BrokenCase
from secondsource.store.schema import reports
from secondsource.store.situations import situations


def test_letters_in_the_database_that_are_none_are_damage(tmp_path: Path):
    with Case.create(tmp_path / "case", now="2026-01-01T00:00:00Z"):
        pass
    with sqlite3.connect(tmp_path / "case" / "case.db") as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(
            "INSERT INTO reports (id, capture, part, name, digest, body) VALUES ('a-0', 'a', 0, CAST(X'E9FF' AS TEXT), 'd', '{}')"
        )
    connection.close()
    with (
        Case.open(tmp_path / "case") as case,
        pytest.raises(BrokenCase, match="damaged"),
        situations(case.folder),
        case.reading() as open_,
    ):
        open_.execute(select(reports)).all()
