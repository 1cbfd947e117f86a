import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from secondsource.read.tagger.decode import EVIDENCE, Judge, attributions, best_path, fragments, log_softmax

scores = st.integers(1, 12).flatmap(
    lambda n: st.tuples(
        arrays(np.float32, (n, 7), elements=st.floats(-9, 9, width=32)),
        arrays(np.float32, (n, n + 1), elements=st.floats(-9, 9, width=32)),
        arrays(np.float32, (n, n + 1), elements=st.floats(-9, 9, width=32)),
    )
)


def scored(tags, links=()):
    """Scores that say exactly these tags, and these (from, to) pointers; `to` -1 is none."""
    size = len(tags)
    one = np.full((size, 7), -5, dtype=np.float32)
    one[range(size), tags] = 5
    pointer = np.full((size, size + 1), -5, dtype=np.float32)
    for start, target in links:
        pointer[start, target] = 9
    return one, pointer


def test_a_said_b_becomes_one_attribution():
    tags, to_cue = scored([1, 3, 5, 6], [(2, 1), (3, 1)])
    _, to_source = scored([1, 3, 5, 6], [(1, 0), (2, 0), (3, 0)])
    (found,) = attributions(tags, to_cue, to_source, [(0, 5), (6, 10), (11, 15), (16, 20)])
    assert (found.source, found.cue, found.content) == (((0, 5),), (6, 10), ((11, 20),))
    assert 0.9 < found.confidence <= 1
    assert len(found.evidence) == len(EVIDENCE)


def test_nobody_said_it_where_the_pointer_says_none():
    tags, to_cue = scored([1, 3, 5], [(2, 1)])
    _, to_source = scored([1, 3, 5], [(1, -1), (2, -1)])
    (found,) = attributions(tags, to_cue, to_source, [(0, 5), (6, 10), (11, 15)])
    assert found.source == ()


def test_a_content_around_its_cue_is_one_attribution_of_two_pieces():
    tags, to_cue = scored([5, 3, 5], [(0, 1), (2, 1)])
    _, to_source = scored([5, 3, 5], [(0, -1), (1, -1), (2, -1)])
    (found,) = attributions(tags, to_cue, to_source, [(0, 4), (5, 9), (10, 14)])
    assert found.content == ((0, 4), (10, 14))


def test_a_content_without_any_cue_is_no_attribution():
    tags, pointer = scored([5, 6])
    assert attributions(tags, pointer, pointer, [(0, 4), (5, 9)]) == []


@given(scores)
def test_an_inside_tag_only_follows_its_own(scored):
    path = best_path(log_softmax(scored[0]))
    for before, tag in zip([0, *path], path, strict=False):
        if tag and tag % 2 == 0:
            assert before in (tag - 1, tag)


@given(scores)
def test_whatever_the_scores_every_span_is_made_of_real_pieces(scored):
    size = len(scored[0])
    offsets = [(0, 0) if i % 4 == 3 else (10 * i, 10 * i + 7) for i in range(size)]
    starts, ends = {a for a, b in offsets if b}, {b for _, b in offsets if b}
    for one in attributions(*scored, offsets):
        for a, b in (*one.source, one.cue, *one.content):
            assert a in starts and b in ends and a < b
        assert 0 <= one.confidence <= 1


@given(scores)
def test_fragments_do_not_overlap(scored):
    found = fragments(log_softmax(scored[0]), [True] * len(scored[0]))
    assert all(a.last < b.first for a, b in itertools.pairwise(found))


def test_only_what_the_judge_holds_likely_is_told():
    tags, to_cue = scored([1, 3, 5], [(2, 1)])
    _, to_source = scored([1, 3, 5], [(1, 0), (2, 0)])
    offsets = [(0, 5), (6, 10), (11, 15)]
    never = Judge(constant=-50.0, least=0.5)
    assert len(attributions(tags, to_cue, to_source, offsets)) == 1
    assert attributions(tags, to_cue, to_source, offsets, never) == []


def test_a_leaning_judge_finds_more():
    tags = np.zeros((3, 7), dtype=np.float32)
    tags[[0, 1, 2], [1, 3, 5]] = 4.0
    tags[:, 0] = 4.5
    _, to_cue = scored([1, 3, 5], [(2, 1)])
    _, to_source = scored([1, 3, 5], [(1, 0), (2, 0)])
    offsets = [(0, 5), (6, 10), (11, 15)]
    assert attributions(tags, to_cue, to_source, offsets, Judge(lean=0.0)) == []
    assert len(attributions(tags, to_cue, to_source, offsets, Judge(lean=1.0))) == 1
