"""What people are shown: fans, effects, maps, reports and pictures."""

from dataclasses import replace
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from secondsource.forecast.scenario.compare import effects, settings_of
from secondsource.forecast.scenario.fan import LEVELS, TOLD, fans, values_of
from secondsource.forecast.scenario.load import model_of
from secondsource.forecast.scenario.outcome import Regime, onset, regimes, shares
from secondsource.forecast.scenario.picture import fan_picture, map_picture
from secondsource.forecast.scenario.regimemap import regime_map
from secondsource.forecast.scenario.report import CAUTION, assumes, compared, mapped, report
from secondsource.forecast.scenario.simulate import simulate
from secondsource.subjects import load

MODEL = model_of(load())
PRESET = replace(MODEL.presets["bare-spiral"], sites=40)


@pytest.fixture(scope="module")
def plain():
    return simulate(PRESET, MODEL.hosts, MODEL.parameters, runs=20, workers=1)


@pytest.fixture(scope="module")
def hard():
    change = {"pressure": 2.0, "substitution": 0.0}
    return simulate(PRESET, MODEL.hosts, MODEL.parameters, runs=20, change=change, workers=1)


def test_the_lines_of_a_fan_do_not_cross(plain):
    for values in fans(plain).values():
        assert values.shape == (len(LEVELS), PRESET.months)
        assert (np.diff(values, axis=0) >= 0).all()


def test_events_are_told_as_a_rate_in_a_year(plain):
    strikes = plain.series["strikes"]
    rate = values_of(plain, "strikes")
    assert np.allclose(rate[:, 0], strikes[:, 0] * 12)
    assert np.allclose(rate[:, -1], strikes[:, -12:].sum(1))


def test_a_scenario_has_no_effect_against_itself(plain):
    for effect in effects(plain, plain):
        assert (effect.low, effect.middle, effect.high, effect.surely) == (0, 0, 0, 1)


def test_the_effect_of_pressure_is_seen_in_every_run(plain, hard):
    money = next(e for e in effects(plain, hard) if e.name == "delivered")
    assert money.high < 0
    assert money.surely == 1


def test_scenarios_of_other_lengths_are_not_compared(plain):
    short = simulate(replace(PRESET, months=12), MODEL.hosts, MODEL.parameters, runs=20, workers=1)
    with pytest.raises(ValueError, match="as many runs and months"):
        effects(plain, short)


def test_every_run_has_one_regime_and_a_spiral_has_a_beginning(plain, hard):
    for runs in (plain, hard):
        assert sum(shares(runs).values()) == pytest.approx(1)
    began = onset(hard)[regimes(hard) == Regime.SPIRAL.value]
    assert len(began)
    assert (began > 5).all()  # pressure begins with the seventh month


@pytest.mark.parametrize(
    "text", ["pressure", "pressure=", "pressure=much", "presure=1", "=1", "pressure=nan", "pressure=inf"]
)
def test_a_setting_that_is_none_says_what_to_write(text):
    with pytest.raises(ValueError, match=r"Write (NAME=NUMBER|pressure=0\.5)"):
        settings_of(text, MODEL.parameters)


def test_pictures_are_drawings_that_say_what_they_assume(plain, hard):
    said = assumes(PRESET, MODEL, {"pressure": 2.0}, 20, 1)
    assert "pressure 2 set by hand" in said
    cells = regime_map(
        PRESET, MODEL, runs=32, pressures=(0.0, 2.0), substitutions=(0.0, 1.0), communications=(0.2,), workers=1
    )
    assert [cell.mostly for cell in cells if cell.pressure == 0] == [Regime.CONTAINED] * 2
    for drawn in (fan_picture(PRESET, fans(plain), fans(hard), said, ("one", "two")), map_picture(PRESET, cells, said)):
        words = " ".join(" ".join(ET.fromstring(drawn).itertext()).split())
        assert CAUTION in words
        assert "<script" not in drawn
    assert "| 1 | contained" in mapped(PRESET, cells, said)


def test_reports_tell_every_series_and_every_measure(plain, hard):
    text = report(PRESET, MODEL, plain, {}, 1)
    other = compared(PRESET, effects(plain, hard), "as it is", "pressure=2", "said")
    for told in TOLD:
        assert told.title in text
        assert told.title in other
    for measure in PRESET.measures:
        assert str(measure.start) in text
    assert CAUTION in text
    assert "e+" not in text + other
