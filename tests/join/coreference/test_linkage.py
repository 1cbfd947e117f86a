import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from secondsource.join.coreference.linkage import linked, merges


def matrix(size, scores):
    out = np.full((size, size), -9.0)
    for (a, b), score in scores.items():
        out[a, b] = out[b, a] = score
    return out


def test_a_mean_below_the_bar_keeps_groups_apart():
    scores = matrix(3, {(0, 1): 5.0, (1, 2): 3.0, (0, 2): 0.0})
    assert linked(scores, 2.0) == [[0, 1], [2]]
    assert linked(scores, 1.5) == [[0, 1, 2]]


def test_what_is_held_apart_stays_apart_also_in_a_group():
    scores = matrix(3, {(0, 1): 5.0, (1, 2): 4.0, (0, 2): -np.inf})
    assert linked(scores, -1e6) == [[0, 1], [2]]


def test_nothing_and_one():
    assert linked(np.zeros((0, 0)), 0.0) == []
    assert linked(np.ones((1, 1)), 0.0) == [[0]]


def test_scores_are_left_as_they_were():
    scores = np.ones((3, 3))
    linked(scores, 0.0)
    assert (scores == 1).all()


@st.composite
def scores(draw):
    size = draw(st.integers(1, 7))
    values = draw(st.lists(st.floats(-4, 4), min_size=size * size, max_size=size * size))
    square = np.array(values).reshape(size, size)
    return square + square.T


@given(scores(), st.floats(-6, 6))
def test_each_stands_in_one_group_and_means_fall(square, bar):
    assert sorted(k for group in linked(square, bar) for k in group) == list(range(len(square)))
    means = [mean for mean, _, _ in merges(square, bar)]
    assert all(mean >= bar for mean in means)
    assert all(later <= earlier + 1e-9 for earlier, later in itertools.pairwise(means))


@given(scores(), st.floats(-6, 6))
def test_every_merge_is_the_mean_over_the_pairs(square, bar):
    groups = {k: [k] for k in range(len(square))}
    for mean, a, b in merges(square, bar):
        assert abs(mean - square[np.ix_(groups[a], groups[b])].mean()) < 1e-9
        groups[a] += groups.pop(b)
