"""Which parameters decide: known cases, and what people are shown."""

from dataclasses import replace
from xml.etree import ElementTree as ET

import numpy as np
import pytest

pytest.importorskip("SALib")
from secondsource.forecast.scenario import sensitivity as module
from secondsource.forecast.scenario.influence import bars, supposes, told
from secondsource.forecast.scenario.load import model_of
from secondsource.forecast.scenario.report import CAUTION
from secondsource.forecast.scenario.sensitivity import Of, quantity, sensitivity
from secondsource.forecast.scenario.simulate import simulate
from secondsource.subjects import load

MODEL = model_of(load())
PRESET = replace(MODEL.presets["bare-spiral"], sites=20, months=24)
LEFT = ("pressure", "substitution", "squeeze", "deposit", "late")
HELD = {name: p.value for name, p in MODEL.parameters.items() if name not in LEFT}


@pytest.fixture(scope="module")
def found():
    return sensitivity(PRESET, MODEL, of=Of.INCOME, samples=64, change=HELD, kept=4, workers=1)


def test_pressure_decides_over_the_income_and_what_no_equation_names_does_nothing(found):
    assert set(found.screened) == set(LEFT)
    assert found.screened["deposit"] == 0  # exactly: settings that differ in one parameter have the same luck
    one = found.found[0]
    assert one.name == "pressure"
    assert one.first > 0.5
    assert one.first <= one.total + one.total_error + one.first_error
    assert 0 < found.luck < 1
    assert found.runs == (64 * 6 + module.TRAJECTORIES * 6) * module.REPLICATES


def test_indices_of_a_known_function_are_found(monkeypatch):
    """A weighted sum: the share of each is the square of its weight over the sum of squares."""
    weights = {"pressure": 2.0, "substitution": 1.0, "late": 0.0}

    def pretend(preset, hosts, parameters, *, runs, change, **_):
        scaled = {n: (change[n] - parameters[n].low) / (parameters[n].high - parameters[n].low) for n in weights}
        return sum(scaled[n] * weight for n, weight in weights.items())

    monkeypatch.setattr(module, "simulate", pretend)
    monkeypatch.setattr(module, "quantity", lambda runs, of: runs)
    held = {name: p.value for name, p in MODEL.parameters.items() if name not in weights}
    result = sensitivity(PRESET, MODEL, of=Of.INCOME, samples=1024, change=held)
    shares = {one.name: one for one in result.found}
    for name, expected in (("pressure", 0.8), ("substitution", 0.2), ("late", 0.0)):
        assert shares[name].first == pytest.approx(expected, abs=0.02)
        assert shares[name].total == pytest.approx(expected, abs=0.02)
    assert result.luck == 0


def test_every_outcome_is_one_number_a_run():
    runs = simulate(PRESET, MODEL.hosts, MODEL.parameters, runs=5, change={"pressure": 2.0}, workers=1)
    for of in Of:
        assert quantity(runs, of).shape == (5,)
    assert np.allclose(quantity(runs, Of.FLED), runs.series["fled"][:, -12:].sum(1))


def test_what_never_happens_has_no_causes():
    calm = dict(HELD, pressure=0.0, substitution=1.0)
    result = sensitivity(PRESET, MODEL, of=Of.SPIRAL, samples=16, change=calm, kept=2, workers=1)
    assert all((one.first, one.total) == (0, 0) for one in result.found)


def test_samples_are_a_power_of_two():
    with pytest.raises(ValueError, match="power of 2"):
        sensitivity(PRESET, MODEL, of=Of.INCOME, samples=100)


def test_report_and_picture_say_what_they_assume(found):
    said = supposes(PRESET, MODEL, found, HELD, 1)
    text, drawn = told(PRESET, MODEL, found, said), bars(PRESET, found, said)
    words = " ".join(" ".join(ET.fromstring(drawn).itertext()).split())
    for one in found.found:
        assert f"`{one.name}`" in text
        assert one.name in words
    assert CAUTION in text
    assert CAUTION in words
    assert "is luck" in text
