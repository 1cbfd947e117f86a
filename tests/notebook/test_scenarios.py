"""The scenario model in a notebook."""

from __future__ import annotations

from pathlib import Path

import pytest

import secondsource
from secondsource.forecast.scenario.fan import TOLD
from secondsource.forecast.scenario.load import model_of
from secondsource.forecast.scenario.outcome import Regime, shares
from secondsource.forecast.scenario.simulate import simulate
from secondsource.model import BadPack
from secondsource.notebook import NoFrames, NoScenario, Scenario, parameters, presets, scenario
from secondsource.subjects import load

MODEL = model_of(load("dprk_labour"))
RUNS = 24


@pytest.fixture(scope="module")
def bare() -> Scenario:
    return scenario("bare-spiral", runs=RUNS, months=24)


def test_it_gives_what_the_model_gives(bare: Scenario) -> None:
    assert secondsource.scenario is scenario
    other = bare.but(pressure=2)
    found = simulate(bare.preset, MODEL.hosts, MODEL.parameters, runs=RUNS, seed=1, change={"pressure": 2.0}, workers=1)
    assert (other.simulated.stock == found.stock).all()
    assert {row["regime"]: row["share"] for row in other.ends().to_pylist()} == {
        regime.value: share for regime, share in shares(found).items()
    }


def test_tables_have_the_columns_they_are_said_to_have(bare: Scenario) -> None:
    assert bare.fan().column_names == ["series", "unit", "month", "p5", "p25", "p50", "p75", "p95"]
    assert bare.fan().num_rows == len(TOLD) * 24
    each = bare.each()
    assert each.column_names == ["run", "regime", "month", *(told.name for told in TOLD)]
    assert each.num_rows == RUNS * 24
    assert set(each["regime"].to_pylist()) <= {regime.value for regime in Regime}
    changed = bare.but(late=0.2).against(bare)
    assert changed.column_names == ["series", "unit", "before", "after", "low", "middle", "high", "surely"]
    assert changed["series"].to_pylist() == [told.name for told in TOLD]


def test_frames_are_those_of_the_library_asked_for(bare: Scenario) -> None:
    pytest.importorskip("pandas")
    frame = bare.each("pandas")
    assert frame.groupby("run")["regime"].nunique().max() == 1
    assert list(presets("pandas")["name"]) == list(MODEL.presets)
    assert list(parameters("pandas")["name"]) == list(MODEL.parameters)
    with pytest.raises(NoFrames, match="arrow, pandas, polars"):
        bare.ends("excel")  # type: ignore[arg-type]


def test_a_scenario_is_not_changed_by_what_is_made_of_it(bare: Scenario) -> None:
    assert bare.but(late=0.2).but(pressure=2).settings == {"late": 0.2, "pressure": 2.0}
    assert bare.settings == {}
    assert repr(bare.but(late=0.2)) == "<scenario bare-spiral, late 0.2: 24 runs over 24 months>"


def test_pictures_show_themselves_and_can_be_kept(bare: Scenario, tmp_path: Path) -> None:
    two = bare.but(substitution=0).picture(beside=bare)
    assert two.svg == two._repr_svg_() and "substitution 0" in two.svg and "the preset as it is" in two.svg
    assert bare._repr_svg_() == bare.picture().svg
    two.save(tmp_path / "fan.svg")
    assert (tmp_path / "fan.svg").read_text(encoding="utf-8") == two.svg


def test_a_map_has_the_squares_that_were_asked_for(bare: Scenario) -> None:
    squares = bare.map(runs=4, pressures=(0, 2), substitutions=(0,), communications=(0.2,))
    assert [(c["pressure"], c["substitution"]) for c in squares.table().to_pylist()] == [(0, 0), (2, 0)]
    assert squares._repr_svg_().startswith("<svg")
    with pytest.raises(NoScenario, match="has no “pressure”"):
        bare.map(pressure=(0, 1))


def test_the_report_and_what_it_assumes_stand_with_it(bare: Scenario) -> None:
    assert bare.report().startswith("# The bare argument of the death spiral")
    assert "24 runs of 200 crews over 24 months, seed 1" in bare.assumes


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"preset": "gulf-2015"}, "Did you mean “gulf-2016”"),
        ({"preset": ""}, "There is no preset"),
        ({"sustitution": 0}, "Did you mean “substitution”"),
        ({"late": "much"}, "'much' is no number for late"),
        ({"late": True}, "is no number"),
        ({"late": float("nan")}, "is no number"),
        ({"runs": 0}, "runs 0 does not fit"),
        ({"runs": 1e3}, "does not fit"),
        ({"runs": 10**9}, "from 1 to 100,000"),
        ({"seed": -1}, "seed -1 does not fit"),
        ({"months": 3}, "months 3 does not fit"),
    ],
)
def test_what_cannot_be_run_says_why(asked: dict[str, object], told: str) -> None:
    with pytest.raises(NoScenario, match=told):
        scenario(**asked)  # type: ignore[arg-type]


def test_scenarios_of_unlike_luck_are_not_compared(bare: Scenario) -> None:
    other = scenario("bare-spiral", runs=RUNS, months=24, seed=2)
    for compare in (lambda: other.against(bare), lambda: other.picture(beside=bare)):
        with pytest.raises(NoScenario, match="use `but`"):
            compare()


def test_a_subject_without_a_model_says_so() -> None:
    with pytest.raises(BadPack, match="no scenario model"):
        scenario("gulf-2016", subject="uyghur_labour")
