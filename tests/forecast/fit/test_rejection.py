"""The fit itself."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.forecast.fit.calibrate import retold
from secondsource.forecast.fit.identify import learned, together
from secondsource.forecast.fit.rejection import LEAST_KEPT, fitted, nearest
from tests.forecast.fit.made import figure, toy

TABLE = toy()


@pytest.mark.parametrize("truth", [0.1, 0.5, 0.9])
def test_a_known_parameter_is_recovered_and_one_without_effect_is_not(truth):
    figures = [
        replace(f, low=490 + 1000 * truth, value=500 + 1000 * truth, high=510 + 1000 * truth) for f in TABLE.figures
    ]
    found = fitted(TABLE, figures, share=0.02)
    a, b = learned(found)[:2]
    assert a.after[0] <= truth <= a.after[-1]
    assert a.after[-1] - a.after[0] < 0.1
    assert a.said == "identified"
    assert b.said == "not identified"


def test_the_order_of_the_figures_changes_nothing():
    forward, back = (fitted(TABLE, figures, share=0.02) for figures in (TABLE.figures, TABLE.figures[::-1]))
    assert np.array_equal(forward.kept, back.kept)


def test_without_figures_the_prior_is_left():
    assert len(fitted(TABLE, [], share=0.02).kept) == len(TABLE.values)


@given(st.lists(st.integers(0, 5), min_size=1, max_size=60), st.floats(0.01, 1))
@settings(max_examples=60)
def test_none_that_is_kept_lies_farther_than_one_that_is_not(far, share):
    kept, tolerance = nearest(np.array(far, dtype=float), share)
    rest = np.delete(np.array(far), kept)
    assert len(kept) >= min(LEAST_KEPT, len(far))
    assert (rest > tolerance).all()


def test_few_kept_draws_identify_nothing():
    figures = [replace(f, low=990, value=1000, high=1010) for f in TABLE.figures]
    few = replace(fitted(TABLE, figures, share=0.02), kept=np.arange(6))
    assert learned(few)[0].chance > 1
    assert {one.said for one in learned(few)} == {"not identified"}


def test_a_posterior_at_the_end_of_its_range_is_told():
    figures = [replace(f, low=1520, value=1550, high=1560) for f in TABLE.figures]
    assert [one.pushed for one in learned(fitted(TABLE, figures, share=0.02))[:2]] == ["upper", ""]


def test_two_parameters_that_only_act_together_are_named():
    sums = TABLE.values.sum(1, keepdims=True) * 1000
    table = replace(TABLE, found=np.repeat(sums, 5, axis=1))
    found = fitted(table, [replace(f, low=1000, value=1000, high=1000) for f in table.figures], share=0.02)
    (pair,) = together(found)
    assert (pair.one, pair.other) == ("a", "b")
    assert pair.correlation < -0.9


def test_figures_are_told_with_their_error_and_bounds_on_their_side():
    exact = figure(low=100, high=100, spread=0.1)
    assert retold(exact, 1000, 2).ends == (1200, 1200)
    wide = figure(low=50, high=200, value=100, spread=0.1)
    assert retold(wide, 1000, 0).ends == (500, 2000)
    assert retold(figure(low=100, high=None), 1000, 1).ends[0] < 1000
    assert retold(figure(low=None, high=100), 1000, -1).ends[1] > 1000
    assert retold(figure(low=0, high=0), 0, -1).ends == (0, 0)
