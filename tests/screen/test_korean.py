"""Spellings are read back into the Hangul they may stand for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.screen import korean
from secondsource.screen.tables import table

SYLLABLES = table("korean")["syllables"].strip()


@pytest.mark.parametrize(
    ("spelling", "hangul"),
    [("jong", "정"), ("jung", "정"), ("jeong", "정"), ("chong", "정"), ("ri", "이"), ("lee", "이"), ("yi", "이"), ("rhee", "이"), ("park", "박"), ("choe", "최"), ("choi", "최"), ("hyok", "혁"), ("eun", "은"), ("un", "은"), ("чен", "정"), ("ын", "은")],
)  # fmt: skip
def test_a_spelling_may_stand_for_the_syllable(spelling, hangul):
    assert hangul in korean.spellings()[spelling]


@pytest.mark.parametrize(
    ("one", "other"), [("su", "so"), ("il", "un"), ("chol", "chun"), ("yong", "yang"), ("pong", "pung"), ("min", "man")]
)
def test_some_spellings_never_meet(one, other):
    assert not korean.spellings()[one] & korean.spellings()[other]


@given(st.sampled_from(SYLLABLES))
def test_every_syllable_can_be_spelled(syllable):
    assert any(korean.southern(syllable) in found for found in korean.spellings().values())


@given(st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=3))
def test_hangul_reads_as_itself(syllables):
    word = "".join(syllables)
    assert korean.southern(word) in korean.spelled(word)


def test_the_surname_stands_first_or_last():
    assert "김정은" in korean.person(("kim", "jong", "un"))
    assert "김정은" in korean.person(("jong", "un", "kim"))
    assert "김정은" in korean.person(("kim", "jongun"))
    assert korean.person(("jong", "kim", "un")).isdisjoint({"김정은"})


@pytest.mark.parametrize(
    "words", [(), ("kim",), ("john", "smith"), ("trading", "company"), ("wang", "xiaoming"), ("a",) * 9]
)
def test_what_is_no_korean_name_has_no_reading(words):
    assert korean.person(words) == frozenset()


def test_a_very_long_word_is_read_at_once():
    assert korean.spelled("na" * 5000) == frozenset()
    assert korean.person(("kim" * 2000, "un")) == frozenset()
