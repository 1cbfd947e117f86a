"""Persistence and trend, by hand."""

from datetime import date

import numpy as np
import pytest

from secondsource.forecast.fit.rivals import DRIFT, last_known, persistence, trend, years
from tests.forecast.fit.made import figure

JULY, YEAR, NEXT = date(2017, 7, 1), date(2018, 7, 1), date(2019, 7, 1)
OLD, NEW = figure("old", 1000, 1000, day=JULY), figure("new", 600, 600, day=YEAR)


def test_persistence_stays_and_spreads_with_time():
    soon, late = persistence((NEW,), date(2018, 10, 1)), persistence((NEW,), NEXT)
    assert np.median(soon) == pytest.approx(600) == np.median(late)
    assert np.log(late / 600).std() == pytest.approx(DRIFT, rel=0.06)
    assert np.log(soon / 600).std() == pytest.approx(DRIFT * years(YEAR, date(2018, 10, 1)) ** 0.5, rel=0.06)


def test_an_interval_stays_an_interval():
    now = persistence((figure("wide", 100, 300, day=YEAR),), YEAR)
    assert now.min() == pytest.approx(105)
    assert now.max() == pytest.approx(295)
    assert now.mean() == pytest.approx(200)


def test_the_trend_goes_on():
    assert np.median(trend((OLD, NEW), NEXT)) == pytest.approx(200)


def test_the_trend_ends_at_nothing():
    assert not trend((OLD, NEW), date(2021, 7, 1)).any()


def test_the_trend_of_one_figure_is_persistence():
    assert np.array_equal(trend((NEW,), NEXT), persistence((NEW,), NEXT))


def test_only_what_was_known_counts_and_the_latest_word_on_a_time_stands():
    late = figure("late", day=JULY, known=NEXT)
    mended = figure("mended", 900, 900, day=JULY, known=date(2018, 1, 1))
    other = figure("other", hosts=("CN",), day=JULY)
    known = last_known([NEW, OLD, late, mended, other], OLD.about, YEAR)
    assert [f.id for f in known] == ["mended", "new"]
