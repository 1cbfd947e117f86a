"""Words of names in any script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.screen import script


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Ch'olhyo'n Co., Ltd.", ("cholhyon", "co", "ltd")),
        ("Kim Chŏng-ŭn", ("kim", "chong", "un")),
        ("남산 8호", ("남산", "8", "호")),
        ("Ёлка-й", ("ёлка", "й")),
        ("丹东ABC公司", ("丹东", "abc", "公司")),
        ("", ()),
    ],
)
def test_names_are_cut_into_words_without_marks(name, words):
    assert script.words(name) == words


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("mohammed", "muhammad"),
        ("saleh", "salih"),
        ("orlovskiy", "orlovsky"),
        ("volkonskij", "volkonsky"),
        ("nooristani", "nuristani"),
    ],
)
def test_systems_of_spelling_keep_the_bones(a, b):
    assert script.bones(a) == script.bones(b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("hassan", "hussein"),
        ("saleh", "salem"),
        ("baranov", "baranova"),
        ("ivanov", "ivanenko"),
        ("xiaoming", "xiaoling"),
    ],
)
def test_other_names_have_other_bones(a, b):
    assert script.bones(a) != script.bones(b)


def test_chinese_is_read_two_ways_or_not_at_all():
    assert script.mandarin("金正恩") == ("jin", "zheng", "en")
    assert script.sino_korean("金正恩") == "김정은"
    assert script.mandarin("龘") == ()


def test_single_letters_in_a_row_are_one_word():
    assert script.merged(("a", "b", "c", "co")) == ("abc", "co")
    assert script.merged(("x", "co", "y")) == ("x", "co", "y")


@given(st.text(max_size=60))
def test_any_text_has_words_and_a_sound(text):
    for word in script.words(text):
        assert word
        assert isinstance(script.bones(script.latin(word)), str)


def test_a_name_in_the_letters_of_two_alphabets_is_the_name_it_looks_like():
    assert script.words("M\u0430nsud\u0430\u0435 Overse\u0430s") == script.words("Mansudae Overseas")
    assert script.words("Мaнсудэ") == script.words("Мансудэ")
