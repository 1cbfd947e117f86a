from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.measure import Row
from benchmarks.results import PAGE, TITLES, Measured, keep, kept, page, replaced


def row(task: str, seconds: float = 1.0) -> Row:
    return Row(task=task, program="ours", items=2, unit="reports", seconds=seconds, rounds=1)


def measured(*rows: Row, machine: str = "two cores") -> Measured:
    return Measured(day="2026-01-01", conditions=[machine, "numpy 2"], rows=rows)


def test_a_part_measured_anew_takes_the_place_of_the_same_task_on_the_same_machine():
    known = {
        "reading": [measured(row("a"), row("b")), measured(row("a"), machine="sixteen cores")],
        "dates": [measured(row("c"))],
    }
    new = replaced(known, "reading", measured(row("a", 3.0)))
    assert new["dates"] == known["dates"]
    assert [(one.conditions[0], r.task, r.seconds) for one in new["reading"] for r in one.rows] == [
        ("two cores", "b", 1.0),
        ("sixteen cores", "a", 1.0),
        ("two cores", "a", 3.0),
    ]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["one", "two"])), max_size=8))
def test_no_task_of_a_machine_is_there_twice_and_none_is_lost(times: list[tuple[str, str]]):
    known: dict = {}
    for task, machine in times:
        known = replaced(known, "reading", measured(row(task), machine=machine))
    there = [(r.task, one.conditions[0]) for one in known.get("reading", ()) for r in one.rows]
    assert sorted(there) == sorted(set(times))


def test_what_is_kept_is_read_again(tmp_path: Path):
    file = tmp_path / "results.json"
    keep("reading", [row("a")], file)
    keep("desk", [row("b", 0.5)], file)
    found = kept(file)
    assert list(found) == ["reading", "desk"]
    assert "| b | ours | 2 reports | 0.50 | 4.0 |  |" in page(found)


def test_the_page_shows_what_is_kept_and_every_part_has_a_heading():
    from benchmarks.__main__ import MORE, PARTS

    assert PAGE.read_text(encoding="utf-8") == page(kept())
    assert set(TITLES) == {*PARTS, *MORE}
