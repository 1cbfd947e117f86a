"""Scores."""

from math import erf, exp, pi, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.forecast.scores import crps, to_interval

number = st.floats(-1e6, 1e6)


def of_normal(mean, deviation, y):
    """The exact CRPS of a normal forecast (Gneiting and others 2005)."""
    z = (y - mean) / deviation
    below, density = (1 + erf(z / sqrt(2))) / 2, exp(-z * z / 2) / sqrt(2 * pi)
    return deviation * (z * (2 * below - 1) + 2 * density - 1 / sqrt(pi))


@pytest.mark.parametrize("y", [-2.0, 0.0, 1.0, 4.0])
def test_a_large_ensemble_scores_as_the_formula(y):
    members = np.random.default_rng(1).normal(1, 2, 200_000)
    assert crps(members, y, y) == pytest.approx(of_normal(1, 2, y), abs=0.02)


@given(number, number)
def test_a_point_scores_its_absolute_error(x, y):
    assert crps(np.array([x]), y, y) == pytest.approx(abs(x - y))
    assert crps(np.full(7, x), y, y) == pytest.approx(abs(x - y), abs=1e-6)


def test_small_ensembles_are_not_punished():
    rng = np.random.default_rng(2)
    small = np.mean([crps(rng.normal(size=3), 0.5, 0.5) for _ in range(20_000)])
    assert small == pytest.approx(of_normal(0, 1, 0.5), abs=0.02)


@given(st.lists(number, min_size=2, max_size=20), number, st.floats(0.1, 1e5))
def test_an_interval_scores_as_the_mean_over_its_values(members, low, width):
    x = np.array(members)
    inside = low + width * (np.arange(2000) + 0.5) / 2000
    mean = np.mean([crps(x, y, y) for y in inside[::100]])
    exact = crps(x, low, low + width)
    assert exact == pytest.approx(mean, rel=0.05, abs=0.05 * width)


def test_distance_to_an_interval_by_hand():
    assert to_interval(np.array([-1.0, 2.0, 6.0]), 0, 4) == pytest.approx([3, 1, 4])


@given(st.permutations(list(range(6))))
def test_the_order_of_members_does_not_matter(order):
    x = np.arange(6.0) ** 2
    assert crps(x[order], 3, 9) == pytest.approx(crps(x, 3, 9))
