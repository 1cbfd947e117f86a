"""The compiled loops against the reference, run by run on the same luck; and what must hold of them by themselves."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("numba")
from secondsource.forecast.scenario import loops
from secondsource.forecast.scenario.compiled import Compiled
from secondsource.forecast.scenario.course import SERIES, Course
from secondsource.forecast.scenario.engine import Engine
from secondsource.forecast.scenario.fan import fans
from secondsource.forecast.scenario.load import model_of
from secondsource.forecast.scenario.loops import _exp
from secondsource.forecast.scenario.simulate import simulate
from secondsource.subjects import load

MODEL = model_of(load())
WITHIN = 1e-9
LEVERS = st.fixed_dictionaries(
    {
        "pressure": st.floats(0, 2),
        "substitution": st.floats(0, 1),
        "communication": st.floats(0, 1),
        "squeeze": st.floats(0, 0.2),
        "withdraw": st.floats(0, 0.8),
        "concession": st.floats(0, 1),
        "bend": st.floats(0, 0.3),
        "late": st.floats(0.01, 0.2),
    }
)


def small(name):
    return replace(MODEL.presets[name], sites=60, months=24)


def both(preset, levers, seed, runs=6):
    values = {n: p.value for n, p in MODEL.parameters.items()} | dict(preset.parameters) | levers
    return [kind(preset, MODEL.hosts, values, runs, seed, np.float64) for kind in (Course, Compiled)]


@settings(max_examples=25, deadline=None)
@given(LEVERS, st.sampled_from(sorted(MODEL.presets)), st.integers(0, 99))
def test_every_number_of_every_run_is_that_of_the_reference(levers, name, seed):
    one, other = (course.run(0) for course in both(small(name), levers, seed))
    assert one.keys() == other.keys()
    for series, value in one.items():
        assert np.allclose(value, other[series], rtol=WITHIN, atol=WITHIN * max(np.abs(value).max(), 1)), series


def test_levers_that_differ_from_run_to_run():
    levers = {"pressure": np.linspace(0, 2, 70), "spread": np.linspace(0.1, 0.4, 70)}
    courses = both(small("un-bans-2017"), levers, 3, runs=70)
    for at in (0, 64):
        one, other = (course.run(at) for course in courses)
        for series in SERIES:
            assert np.allclose(one[series], other[series], rtol=WITHIN, atol=WITHIN * np.abs(one[series]).max()), series


@settings(max_examples=12, deadline=None)
@given(LEVERS, st.sampled_from(sorted(MODEL.presets)), st.integers(0, 99))
def test_every_dollar_and_every_worker_is_accounted_for(levers, name, seed):
    course = both(small(name), levers, seed)[1]
    sums = {}
    for state, books in course.books(0):
        for field, value in books.items():
            assert value.min() >= 0, field
            sums[field] = sums.get(field, 0) + value
        people = state.workers.sum(1) + state.home[:, 0] + sums["fled"]
        reserve = np.floor(state.at_first[:, 0] * MODEL.parameters["reserve"].value)
        assert np.array_equal(people, state.at_first[:, 0] + reserve)
    close = {"rtol": WITHIN}
    owed = sums["paid"] + sums["written_off"] + sums["granted"] + state.arrears.sum(1)
    assert np.allclose(sums["due"], owed, **close)
    assert np.allclose(sums["paid"], sums["broker"] + sums["plan"] + sums["keep"] + sums["pocket"], **close)
    spent = sums["delivered"] + sums["seized"] + sums["cost"] + sums["granted"] + state.cash.sum(1)
    assert np.allclose(sums["plan"], spent, **close)


def test_in_single_precision_the_reference_tells_the_same_fans():
    preset = small("gulf-2016")
    one, other = (
        simulate(preset, MODEL.hosts, MODEL.parameters, runs=256, workers=1, engine=engine)
        for engine in (Engine.NUMPY, Engine.NUMBA)
    )
    for name, lines in fans(one).items():
        assert np.allclose(lines, fans(other)[name], rtol=0.02, atol=0.02 * lines.max()), name


def test_a_seed_gives_the_same_numbers_to_the_bit_on_any_number_of_threads():
    preset = small("gulf-2016")
    one, two = (
        simulate(preset, MODEL.hosts, MODEL.parameters, runs=300, seed=7, workers=n, engine=Engine.NUMBA)
        for n in (1, 2)
    )
    assert np.array_equal(one.stock, two.stock)
    assert all(np.array_equal(one.series[name], two.series[name]) for name in SERIES)


def test_the_exponential_function_is_that_of_the_library():
    at = np.concatenate([np.linspace(-699, 699, 20_001), np.linspace(-1e-3, 1e-3, 101)])
    assert np.allclose([_exp(y) for y in at], np.exp(at), rtol=1e-15, atol=0)
    assert 0 < _exp(-1e6) < 1e-300
    assert _exp(1e6) > 1e300


def test_where_no_folder_can_be_written_it_is_compiled_all_the_same(monkeypatch):
    def nowhere(*, cache=False, **how):
        if cache:
            raise RuntimeError("cannot cache function: no locator available")
        return lambda function: (function, how["nogil"])

    monkeypatch.setattr(loops, "njit", nowhere)
    assert loops.compiled(abs) == (abs, True)
