from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.curves import CURVES, SIZE, drawn
from benchmarks.estimate import ONE_IN, WHOLE, estimate
from benchmarks.measure import CLOCK, MEMORY, Row
from benchmarks.results import IMAGES, PAGE, TITLES, Measured, keep, kept, page, pictures, replaced


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


def test_the_pictures_are_those_of_what_is_kept_and_the_page_shows_them_all():
    made = pictures(kept())
    assert {path.name: path.read_text(encoding="utf-8") for path in IMAGES.glob("speed-*.svg")} == made
    text = PAGE.read_text(encoding="utf-8")
    assert made and all(f"](images/{name})" in text for name in made)


def test_a_curve_is_drawn_of_two_sizes_of_one_machine():
    def taken(size: int, wall: float, workers: str = "1 worker") -> Row:
        figures = {CLOCK: wall, MEMORY: 300.0}
        return Row(
            task=f"taking in {size:,}", program=f"run, {workers}", items=size, unit="reports", seconds=wall, rounds=1, figures=figures
        )  # fmt: skip

    assert drawn([measured(taken(1_000, 60.0))], "ingest") == ""
    elsewhere = measured(taken(10_000, 9.0), machine="sixteen cores")
    entries = [measured(taken(1_000, 60.0), taken(10_000, 650.0)), elsewhere]
    assert "run: 60.0, 650.0" in drawn(entries, "ingest")
    assert drawn(entries, "reading") == ""
    flat = Row(
        task="memory", program="bulk", items=9, unit="pages", seconds=1, rounds=1, curve=[(4, 550.0), (9, 551.0)]
    )
    assert "bulk: 550.0, 551.0" in drawn([measured(flat)], "flat")
    assert all(part in TITLES for part in CURVES)


def test_sizes_may_stand_beside_what_was_counted(tmp_path: Path):
    rows = [
        Row(task=f"joining {n}", program="secondsource", items=n - 100, unit="mentions", seconds=n / 1000, rounds=1, figures={SIZE: n, MEMORY: n / 100})
        for n in (1_000, 100_000)
    ]  # fmt: skip
    keep("mentions", rows, tmp_path / "results.json")
    assert kept(tmp_path / "results.json")["mentions"][0].rows[0].figures[SIZE] == 1_000
    assert "over mentions of 1k, 100k. many towns: 1.0, 100.0." in drawn(
        kept(tmp_path / "results.json")["mentions"], "mentions"
    )


def test_a_month_is_worked_out_of_the_measured_rate_and_says_what_is_assumed():
    told = "\n".join(estimate(Row(task="", program=WHOLE, items=150, unit="pages", seconds=2.0, rounds=1)))
    assert "| core hours | 55.6 |" in told and "| price | 2.22 dollars |" in told
    assert told.count("assumed") == 3 and f"one in {ONE_IN}" in told
    assert list(estimate(Row(task="", program="bare", items=1, unit="pages", seconds=1, rounds=1))) == []
