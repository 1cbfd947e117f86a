"""Figures, and what each of them counts."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.forecast.fit.figures import Observable, weights
from tests.forecast.fit.made import figure


def test_a_figure_without_ends_or_with_its_value_outside_is_none():
    with pytest.raises(ValueError, match="one end"):
        figure(low=None, high=None, value=1)
    with pytest.raises(ValueError, match="outside"):
        figure(low=1, high=2, value=3)


def test_open_ends():
    assert figure(low=5, high=None).ends == (5, np.inf)
    assert figure(low=None, high=5).ends == (0, 5)


def test_what_counts_as_one_off_is_a_share_of_the_figure_but_never_nothing():
    assert figure(low=1000, high=1000, spread=0.1).scale == 100
    assert figure(low=0, high=0).scale == 20
    assert figure(low=0, high=0, observable=Observable.STRIKES).scale == 1


@given(st.lists(st.sampled_from("xyz"), min_size=1, max_size=9))
def test_every_origin_counts_once(origins):
    figures = [figure(str(n), origins=(origin,), weight=0.5) for n, origin in enumerate(origins)]
    assert weights(figures).sum() == pytest.approx(0.5 * len(set(origins)))


def test_of_two_origins_each_is_shared_with_those_that_rest_on_it():
    both, one = figure("both", origins=("x", "y")), figure("one", origins=("x",))
    assert weights([both, one]) == pytest.approx([0.75, 0.5])
