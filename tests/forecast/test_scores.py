"""Scores: what they come to where it is known, and that their parts add up."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.forecast.scores import (
    bootstrapped,
    brier,
    calibration,
    crps_of_quantiles,
    decomposed,
    interval_score,
    share,
)

PAIRS = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60)
NUMBERS = st.floats(-1e6, 1e6)
WHOLE = st.integers(-(10**6), 10**6)


def parted(pairs):
    return [p for p, _ in pairs], [y for _, y in pairs]


@given(PAIRS, st.integers(1, 20))
def test_the_parts_of_a_brier_score_add_up(pairs, bins):
    found = decomposed(*parted(pairs), bins)
    whole = found.reliability - found.resolution + found.uncertainty + found.within
    assert whole == pytest.approx(found.score, abs=1e-12)
    assert found.reliability >= 0 and found.resolution >= 0 and 0 <= found.uncertainty <= 0.25


@given(st.lists(st.tuples(st.sampled_from([0.05, 0.35, 0.75]), st.booleans()), min_size=1, max_size=40))
def test_where_each_bin_holds_one_probability_nothing_is_left_within(pairs):
    assert decomposed(*parted(pairs)).within == pytest.approx(0, abs=1e-12)


@given(PAIRS, st.integers(1, 20))
def test_bins_hold_every_forecast_once(pairs, bins):
    said, came = parted(pairs)
    found = calibration(said, came, bins)
    assert sum(b.count for b in found) == len(pairs)
    assert sum(b.count * b.came for b in found) == pytest.approx(sum(came))
    assert sum(b.count * b.said for b in found) == pytest.approx(sum(said))
    for one in found:
        assert one.low - 1e-9 <= one.said <= one.high + 1e-9


@given(PAIRS, st.randoms(use_true_random=False))
def test_the_order_of_forecasts_changes_no_score(pairs, random):
    other = list(pairs)
    random.shuffle(other)
    assert decomposed(*parted(pairs)).score == pytest.approx(decomposed(*parted(other)).score)


@given(st.floats(0, 1), st.floats(0, 1))
def test_who_says_what_he_believes_expects_the_least_brier_score(believed, said):
    def expected(p):
        return believed * brier([p], [True])[0] + (1 - believed) * brier([p], [False])[0]

    assert expected(believed) <= expected(said) + 1e-12


@given(WHOLE, WHOLE, WHOLE, st.floats(0.05, 0.95))
def test_an_interval_costs_its_width_and_what_lies_outside(one, other, value, level):
    low, high = sorted((one, other))
    score = interval_score(low, high, level, value)
    assert score >= high - low
    assert (score == high - low) == (low <= value <= high)


@given(st.lists(NUMBERS, min_size=1, max_size=30), NUMBERS)
def test_the_crps_is_never_below_zero_and_least_at_the_median(quantiles, value):
    q = sorted(quantiles)
    levels = [n / (len(q) + 1) for n in range(1, len(q) + 1)]
    score = crps_of_quantiles(levels, q, value)
    assert score >= -1e-9
    assert crps_of_quantiles(levels, q, float(np.median(q))) <= score + 1e-6


def test_the_crps_of_many_quantiles_comes_to_that_of_a_uniform_distribution():
    levels = [n / 1000 for n in range(1, 1000)]
    # CRPS of a uniform distribution on [0, 1] at its middle: the integral of F squared up to it and of (1 - F) squared beyond, 1/12
    assert crps_of_quantiles(levels, levels, 0.5) == pytest.approx(1 / 12, abs=2e-3)


def test_a_bootstrap_is_the_same_with_the_same_seed_and_holds_the_mean():
    scores = np.linspace(0, 1, 30)
    one, two = bootstrapped(scores), bootstrapped(scores)
    assert one == two != bootstrapped(scores, seed=2)
    assert one.low < scores.mean() < one.high
    assert bootstrapped([0.3]).low == bootstrapped([0.3]).high == pytest.approx(0.3)


@given(st.integers(1, 500), st.data())
def test_the_interval_of_a_share_lies_around_it(count, data):
    hits = data.draw(st.integers(0, count))
    found = share(hits, count)
    assert 0 <= found.low <= hits / count + 1e-12 and hits / count - 1e-12 <= found.high <= 1


@pytest.mark.parametrize("call", [lambda: decomposed([], []), lambda: bootstrapped([]), lambda: share(0, 0)])
def test_nothing_has_no_score(call):
    with pytest.raises(ValueError, match=r"no |nothing"):
        call()
