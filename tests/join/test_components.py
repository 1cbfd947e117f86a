from hypothesis import given
from hypothesis import strategies as st

from secondsource.join.components import components

EDGES = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=12)


@given(EDGES)
def test_every_position_stands_in_one_part_and_every_edge_within_one(edges):
    parts = components(10, edges)
    assert sorted(i for part in parts for i in part) == list(range(10))
    where = {i: n for n, part in enumerate(parts) for i in part}
    assert all(where[i] == where[j] for i, j in edges)


@given(EDGES, st.randoms())
def test_the_order_of_the_edges_does_not_matter(edges, chance):
    shuffled = list(edges)
    chance.shuffle(shuffled)
    assert components(10, shuffled) == components(10, edges)
