import random

import numpy as np
import pytest

from secondsource.join import coreference
from secondsource.read.prose import english
from secondsource.read.tagger.encoder import load
from secondsource.read.tagger.weights import installed

from .told import row, two_stories

ROWS = [
    row("1_1", "Police [arrested] the harbour master in Odd Bay on Friday"),
    row("1_2", "The [arrest] of the harbour master in Odd Bay by police surprised the crew on Friday"),
    row("1_3", "Snow [fell] on the hills and cattle froze"),
]
trained = pytest.mark.skipif(installed() is None, reason="the trained weights are left out here")


@pytest.fixture(params=["stems", pytest.param("vectors", marks=trained)])
def groups(request):
    """The grouping, with vectors and without."""
    vectors = load().vectors if request.param == "vectors" else None
    return lambda rows: coreference(rows, parse=english().pipe, vectors=vectors)


def test_a_verb_and_its_noun_in_like_sentences_are_one_event(groups):
    assert groups(ROWS) == [[0, 1], [2]]


def test_the_order_of_rows_does_not_matter(groups):
    rows = two_stories() + ROWS
    place = list(range(len(rows)))
    random.Random(3).shuffle(place)
    told = [sorted(place[k] for k in group) for group in groups([rows[k] for k in place])]
    assert sorted(told) == groups(rows)


def test_two_stories_told_in_one_topic_stay_apart(groups):
    rows = two_stories()
    for group in groups(rows):
        assert len({rows[k]["doc"][0] for k in group}) == 1


def test_mentions_of_one_story_come_together(groups):
    rows = two_stories()
    assert max(map(len, groups(rows))) == len(rows) // 2


def test_mentions_of_different_topics_are_never_joined(groups):
    rows = [{**one, "topic": str(k % 2)} for k, one in enumerate([ROWS[0], ROWS[0], ROWS[1], ROWS[1]])]
    assert groups(rows) == [[0, 2], [1, 3]]


def test_nothing_has_no_groups(groups):
    assert groups([]) == []


def test_one_mention_stands_alone(groups):
    assert groups(ROWS[:1]) == [[0]]


def test_a_mention_whose_span_is_not_known_is_grouped_by_its_words(groups):
    rows = [ROWS[0], {**ROWS[0], "doc": "1_4", "span": (0, 0)}, {**ROWS[2], "span": (0, 0), "sentence": ""}]
    assert groups(rows) == [[0, 1], [2]]


def test_names_of_documents_and_topics_tell_nothing(groups):
    rows = two_stories() + ROWS
    other = [{**one, "doc": f"z{one['doc']}", "topic": "q", "subtopic": None} for one in rows]
    assert groups(other) == groups(rows)


def test_vectors_bring_together_what_no_stem_does():
    place = {"quake": [1.0, 0.2], "tremor": [1.0, 0.1], "wedding": [0.0, -1.0]}
    rows = [
        row("1_1", "A [quake] was felt in Odd Bay"),
        row("1_2", "The harbour master slept through the [tremor]"),
        row("1_3", "Rain spoilt the [wedding] of a singer"),
    ]

    def vectors(words):
        return np.array([place[word] for word in words], dtype=np.float32)

    assert coreference(rows, parse=english().pipe) == [[0], [1], [2]]
    assert coreference(rows, parse=english().pipe, vectors=vectors) == [[0, 1], [2]]
