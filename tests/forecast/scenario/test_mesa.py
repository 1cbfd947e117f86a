"""The plain Mesa model of the benchmarks against the package, crew by crew on the same luck; only where Mesa is installed."""

from dataclasses import replace

import pytest

pytest.importorskip("mesa")
from benchmarks.scenario_mesa import agreement
from secondsource.forecast.scenario.load import model_of
from secondsource.subjects import load

MODEL = model_of(load())


@pytest.mark.parametrize("name", sorted(MODEL.presets))
def test_every_crew_fares_alike(name):
    assert agreement(MODEL, replace(MODEL.presets[name], sites=60, months=24), seed=4) < 1e-9
