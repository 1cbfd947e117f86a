"""Simulation-based calibration."""

from dataclasses import replace

import numpy as np
import pytest

from secondsource.forecast.fit.calibrate import calibrated, uneven
from tests.forecast.fit.made import toy

TRUTHS = 200


def test_the_fit_covers_what_it_promises():
    # the allowance is three standard deviations of a share of 200, and what a finite share of draws adds
    for one in calibrated(toy(noise=20), toy().figures, truths=TRUTHS, share=0.02, seed=1):
        assert 0.39 <= one.half <= 0.65
        assert 0.83 <= one.most <= 0.97
    assert one.narrower == pytest.approx(1, abs=0.1)


def test_a_fit_to_the_wrong_world_is_found_out():
    table = toy(noise=20)
    # truths whose figures are told 30 per cent too high
    found = table.found.copy()
    found[:TRUTHS] *= 1.3
    wrong = calibrated(replace(table, found=found), table.figures, truths=TRUTHS, share=0.02, seed=1)[0]
    assert wrong.most < 0.5
    assert wrong.uneven > 3 * wrong.allowed


def test_ranks():
    assert uneven(np.linspace(0.005, 0.995, 100)) == pytest.approx(0.005)
    assert uneven(np.zeros(10)) == 1


def test_more_truths_than_the_table_has_room_for_are_refused():
    with pytest.raises(ValueError, match="draws at least"):
        calibrated(toy(draws=100), toy().figures, truths=51, share=0.2, seed=1)
