"""The month on arrays of another module than NumPy: nothing may mix them with NumPy's own, as CuPy would refuse it."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from secondsource.forecast.scenario import place
from secondsource.forecast.scenario.course import Course
from secondsource.forecast.scenario.load import model_of
from secondsource.forecast.scenario.outcome import shares
from secondsource.forecast.scenario.simulate import Runs, simulate
from secondsource.subjects import load

MODEL = model_of(load())
PRESET = replace(MODEL.presets["gulf-2016"], sites=60)


class Elsewhere(np.ndarray):
    """An array that stands for one on a device: NumPy's functions, and its own arrays in an expression, are refused."""

    def __array_ufunc__(self, ufunc, method, *inputs, **options):
        if any(type(x) is np.ndarray and x.ndim for x in inputs):
            raise TypeError(f"{ufunc.__name__} mixes arrays here and elsewhere")
        bare = [np.asarray(x) if isinstance(x, Elsewhere) else x for x in inputs]
        out = tuple(np.asarray(x) for x in options.pop("out", ()))
        found = getattr(ufunc, method)(*bare, **options, **({"out": out} if out else {}))
        return np.asarray(found).view(Elsewhere)

    def __array_function__(self, function, types, args, kwargs):
        raise TypeError(f"numpy.{function.__name__} is called with an array that lies elsewhere")

    def take(self, at, axis=None):
        assert isinstance(at, Elsewhere)
        return np.take(np.asarray(self), np.asarray(at), axis=axis).view(Elsewhere)

    def get(self):
        return np.asarray(self)


def bare(value):
    assert not (type(value) is np.ndarray and value.ndim), "an array of NumPy is handed to the device"
    return np.asarray(value) if isinstance(value, Elsewhere) else value


class Generator:
    def __init__(self, seed):
        self._rng = np.random.default_rng(seed)

    def random(self, size, dtype=np.float64):
        return self._rng.random(size, dtype=dtype).view(Elsewhere)

    def standard_normal(self, size, dtype=np.float64):
        return self._rng.standard_normal(size, dtype=dtype).view(Elsewhere)


class Module:
    """A namespace as `cupy` is one, over NumPy."""

    random = SimpleNamespace(default_rng=Generator)

    def asarray(self, value):
        return np.asarray(value).view(Elsewhere)

    def __getattr__(self, name):
        function = getattr(np, name)
        return lambda *args, **options: np.asarray(function(*map(bare, args), **options)).view(Elsewhere)


@pytest.fixture
def xp(monkeypatch):
    module = Module()
    monkeypatch.setitem(place.sys.modules, Elsewhere.__module__.partition(".")[0], module)
    return module


def run(xp, runs, **levers):
    values = {n: p.value for n, p in MODEL.parameters.items()} | dict(PRESET.parameters) | levers
    course = Course(PRESET, MODEL.hosts, values, runs, 1, np.float32, xp)
    found = course.run(0)
    return Runs(PRESET, tuple(PRESET.stocks), found["stock"], found, found["at_first"], found["strikes_by_host"])


def test_the_months_stay_on_the_device_and_keep_everybody(xp):
    found = run(xp, 8)
    assert all(type(value) is np.ndarray for value in found.series.values())
    people = found.abroad + found.series["home"] + np.cumsum(found.series["fled"], axis=1)
    everybody = np.floor(found.at_first * MODEL.parameters["reserve"].value) + found.at_first
    assert np.array_equal(people, np.repeat(everybody[:, None], people.shape[1], axis=1))


def test_levers_that_differ_from_run_to_run_are_taken_there(xp):
    found = run(xp, 40, pressure=np.repeat([0.0, 2.0], 20), spread=np.linspace(0.1, 0.4, 40))
    money = found.series["delivered"].sum(1)
    assert money[:20].mean() > 1.1 * money[20:].mean()


def test_other_luck_of_the_same_distributions_gives_the_same_fans(xp):
    there = run(xp, 400)
    here = simulate(PRESET, MODEL.hosts, MODEL.parameters, runs=400, workers=1, engine="numpy")
    for name in ("delivered", "quota", "fled", "late"):
        one, two = (x.series[name][:, -12:].mean(1) for x in (there, here))
        error = np.hypot(one.std(), two.std()) / np.sqrt(400)
        assert abs(one.mean() - two.mean()) < 4 * error, name
    ended = shares(here)
    assert all(abs(share - ended[regime]) < 0.15 for regime, share in shares(there).items())
