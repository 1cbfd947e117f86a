from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import numpy as np
import pytest

from secondsource.forecast.scenario.forces import Schedule, in_month, month_of
from secondsource.forecast.scenario.ground import laid
from secondsource.forecast.scenario.load import model_of
from secondsource.forecast.scenario.values import Lever, Measure
from secondsource.subjects import load

START = date(2016, 1, 1)


def measure(**more):
    return Measure(
        **{
            "name": "m", "lever": Lever.FLIGHT, "hosts": (), "strength": 1.0, "start": date(2016, 2, 15), "end": None,
            "provision": "", "pressed": True, "source": "chosen", **more,
        }
    )  # fmt: skip


def test_a_measure_acts_for_its_share_of_a_month():
    assert in_month(measure(), START, 0) == 0
    assert in_month(measure(), START, 1) == pytest.approx(15 / 29)
    assert in_month(measure(), START, 2) == 1
    assert in_month(measure(end=date(2016, 2, 15)), START, 1) == pytest.approx(1 / 29)


def test_what_acts_once_acts_in_one_month():
    assert [in_month(measure(lever=Lever.QUOTA), START, n) for n in range(4)] == [0, 1, 0, 0]


def test_months_run_over_the_years():
    assert month_of(START, 25) == date(2018, 2, 1)


def forces(number, measures, **levers):
    model = model_of(load())
    preset = replace(model.presets["gulf-2016"], measures=tuple(measures), start=START)
    ground = laid(preset, model.hosts, np.float64)
    return Schedule(preset, ground, np.float64).at(number, SimpleNamespace(**{"pressure": 1.0, "found": 0.25} | levers))


def test_pressure_moves_what_is_policy_and_nothing_else():
    both = [measure(pressed=True, strength=0.3), measure(lever=Lever.DEMAND, pressed=False, strength=0.3)]
    without = forces(2, both, pressure=0.0)
    assert without.way.min() == 1
    assert without.demand.max() == 0.3
    double = forces(2, both, pressure=2.0)
    assert double.way.max() == pytest.approx(0.4)
    assert double.demand.max() == 0.3


def test_no_share_leaves_its_bounds():
    found = forces(3, [measure(lever=lever, strength=9.0) for lever in Lever], pressure=2.0)
    for name in ("entry", "leave", "wire", "way", "border", "demand", "late", "seizure", "openings", "control"):
        share = getattr(found, name)
        assert 0 <= share.min() <= share.max() <= 1, name


def test_a_duty_to_return_reaches_those_on_other_papers_less():
    found = forces(3, [measure(lever=Lever.RETURN, strength=0.1)])
    formal, informal = found.leave[0, 0::2], found.leave[0, 1::2]
    assert np.allclose(informal, formal * 0.25)


def test_all_months_at_once_are_the_months_one_by_one():
    model = model_of(load())
    preset = model.presets["gulf-2016"]
    schedule = Schedule(preset, laid(preset, model.hosts, np.float64), np.float64)
    p = SimpleNamespace(pressure=1.3, found=0.25)
    for number, whole in enumerate(schedule.all(p)):
        one = schedule.at(number, p)
        for name in one.__slots__:
            assert np.array_equal(getattr(one, name), getattr(whole, name)), name
