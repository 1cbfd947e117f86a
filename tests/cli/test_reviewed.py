"""`reviewed`: what people decided, held against what was read."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from secondsource import pipeline
from secondsource.store import Case

from .conftest import call

BY = ("--who", "M. Weiss", "--why", "the report says so")


@pytest.fixture
def case(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "case"))


def shares(case: Path, *options: str) -> dict[tuple[str, str], tuple[int, int]]:
    result = call("reviewed", "--case", case, *options)
    assert result.exit_code == 0, result.output
    rows = [line.split("\t") for line in result.stdout.splitlines()[1:] if "\t" in line]
    return {(row[0], row[1]): (int(row[2]), int(row[3])) for row in rows}


def test_before_anybody_decided_it_says_what_to_do(case: Path) -> None:
    result = call("reviewed", "--case", case)
    assert result.exit_code == 1
    assert "review page" in result.output and "Traceback" not in result.output


def test_what_was_accepted_corrected_and_rejected_is_counted_field_by_field(case: Path) -> None:
    with Case.open(case) as opened:
        view = opened.view()
    told = [s for s in view.statements if any(m.statement == s.id for m in view.mentions)]
    first, second, third = told[:3]
    events = {s.id: [m for m in view.mentions if m.statement == s.id] for s in (first, second, third)}
    for words in (
        ("accept", first.id, "--who", "M. Weiss"),
        ("correct", second.id, "factuality=rumoured", *BY),
        ("reject", third.id, *BY),
    ):
        assert call("decide", *words, "--case", case).exit_code == 0
    found = shares(case)
    assert found["statement", "is one"] == (2, 3)
    assert found["statement", "chain"] == (2, 2)
    assert found["statement", "how sure"] == (1, 2)
    assert found["event", "is one"] == (len(events[first.id]),) * 2
    assert not [field for _, field in found if field == "found"]

    rows = [json.loads(line) for line in call("reviewed", "--case", case, "--json").stdout.splitlines()]
    by_id = {row["read"]["id"]: row for row in rows if row["kind"] == "statement"}
    assert by_id[first.id]["wrong"] == [] and by_id[first.id]["read"] == by_id[first.id]["decided"]
    assert by_id[second.id]["wrong"] == ["factuality"] and by_id[second.id]["decided"]["factuality"] == "rumoured"
    assert by_id[third.id]["wrong"] == ["is one"] and by_id[third.id]["decided"] is None

    anew = shares(case, "--again")
    assert anew["statement", "found"] == (2, 2)
    assert anew["statement", "how sure"] == (1, 2)


def test_a_decision_taken_back_counts_no_more(case: Path) -> None:
    with Case.open(case) as opened:
        statement = opened.view().statements[0]
    assert call("decide", "reject", statement.id, *BY, "--case", case).exit_code == 0
    assert call("decide", "undo", "1", *BY, "--case", case).exit_code == 0
    assert call("reviewed", "--case", case).exit_code == 1


def test_a_reader_that_finds_nothing_finds_nothing_right(case: Path) -> None:
    with Case.open(case) as opened:
        statement = opened.view().statements[0]
    assert call("decide", "accept", statement.id, "--who", "M. Weiss", "--case", case).exit_code == 0
    with Case.open(case) as opened:
        judged = pipeline.reviewed(*opened.as_read())
        readings, _ = opened.as_read()
    from dataclasses import replace

    nothing = [replace(reading, statements=(), mentions=()) for reading in readings]
    for tally in pipeline.tallies(pipeline.read_anew(judged, nothing)):
        assert (tally.field, tally.right) == ("found", 0)
    same = {(t.kind, t.field): (t.right, t.of) for t in pipeline.tallies(pipeline.read_anew(judged, readings))}
    assert same["statement", "found"] == (1, 1)
    assert all(right == of for right, of in same.values())


def test_the_bounds_are_wilsons() -> None:
    """Of 10, 8 right: 0.4902 to 0.9433 (Newcombe 1998, method 3)."""
    from secondsource.pipeline.reviewed import _tally

    found = _tally("statement", "chain", [True] * 8 + [False] * 2)
    assert (found.low, found.high) == (0.4902, 0.9433)
    assert _tally("statement", "chain", [True] * 5).high == 1.0
    assert _tally("statement", "chain", [False] * 5).low == 0.0
