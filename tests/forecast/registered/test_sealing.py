"""The model's own forecasts: ahead of their date, with all that is needed to run them again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from secondsource.forecast.registered.kept import registered, registration
from secondsource.forecast.registered.sealing import STEPS, of_model, queue_stamp, stamped
from secondsource.forecast.registered.values import BadForecast, Origin, Timing
from secondsource.forecast.scenario.load import model_of
from secondsource.subjects import load
from tests.forecast.registered.made import ledger, signed

SCENARIO = model_of(load())
TODAY = date(2016, 1, 15)
SMALL = {"today": TODAY, "runs": 100}


def seal(observable="abroad", by=date(2016, 3, 1), **more):
    return of_model(SCENARIO, "gulf-2016", observable, by, **{**SMALL, **more})


def test_quantiles_version_inputs_and_seed_are_sealed_and_come_back():
    made = seal("abroad:KW", seed=3)
    (found,) = registered(ledger(registration(made, signed("2016-01-15T00:00:00Z"))))
    assert found.forecast == made
    assert found.timing is Timing.SEALED and made.origin is Origin.MODEL
    assert len(made.expected.quantiles) == STEPS - 1
    assert list(made.expected.quantiles) == sorted(made.expected.quantiles)
    assert made.model is not None
    assert (made.model.seed, made.model.runs, made.model.month) == (3, 100, "2016-03")
    assert made.resolves_by == date(2016, 3, 31)
    assert "Kuwait" in made.question


def test_the_same_run_seals_the_same_and_another_seed_or_model_does_not():
    assert seal() == seal()
    assert seal().id != seal(seed=2).id
    host = replace(SCENARIO.hosts["KW"], wage=1.0)
    other = replace(SCENARIO, hosts={**SCENARIO.hosts, "KW": host})
    assert of_model(other, "gulf-2016", "abroad", date(2016, 3, 1), **SMALL).model.inputs != seal().model.inputs


def test_with_a_threshold_a_probability_is_sealed_that_is_never_quite_sure():
    never, always = seal(at_least=1e9), seal(at_least=0)
    assert never.expected.probability == pytest.approx(1 / 102, abs=1e-5)
    assert always.expected.probability == pytest.approx(101 / 102, abs=1e-5)
    assert never.expected.quantiles == () and never.model.at_least == 1e9


@pytest.mark.parametrize("observable", ["abroad", "delivered", "quota", "strikes", "fled", "late"])
def test_every_series_can_be_sealed(observable):
    assert seal(observable).expected.of_quantity


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"by": date(2015, 12, 31)}, "has begun"),
        ({"by": date(2016, 1, 31)}, "has begun"),
        ({"by": date(2016, 3, 31), "today": date(2016, 3, 1)}, "has begun"),
        ({"by": date(2080, 1, 1)}, "lies outside"),
        ({"observable": "income"}, "no series “income”"),
        ({"observable": "abroad:XX"}, "abroad:KW"),
        ({"observable": "fled:KW"}, "not told by host"),
    ],
)
def test_what_is_past_or_unknown_is_refused(given, said):
    with pytest.raises(BadForecast, match=said):
        seal(**given)


def test_a_preset_that_is_not_there_or_begins_later_is_refused():
    with pytest.raises(BadForecast, match="no preset"):
        of_model(SCENARIO, "gulf", "abroad", date(2016, 3, 1), **SMALL)
    with pytest.raises(BadForecast, match="begins in 2023-07"):
        of_model(SCENARIO, "russia-2024", "abroad", date(2016, 3, 1), **SMALL)


def test_a_case_without_time_stamps_asks_nobody():
    case = SimpleNamespace(stamps=SimpleNamespace(all=lambda: ()))
    assert not queue_stamp(case, "")
    assert stamped(case, 1) == ""
