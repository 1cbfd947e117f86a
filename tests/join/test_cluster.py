from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from secondsource.join.cluster import Foes, cluster

SIZE = 8
pairs = st.sampled_from(list(combinations(range(SIZE), 2)))


class Free:
    def plus(self, other):
        return self


class Numbered:
    """Holds together up to a sum."""

    def __init__(self, number):
        self.number = number

    def plus(self, other):
        return Numbered(self.number + other.number) if self.number + other.number <= 3 else None


def free(n):
    return [Free() for _ in range(n)]


def found(things, scores, never, join_from):
    scored = ((i, j, score, 1.0) for (i, j), score in scores.items())
    return cluster(things, scored, np.array(never, dtype=np.int64).reshape(-1, 2), join_from)


def test_a_mean_below_the_bar_keeps_groups_apart():
    assert found(free(3), {(0, 1): 5.0, (1, 2): 3.0, (0, 2): 0.0}, (), 2.0) == [[0, 1], [2]]


def test_a_contradiction_keeps_apart_what_everything_else_joins():
    assert found(free(3), {(0, 1): 5.0, (1, 2): 4.0}, [(0, 2)], 2.0) == [[0, 1], [2]]


def test_two_groups_that_hold_nothing_together_stay_apart_whatever_joins_them_later():
    scores = {(0, 1): 6.0, (2, 3): 5.0, (1, 2): 4.0, (0, 3): 3.0}
    assert found([Numbered(1) for _ in range(4)], scores, (), 2.0) == [[0, 1], [2, 3]]


@given(st.dictionaries(pairs, st.floats(-3, 6), max_size=20), st.lists(pairs, max_size=9))
def test_every_thing_stands_in_exactly_one_group_and_never_with_a_foe(scores, never):
    scores = {pair: score for pair, score in scores.items() if pair not in never}
    groups = found(free(SIZE), scores, never, 1.0)
    assert sorted(i for g in groups for i in g) == list(range(SIZE))
    assert not any(i in g and j in g for g in groups for i, j in never)


@given(st.lists(pairs, max_size=12), st.lists(pairs, max_size=6), st.lists(pairs, max_size=6))
def test_groups_are_foes_as_sets_of_them_would_say(never, later, merges):
    foes = Foes(SIZE, np.array(never, dtype=np.int64).reshape(-1, 2))
    members = [[i] for i in range(SIZE)]
    expected = {frozenset(pair) for pair in never}
    for i, j in later[:3]:
        foes.add(i, j)
        expected.add(frozenset((i, j)))
    for i, j in merges:
        if members[i] and members[j] and not foes.are(i, j, members):
            foes.merge(i, j, members)
            members[i] += members[j]
            members[j] = []
    there = [i for i in range(SIZE) if members[i]]
    for i in there:
        for j in there:
            if i != j:
                apart = any(frozenset((a, b)) in expected for a in members[i] for b in members[j])
                assert foes.are(i, j, members) == apart
