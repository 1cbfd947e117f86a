from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation import floors
from evaluation.floors import Floors, fallen, load, pin, save
from evaluation.tasks import Figure, Run

RUN = Run(
    "birds",
    "birds",
    (),
    (Figure("seen/F", "seen", slack=0.0), Figure("missed", "missed", high_is_good=False, slack=0.0)),
    "Birds",
)


def result(seen: float, missed: float) -> dict[str, object]:
    return {"seen": {"F": seen}, "missed": missed}


def test_raising_is_free_and_lowering_is_not():
    held = Floors()
    assert pin(RUN, result(50, 9), "d", held, {}) == []
    assert pin(RUN, result(60, 8), "d", held, {}) == []
    assert held.figures["birds"] == {"seen/F": 60, "missed": 8}
    assert pin(RUN, result(55, 9), "d", held, {}) == ["birds.seen/F", "birds.missed"]
    assert held.figures["birds"] == {"seen/F": 60, "missed": 8}


def test_lowering_keeps_the_reason():
    held = Floors()
    pin(RUN, result(60, 8), "d", held, {})
    assert pin(RUN, result(55, 8), "d", held, {"birds.seen/F": "owls are out of season"}) == []
    assert held.figures["birds"]["seen/F"] == 55
    assert held.lowered == [{"figure": "birds.seen/F", "from": 60.0, "to": 55.0, "reason": "owls are out of season"}]


def test_other_data_start_floors_of_their_own():
    held = Floors()
    pin(RUN, result(60, 8), "old", held, {})
    assert fallen(RUN, result(10, 80), held, "new") == []
    pin(RUN, result(10, 80), "new", held, {})
    assert held.figures["birds"] == {"seen/F": 10, "missed": 80}


def test_a_figure_that_is_gone_has_fallen():
    held = Floors()
    pin(RUN, result(60, 8), "d", held, {})
    assert [f.figure for f in fallen(RUN, {}, held, "d")] == ["seen/F"]


@given(st.floats(0, 100), st.floats(0, 100))
def test_only_what_is_worse_falls(before: float, now: float):
    held = Floors()
    pin(RUN, result(before, before), "d", held, {})
    low = {f.figure for f in fallen(RUN, result(now, now), held, "d")}
    assert low == ({"seen/F"} if now < before - 1e-9 else {"missed"} if now > before + 1e-9 else set())


def test_what_is_written_is_read_back(tmp_path: Path):
    held = Floors()
    pin(RUN, result(60, 8), "d", held, {})
    pin(RUN, result(55.5, 8), "d", held, {"birds.seen/F": 'a "reason" \\ more'})
    save(held, tmp_path / "floors.toml")
    again = load(tmp_path / "floors.toml")
    assert again == held


def test_the_floors_in_the_repository_are_of_figures_that_exist():
    from evaluation.tasks import RUNS

    known = {(run.name, figure.path) for run in RUNS for figure in run.figures}
    held = floors.load()
    assert {(run, figure) for run, table in held.figures.items() for figure in table} <= known
    assert set(held.data) == set(held.figures)


def test_lowering_without_a_reason_is_refused(capsys: pytest.CaptureFixture[str]):
    from evaluation.__main__ import main

    assert main(["pin", "--lower", "dates.value/F"]) == 2
    assert "reason" in capsys.readouterr().err
