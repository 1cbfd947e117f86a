"""How far runs are from figures."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.forecast.fit.distance import MOST, distances, gaps
from tests.forecast.fit.made import figure

number = st.floats(0, 1e6)
interval = st.tuples(number, number).map(sorted)


@given(interval, st.floats(0, 1))
def test_inside_its_interval_a_figure_costs_nothing(ends, share):
    low, high = ends
    value = min(max(low + share * (high - low), low), high)
    assert distances(np.array([[value]]), [figure(low=low, high=high, value=low)])[0] == 0


def test_outside_it_costs_by_spreads_and_no_more_than_the_most():
    one = figure(low=900, high=1000, value=950, spread=0.1)
    assert gaps(np.array([[850.0], [1050.0], [1e6], [0.0]]), [one])[:, 0] == pytest.approx([-0.5, 0.5, MOST, -MOST])


def test_an_open_end_costs_nothing_beyond():
    assert gaps(np.array([[1e9, 0.0]]), [figure(low=5, high=None), figure("g", low=None, high=5)]).any() == 0


@given(st.permutations(range(4)), st.lists(number, min_size=4, max_size=4))
def test_the_order_of_figures_does_not_matter(order, values):
    figures = [figure(str(n), low=10.0**n, high=2 * 10.0**n, origins=("xyyz"[n],)) for n in range(4)]
    found = np.array([values])
    mixed = distances(found[:, order], [figures[n] for n in order])
    assert mixed == pytest.approx(distances(found, figures))


@given(number, number)
def test_two_figures_of_one_origin_weigh_as_one(value, other):
    one, again, rival = figure("one", origins=("x",)), figure("again", origins=("x",)), figure("rival", 500, 600)
    twice = distances(np.array([[value, value, other]]), [one, again, rival])
    assert twice == pytest.approx(distances(np.array([[value, other]]), [one, rival]))


def test_without_figures_all_runs_are_as_near():
    assert not distances(np.empty((3, 0)), []).any()
