import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.model import Range

ends = st.one_of(st.none(), st.integers(0, 1000))
ranges = (
    st.tuples(ends, ends).filter(lambda p: p != (None, None) and (None in p or p[0] <= p[1])).map(lambda p: Range(*p))
)


@given(ranges, ranges)
def test_overlap_is_symmetric(a, b):
    assert a.overlaps(b) == b.overlaps(a)


@given(ranges)
def test_a_range_overlaps_itself(a):
    assert a.overlaps(a)


@pytest.mark.parametrize(("low", "high"), [(None, None), (5, 4)])
def test_a_range_says_something_and_runs_forward(low, high):
    with pytest.raises(ValueError):
        Range(low, high)


def test_how_it_reads():
    assert [str(Range(24, 99)), str(Range(150_000, 150_000)), str(Range(100, None)), str(Range(None, 40_000))] == [
        "24–99",
        "150,000",
        "at least 100",
        "at most 40,000",
    ]
