import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.reliability import judged, table

TEXT = "Ann said that rain fell. Bob said that snow fell."


def one(source, content, confidence=None):
    def at(words):
        start = TEXT.index(words)
        return [[start, start + len(words)]]

    row = {"source": at(source) if source else [], "cue": [], "content": at(content)}
    return row if confidence is None else {**row, "confidence": confidence}


def pairs(gold, given):
    (found,) = judged(
        [{"doc": "d", "text": TEXT}], [{"doc": "d", "attributions": gold}], [{"doc": "d", "attributions": given}]
    )
    return found


def test_content_and_source_must_both_be_right():
    gold = [one("Ann", "rain fell"), one("Bob", "snow fell")]
    given = [one("Ann", "rain fell", 0.9), one("Ann", "snow fell", 0.7), one("", "said", 0.2)]
    assert pairs(gold, given) == [(0.9, True), (0.7, False), (0.2, False)]


def test_a_gold_attribution_is_found_once_only():
    assert pairs([one("Ann", "rain fell")], [one("Ann", "rain fell", 0.9), one("Ann", "rain fell", 0.8)]) == [
        (0.9, True),
        (0.8, False),
    ]


def test_nobody_is_right_where_gold_has_nobody():
    assert pairs([one("", "rain fell")], [one("", "rain fell", 0.5)]) == [(0.5, True)]


def test_the_error_is_the_distance_between_confidence_and_share():
    found = table([(0.75, True), (0.75, True), (0.75, True), (0.75, False)])
    assert found == {
        "bins": [{"from": 0.7, "to": 0.8, "number": 4, "confidence": 0.75, "right": 0.75}],
        "expected calibration error": 0.0,
    }
    assert table([(1.0, False)])["expected calibration error"] == 1.0
    assert table([]) == {"bins": [], "expected calibration error": 0.0}


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans())))
def test_every_attribution_is_in_one_bin(given):
    assert sum(row["number"] for row in table(given)["bins"]) == len(given)


@pytest.mark.parametrize("more", [{}, {"confidence": 1.0}])
def test_without_a_confidence_it_counts_as_sure(more):
    given = [{**one("Ann", "rain fell"), **more}]
    assert pairs([one("Ann", "rain fell")], given) == [(1.0, True)]
