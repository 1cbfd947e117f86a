from __future__ import annotations

import re
from pathlib import Path

import pytest

from secondsource.bulk.part import ROWS, SCHEMA, rows_of, told_by, write_part

ROW = {
    **{field.name: "" for field in SCHEMA if str(field.type) == "string"},
    "part": 0,
    "offset": 0,
    "score": 0.5,
    "cues": [{"family": "home", "words": "Pyongyang", "start": 3, "end": 12, "in_title": False}],
    "signature": b"",
    "statements": ["{}"],
    "mentions": None,
    "original": b"\0page",
}


def test_rows_come_back_as_they_were_with_what_the_part_tells(tmp_path: Path):
    path, told = tmp_path / "a.parquet", {}

    def rows():
        for number in range(2 * ROWS + 1):
            yield {**ROW, "id": str(number)}
        told["counts"] = {"kept": 3}

    assert write_part(path, rows(), told) == 2 * ROWS + 1
    assert [row["id"] for row in rows_of(path)] == [str(number) for number in range(2 * ROWS + 1)]
    assert next(rows_of(path)) == {**ROW, "id": "0"}
    assert told_by(path) == {"counts": {"kept": 3}}
    assert [p.name for p in tmp_path.iterdir()] == ["a.parquet"]


def test_rows_that_fail_leave_nothing(tmp_path: Path):
    def rows():
        yield ROW
        raise ValueError("halfway")

    with pytest.raises(ValueError, match="halfway"):
        write_part(tmp_path / "a.parquet", rows())
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_part_tells_nothing(tmp_path: Path):
    (tmp_path / "a.parquet").write_bytes(b"PAR1 and not more")
    assert told_by(tmp_path / "a.parquet") is None
    assert told_by(tmp_path / "gone.parquet") is None


def test_every_column_is_told_of_in_the_reference():
    page = (Path(__file__).parents[2] / "docs" / "reference" / "bulk.md").read_text(encoding="utf-8")
    cells = [line.split("|")[1] for line in page.split("\n") if line.startswith("| `")]
    assert [name for cell in cells for name in re.findall(r"`(\w+)`", cell)] == SCHEMA.names
