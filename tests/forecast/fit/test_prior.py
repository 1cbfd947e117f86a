"""Priors."""

import numpy as np
import pytest

from secondsource.forecast.fit.prior import USUAL, NoParameter, Shape, prior_of, priors_of
from secondsource.forecast.scenario.load import model_of
from secondsource.forecast.scenario.values import Trust
from secondsource.subjects import load
from tests.forecast.fit.made import prior

MODEL = model_of(load())
LUCK = np.linspace(0, 1, 10_001)


@pytest.mark.parametrize("name", sorted(MODEL.parameters))
def test_a_prior_fills_the_range_and_never_leaves_it(name):
    one = prior_of(MODEL.parameters[name])
    values = one.at(LUCK)
    assert values[0] == pytest.approx(one.parameter.low)
    assert values[-1] == pytest.approx(one.parameter.high)
    assert (np.diff(values) >= 0).all()


def test_the_shape_follows_from_range_and_trust():
    assert prior_of(prior(trust=Trust.ASSUMED).parameter).shape is Shape.UNIFORM
    assert prior_of(prior(trust=Trust.LOW).parameter).shape is Shape.TRIANGULAR
    assert prior_of(prior(low=0.01, high=1, value=0.1).parameter).shape is Shape.LOGUNIFORM


def test_each_shape_has_its_mean():
    middle = (LUCK[:-1] + LUCK[1:]) / 2
    assert prior(low=2, high=4).at(middle).mean() == pytest.approx(3)
    assert prior(low=0, high=3, value=3, shape=Shape.TRIANGULAR).at(middle).mean() == pytest.approx(2, rel=1e-3)
    logarithmic = prior(low=1, high=np.e, value=1, shape=Shape.LOGUNIFORM).at(middle)
    assert logarithmic.mean() == pytest.approx(np.e - 1, rel=1e-3)


def test_what_cannot_be_fitted_is_refused():
    assert [p.name for p in priors_of(USUAL, MODEL)] == list(USUAL)
    with pytest.raises(NoParameter, match="Did you mean “pressure”"):
        priors_of(["presure"], MODEL)
    with pytest.raises(NoParameter, match="once"):
        priors_of(["late", "late"], MODEL)
    with pytest.raises(NoParameter, match="one parameter"):
        priors_of([], MODEL)
