from hypothesis import given
from hypothesis import strategies as st

from secondsource.join.cluster import cluster


class Free:
    def plus(self, other):
        return self


def free(n):
    return [Free() for _ in range(n)]


def test_a_mean_below_the_bar_keeps_groups_apart():
    assert cluster(free(3), {(0, 1): 5.0, (1, 2): 3.0, (0, 2): 0.0}, (), 2.0) == [[0, 1], [2]]


def test_a_contradiction_keeps_apart_what_everything_else_joins():
    assert cluster(free(3), {(0, 1): 5.0, (1, 2): 4.0}, [(0, 2)], 2.0) == [[0, 1], [2]]


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda p: p[0] < p[1]), st.floats(-3, 6), max_size=20
    )
)
def test_every_thing_stands_in_exactly_one_group(scores):
    groups = cluster(free(8), scores, (), 1.0)
    assert sorted(i for g in groups for i in g) == list(range(8))
