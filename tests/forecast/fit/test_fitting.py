"""A fit of a real preset, made small: from figures to report, picture and file."""

from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from secondsource.forecast.fit.calibrate import calibrated, retold
from secondsource.forecast.fit.figures import Observable
from secondsource.forecast.fit.fitting import NothingToFit, fit
from secondsource.forecast.fit.picture import fit_picture
from secondsource.forecast.fit.prior import priors_of
from secondsource.forecast.fit.report import CAUTION, amount, calibration_report, fit_report, said
from secondsource.forecast.fit.saved import NotAPosterior, change_from, written
from secondsource.forecast.scenario.load import model_of
from secondsource.forecast.scenario.simulate import simulate
from secondsource.subjects import load
from tests.forecast.fit.made import figure

MODEL = model_of(load())
PRESET = replace(MODEL.presets["un-bans-2017"], sites=40, months=24)
PRIORS = priors_of(["pressure", "late"], MODEL)
END = date(2018, 12, 31)
FIGURES = [
    figure("ru", 10_000, 12_000, day=END, origins=("r",), spread=0.05),
    figure("qa", 100, 200, hosts=("QA",), day=END, spread=0.05),
    figure("kw", 1000, 1400, hosts=("KW",), day=END, spread=0.05),
    figure("all", 50_000, None, hosts=(), day=END, origins=("r",)),
    figure("low", None, 462, hosts=("PL",), day=END),
    figure("odd", 1, 2, observable=Observable.WAGE),
]
GIVEN = {"draws": 600, "share": 0.05, "seed": 3, "workers": 1}


@pytest.fixture(scope="module")
def found():
    return fit(PRESET, MODEL, FIGURES, PRIORS, **GIVEN)


def test_the_same_seed_gives_the_same_fit_to_the_bit(found):
    again = fit(PRESET, MODEL, FIGURES[::-1], PRIORS, **GIVEN)
    assert np.array_equal(again.posterior.kept, found.posterior.kept)
    assert np.array_equal(again.posterior.values, found.posterior.values)
    assert again.checks == found.checks
    assert fit_report(again) == fit_report(found)
    other = fit(PRESET, MODEL, FIGURES, PRIORS, **GIVEN | {"seed": 4})
    assert not np.array_equal(other.posterior.values, found.posterior.values)


@pytest.mark.parametrize("truth", [0.3, 1.7])
def test_it_recovers_the_pressure_that_made_the_figures(truth):
    runs = simulate(PRESET, MODEL.hosts, MODEL.parameters, runs=1, seed=11, change={"pressure": truth}, workers=1)
    made = [
        retold(figure(f"{code}-{year}", 100, 100, hosts=(code,), day=date(year, month, 28), spread=0.05), float(runs.stock[0, at, n]), 0)
        for n, code in enumerate(runs.hosts)
        for year, month, at in ((2017, 12, 11), (2018, 12, 23))
    ]  # fmt: skip
    pressure = fit(PRESET, MODEL, made, PRIORS, **GIVEN | {"draws": 1500, "share": 0.03}).learned[0]
    assert pressure.after[0] <= truth <= pressure.after[-1]
    assert abs(pressure.after[2] - truth) < 0.3 < abs(pressure.before[2] - truth)
    assert pressure.contraction > 0.3


def test_what_nothing_is_known_of_is_not_identified(found):
    late = next(one for one in found.learned if one.name == "late")
    assert late.said == "not identified"
    assert "late: not identified" in fit_report(found)


def test_checks_tell_what_lies_outside(found):
    far = fit(PRESET, MODEL, [*FIGURES, figure("far", 500_000, 600_000, hosts=("AE",), day=END)], PRIORS, **GIVEN)
    checks = {check.figure.id: check for check in far.checks}
    assert not checks["far"].inside
    assert checks["far"].p < 0.01
    assert all(check.low <= check.middle <= check.high for check in far.checks)
    outside = next(row for row in fit_report(far).splitlines() if "lie outside" in row)
    assert "far" in outside


def test_what_is_left_out_is_counted(found):
    assert found.left == {"the model has no counterpart of it": 1}
    assert "1 left out: the model has no counterpart" in fit_report(found)


def test_a_preset_without_figures_cannot_be_fitted():
    with pytest.raises(NothingToFit, match="bare-spiral"):
        fit(MODEL.presets["bare-spiral"], MODEL, FIGURES, PRIORS, **GIVEN)


def test_the_real_model_is_covered_too(found):
    table = found.posterior.table
    for one in calibrated(table, found.posterior.figures, truths=100, share=0.1, seed=1):
        # three standard deviations of a share of 100
        assert 0.35 <= one.half <= 0.65
        assert 0.81 <= one.most <= 1
    assert "100 truths" in calibration_report(
        calibrated(table, found.posterior.figures, truths=100, share=0.1, seed=1), 100
    )


def test_the_picture_says_what_it_assumes_and_shows_every_kind(found):
    drawn = str(fit_picture(found))
    ET.fromstring(drawn)
    words = " ".join(drawn.split())
    assert CAUTION.split(":")[0] in words
    for title in ("Workers: Russia", "Workers: Qatar", "Workers, all hosts"):
        assert title in drawn


def test_the_file_gives_back_what_was_kept(found, tmp_path):
    path = tmp_path / "posterior.json"
    path.write_text(written(found.posterior, PRESET.name, 3), encoding="utf-8")
    number = len(found.posterior.kept)
    change = change_from(path, MODEL, number + 2)
    assert change["pressure"][:number] == pytest.approx(found.posterior.values[:, 0])
    assert change["late"][number] == found.posterior.values[0, 1]
    simulate(PRESET, MODEL.hosts, MODEL.parameters, runs=number + 2, change=dict(change), workers=1)


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"form": "x"}', "\xff",
     '{"form": "secondsource posterior 1", "preset": "p", "seed": 1, "draws": 1, "tolerance": 0, "figures": {}, "values": {}}',
     '{"form": "secondsource posterior 1", "preset": "p", "seed": 1, "draws": 1, "tolerance": 0, "figures": {}, "values": {"late": [1], "speed": [1, 2]}}',
     '{"form": "secondsource posterior 1", "preset": "p", "seed": 1, "draws": 1, "tolerance": 0, "figures": {}, "values": {"nothing": [1]}}'],
)  # fmt: skip
def test_another_file_is_refused(text, tmp_path):
    path = tmp_path / "other.json"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(NotAPosterior, match=r"other\.json"):
        change_from(path, MODEL, 3)


def test_numbers_in_words():
    assert said(FIGURES[3]) == "at least 50,000 people"
    assert said(FIGURES[4]) == "at most 462 people"
    assert said(figure(low=5, high=5)) == "5 people"
    assert said(figure(low=1, high=None, observable=Observable.STRIKES)) == "at least 1 crew"
    assert amount(0.0123) == "0.0123"
