"""What runs say of figures."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from secondsource.forecast.fit.figures import Observable
from secondsource.forecast.fit.observe import chosen, comparable, observed
from secondsource.forecast.scenario.load import model_of
from secondsource.forecast.scenario.simulate import simulate
from secondsource.subjects import load
from tests.forecast.fit.made import figure

MODEL = model_of(load())
PRESET = replace(MODEL.presets["un-bans-2017"], sites=40, months=24)


@pytest.fixture(scope="module")
def runs():
    return simulate(PRESET, MODEL.hosts, MODEL.parameters, runs=6, workers=1)


def one(runs, **given):
    return observed(runs, [figure(**given)])[:, 0]


def test_workers_are_those_of_the_month_and_hosts(runs):
    china, russia = (runs.stock[:, :, runs.hosts.index(code)] for code in ("CN", "RU"))
    assert one(runs, day=date(2017, 3, 31), hosts=("CN", "RU")) == pytest.approx(china[:, 2] + russia[:, 2])
    assert one(runs, day=date(2017, 3, 31), hosts=()) == pytest.approx(runs.abroad[:, 2])


def test_a_longer_time_is_its_mean(runs):
    china = runs.stock[:, :, runs.hosts.index("CN")]
    found = one(runs, first=date(2017, 1, 1), day=date(2017, 12, 31), hosts=("CN",))
    assert found == pytest.approx(china[:, :12].mean(1), rel=1e-6)


def test_income_is_that_of_a_year(runs):
    found = one(runs, first=date(2017, 1, 1), day=date(2017, 12, 31), hosts=(), observable=Observable.INCOME)
    assert found == pytest.approx(runs.series["delivered"][:, :12].sum(1), rel=1e-5)


def test_plan_money_is_told_against_its_base(runs):
    found = one(runs, day=date(2018, 6, 30), base=date(2017, 6, 30), observable=Observable.QUOTA)
    assert found == pytest.approx(runs.series["quota"][:, 17] / runs.series["quota"][:, 5])


def test_events_are_counted(runs):
    year = {"first": date(2017, 1, 1), "day": date(2017, 12, 31)}
    china = runs.strikes[:, :12, runs.hosts.index("CN")].sum(1)
    assert np.array_equal(one(runs, hosts=("CN",), high=None, observable=Observable.STRIKES, **year), china)
    assert one(runs, hosts=(), observable=Observable.FLED, **year) == pytest.approx(runs.series["fled"][:, :12].sum(1))


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"observable": Observable.PERMITS}, "no counterpart"),
        ({"hosts": ("MT",)}, "host that the preset"),
        ({"day": date(2016, 12, 31)}, "another time"),
        ({"day": date(2019, 1, 31)}, "another time"),
        ({"first": date(2016, 2, 1), "day": date(2017, 1, 31)}, "in part"),
        (
            {"first": date(2016, 12, 1), "day": date(2017, 6, 30), "observable": Observable.FLED, "high": None},
            "in part",
        ),
        ({"observable": Observable.INCOME}, "the whole only"),
        ({"observable": Observable.QUOTA, "base": date(2016, 6, 30)}, "base before"),
        ({}, ""),
    ],
)
def test_why_a_figure_cannot_be_compared(given, why):
    said = comparable(figure(**given), PRESET)
    assert (why in said) if why else said == ""


def test_nothing_is_held_against_a_place_that_is_not_of_the_world():
    world = figure("w", hosts=(), day=date(2016, 6, 30))
    assert chosen([world, figure()], MODEL.presets["bare-spiral"]) == ()
    assert [f.id for f in chosen([world, figure()], MODEL.presets["gulf-2016"])] == ["w"]


def test_runs_without_figures(runs):
    assert observed(runs, []).shape == (6, 0)
