"""Names compared: spellings, order and company words are folded; what a body does keeps it apart."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.screen import THRESHOLD, likeness, name_words

SAME = [
    ("Ri Yong Chol", "Lee Young-chul"),
    ("Kim Jong-un", "Kim Jong Eun"),
    ("Jong Yong Su", "Yong Su Jong"),
    ("Namgang Trading", "Korea Namgang Trading Corporation"),
    ("Korea Daesong Bank", "Taesong Bank"),
    ("Air Koryo", "Koryo Air"),
    ("Ch'olhyo'n Overseas Construction Company", "Cholhyon Overseas Construction Co., Ltd."),
    ("Rungrado General Trading Corporation", "Neungnado Trading"),
    ("Foreign Trade Bank", "Foreign Trade Bank of the DPRK"),
    ("Mansudae Overseas Project Group of Companies", "Mansudae Overseas Projects"),
]
APART = [
    ("Namgang Trading", "Namgang Construction"),
    ("Korea General Trading", "Korea General Construction"),
    ("Foreign Trade Bank", "Korea Daesong Bank"),
    ("Office 39", "Office 38"),
    ("Kim Jong Un", "Kim Jong Il"),
    ("Air Koryo", "Air China"),
    ("Korea Bank", "Korea Daesong Bank"),
    ("KPA 7th General Bureau", "KPA 5th General Bureau"),
]


@pytest.mark.parametrize(("a", "b"), SAME)
def test_one_name_in_two_spellings(a, b, pack):
    assert likeness(a, b, name_words(pack)).score >= THRESHOLD


@pytest.mark.parametrize(("a", "b"), APART)
def test_two_names_that_look_alike(a, b, pack):
    found = likeness(a, b, name_words(pack))
    assert found.score < THRESHOLD, found


NAME = st.lists(
    st.sampled_from(["Korea", "Namgang", "Trading", "Construction", "Ri", "Lee", "39", "Air", "Koryo", "남강", "(x)"]),
    max_size=5,
)


@settings(max_examples=150)
@given(NAME, NAME)
def test_likeness_is_symmetric_and_bounded(a, b):
    from secondsource.subjects import load

    known = name_words(load("dprk_labour"))
    one, other = likeness(" ".join(a), " ".join(b), known), likeness(" ".join(b), " ".join(a), known)
    assert one.score == other.score
    assert 0 <= one.score <= 1


@given(NAME.filter(lambda parts: any(part.isalnum() for part in parts)))
def test_a_name_is_like_itself(parts):
    from secondsource.subjects import load

    assert likeness(" ".join(parts), " ".join(parts), name_words(load("dprk_labour"))).score == 1.0
