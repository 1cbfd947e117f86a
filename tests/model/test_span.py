import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.model import Span, Ungrounded, merged, without

spans = st.builds(lambda a, n: Span(a, a + n), st.integers(0, 60), st.integers(1, 20))


def characters(items):
    return {i for s in items for i in range(s.start, s.end)}


@pytest.mark.parametrize(("start", "end"), [(3, 3), (-1, 2), (5, 4)])
def test_a_span_holds_at_least_one_character(start, end):
    with pytest.raises(Ungrounded):
        Span(start, end)


def test_a_span_beyond_the_text_points_at_nothing():
    with pytest.raises(Ungrounded):
        Span(2, 9).of("short")


@given(st.lists(spans))
def test_merging_keeps_the_characters_and_leaves_gaps_between(items):
    out = merged(items)
    assert characters(out) == characters(items)
    assert all(a.end < b.start for a, b in itertools.pairwise(out))


@given(spans, st.lists(spans))
def test_cutting_holes_leaves_exactly_the_rest(span, holes):
    assert characters(without(span, holes)) == characters([span]) - characters(holes)


@given(spans, spans)
def test_overlap_is_symmetric_and_is_shared_characters(a, b):
    assert a.overlaps(b) == b.overlaps(a) == bool(characters([a]) & characters([b]))


@given(st.text(min_size=1).filter(str.strip))
def test_trimming_takes_white_space_only(text):
    assert Span(0, len(text)).trimmed(text).of(text) == text.strip()
