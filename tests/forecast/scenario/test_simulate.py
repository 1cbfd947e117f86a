"""Conservation of people and dollars, the same numbers for the same seed, and the limits the model must keep."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.forecast.scenario.course import Course
from secondsource.forecast.scenario.load import model_of
from secondsource.forecast.scenario.outcome import Regime, shares
from secondsource.forecast.scenario.simulate import simulate
from secondsource.forecast.scenario.simulate import simulate as run
from secondsource.subjects import load

MODEL = model_of(load())
LEVERS = st.fixed_dictionaries(
    {
        "pressure": st.floats(0, 2),
        "substitution": st.floats(0, 1),
        "communication": st.floats(0, 1),
        "squeeze": st.floats(0, 0.2),
        "withdraw": st.floats(0, 0.8),
        "concession": st.floats(0, 1),
    }
)


def small(name, sites=60, months=24):
    return replace(MODEL.presets[name], sites=sites, months=months)


@settings(max_examples=12, deadline=None)
@given(LEVERS, st.sampled_from(sorted(MODEL.presets)), st.integers(0, 99))
def test_nobody_appears_and_nobody_is_lost(levers, name, seed):
    found = run(small(name), MODEL.hosts, MODEL.parameters, runs=6, seed=seed, change=levers, workers=1)
    people = found.abroad + found.series["home"] + np.cumsum(found.series["fled"], axis=1)
    everybody = np.floor(found.at_first * MODEL.parameters["reserve"].value) + found.at_first
    assert np.array_equal(people, np.repeat(everybody[:, None], people.shape[1], axis=1))
    assert found.stock.min() >= 0
    assert found.series["home"].min() >= 0
    assert np.array_equal(found.stock, np.round(found.stock))


@settings(max_examples=12, deadline=None)
@given(LEVERS, st.sampled_from(sorted(MODEL.presets)), st.integers(0, 99))
def test_every_dollar_is_accounted_for(levers, name, seed):
    preset = small(name)
    values = {n: p.value for n, p in MODEL.parameters.items()} | levers
    course = Course(preset, MODEL.hosts, values, 6, seed, np.float64)
    sums, state = {}, None
    for now, flows in course.months(0):
        state = now
        for field in (
            "due",
            "paid",
            "broker",
            "plan",
            "keep",
            "pocket",
            "written_off",
            "seized",
            "cost",
            "delivered",
            "granted",
        ):
            value = getattr(flows, field)
            assert value.min() >= 0, field
            sums[field] = sums.get(field, 0) + value.sum(1)
    assert np.allclose(
        sums["due"], sums["paid"] + sums["written_off"] + sums["granted"] + state.arrears.sum(1), rtol=1e-9
    )
    assert np.allclose(sums["paid"], sums["broker"] + sums["plan"] + sums["keep"] + sums["pocket"], rtol=1e-9)
    assert np.allclose(
        sums["plan"], sums["delivered"] + sums["seized"] + sums["cost"] + sums["granted"] + state.cash.sum(1), rtol=1e-9
    )


def same(one, other):
    return all(np.array_equal(one.series[k], other.series[k]) for k in one.series) and np.array_equal(
        one.stock, other.stock
    )


def test_a_seed_gives_the_same_numbers_to_the_bit_on_any_number_of_processors():
    preset = small("gulf-2016", months=6)
    alone = simulate(preset, MODEL.hosts, MODEL.parameters, runs=300, seed=7, workers=1)
    assert same(alone, simulate(preset, MODEL.hosts, MODEL.parameters, runs=300, seed=7, workers=2))
    assert not same(alone, simulate(preset, MODEL.hosts, MODEL.parameters, runs=300, seed=8, workers=1))


def test_more_runs_begin_with_the_same_runs():
    preset = small("gulf-2016", months=6)
    few = simulate(preset, MODEL.hosts, MODEL.parameters, runs=64, workers=1)
    many = simulate(preset, MODEL.hosts, MODEL.parameters, runs=128, workers=1)
    assert np.array_equal(few.stock, many.stock[:64])


def test_a_parameter_may_differ_from_run_to_run():
    preset = small("bare-spiral")
    levers = np.repeat([0.0, 2.0], 32)
    both = simulate(preset, MODEL.hosts, MODEL.parameters, runs=64, change={"pressure": levers}, workers=1)
    for value, part in ((0.0, slice(32)), (2.0, slice(32, None))):
        one = simulate(preset, MODEL.hosts, MODEL.parameters, runs=64, change={"pressure": value}, workers=1)
        assert np.allclose(both.series["delivered"][part], one.series["delivered"][part], rtol=1e-4)


def test_a_parameter_that_there_is_not_is_refused():
    with pytest.raises(KeyError):
        simulate(small("gulf-2016"), MODEL.hosts, MODEL.parameters, runs=1, change={"presure": 1.0}, workers=1)


def ended(**levers):
    preset = replace(MODEL.presets["bare-spiral"], sites=100)
    return shares(simulate(preset, MODEL.hosts, MODEL.parameters, runs=64, change=levers, workers=1))


def test_without_pressure_nothing_spirals():
    for substitution in (0.0, 1.0):
        assert ended(pressure=0.0, substitution=substitution, communication=1.0)[Regime.SPIRAL] == 0


def test_under_high_pressure_without_substitution_it_must():
    assert ended(pressure=2.0, substitution=0.0)[Regime.SPIRAL] >= 0.95


def test_with_full_substitution_it_must_not():
    assert ended(pressure=2.0, substitution=1.0)[Regime.SPIRAL] <= 0.02


def test_more_pressure_never_brings_more_home():
    preset = replace(MODEL.presets["bare-spiral"], sites=100)
    money = [
        float(simulate(preset, MODEL.hosts, MODEL.parameters, runs=64, change={"pressure": p}, workers=1).series["delivered"].sum())
        for p in (0.0, 0.5, 1.0, 2.0)
    ]  # fmt: skip
    assert money == sorted(money, reverse=True)
