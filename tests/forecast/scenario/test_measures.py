"""Presets with a measure left out or moved."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from secondsource.forecast.scenario.load import model_of
from secondsource.forecast.scenario.measures import moved, shift_of, shifted, without
from secondsource.forecast.scenario.simulate import simulate
from secondsource.subjects import load

MODEL = model_of(load())
PRESET = replace(MODEL.presets["un-bans-2017"], sites=60)


def stock(preset):
    return simulate(preset, MODEL.hosts, MODEL.parameters, runs=40, workers=1).abroad.mean(0)


def test_a_measure_is_left_out_and_no_other():
    found = without(PRESET, "return")
    assert [m for m in PRESET.measures if m not in found.measures] == [m for m in PRESET.measures if m.name == "return"]
    assert stock(found)[-1] > 1.1 * stock(PRESET)[-1]


def test_a_measure_that_comes_later_changes_nothing_before():
    found = shifted(PRESET, "return", 6)
    measure = next(m for m in found.measures if m.name == "return")
    assert (measure.start, measure.end) == (date(2018, 6, 22), date(2020, 6, 22))
    now, later = stock(PRESET), stock(found)
    begins = 11  # December 2017
    assert np.array_equal(now[:begins], later[:begins])
    assert later[begins + 5] > now[begins + 5]


def test_days_that_a_month_has_not_are_its_last():
    assert moved(date(2016, 1, 31), 1) == date(2016, 2, 29)
    assert moved(date(2016, 12, 31), -10) == date(2016, 2, 29)
    assert moved(date(2016, 12, 5), 1) == date(2017, 1, 5)


@pytest.mark.parametrize("change", [lambda: without(PRESET, "retrun"), lambda: shifted(PRESET, "", 1)])
def test_a_measure_that_there_is_not_lists_those_that_there_are(change):
    with pytest.raises(ValueError, match=r"has no measure.*banks, china-firms, no-new-posts"):
        change()


@pytest.mark.parametrize("text", ["return", "return=", "=3", "return=soon", "return=1.5", "return=9999", "return=--1"])
def test_a_shift_that_is_none_says_what_to_write(text):
    with pytest.raises(ValueError, match="MEASURE=MONTHS"):
        shift_of(text)


def test_a_shift_is_read():
    assert shift_of("a=b=-12") == ("a=b", -12)
    assert shift_of("return=+3") == ("return", 3)
