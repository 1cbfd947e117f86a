import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from secondsource.forecast.scenario.ground import LEAST, laid, shared_out
from secondsource.forecast.scenario.load import model_of
from secondsource.subjects import load


@given(st.lists(st.floats(0, 1e6), min_size=2, max_size=12), st.integers(0, 400))
def test_every_group_has_its_crews_and_none_is_lost(weights, more):
    total = LEAST * len(weights) + more
    sizes = shared_out(np.array(weights), total)
    assert sum(sizes) == total
    assert min(sizes) >= LEAST


def test_sums_by_group_and_host_lose_nobody():
    model = model_of(load())
    ground = laid(model.presets["gulf-2016"], model.hosts, np.float64)
    people = np.arange(2 * ground.crews, dtype=float).reshape(2, -1)
    by_group = ground.sum_by_group(people)
    assert by_group.shape == (2, ground.groups)
    assert np.array_equal(by_group.sum(1), people.sum(1))
    assert np.array_equal(ground.sum_by_host(by_group).sum(1), people.sum(1))
