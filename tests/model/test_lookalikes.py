"""A name in the letters of two alphabets is read as it looks; a name in one alphabet is left alone."""

from __future__ import annotations

import random

import pytest

from secondsource.model.lookalikes import _LATIN_FOR, as_it_looks, mixed

DISGUISES: dict[str, list[str]] = {}
for other, latin in _LATIN_FOR.items():
    DISGUISES.setdefault(latin, []).append(other)


@pytest.mark.parametrize("seed", range(20))
def test_any_disguise_of_a_latin_name_comes_off(seed):
    chance = random.Random(seed)
    name = "Radio Free Asia, Yonhap News Agency and The Post"
    worn = "".join(
        chance.choice(DISGUISES[sign]) if sign in DISGUISES and chance.random() < 0.4 else sign for sign in name
    )
    worn = "".join(sign + "\u200b" * (chance.random() < 0.1) for sign in worn)
    assert worn != name
    assert mixed(worn)
    assert as_it_looks(worn) == name


def test_a_latin_letter_in_a_russian_name_is_taken_for_the_russian_one():
    assert as_it_looks("К\u006fр\u0435йская") == "Корейская"


@pytest.mark.parametrize(
    "name",
    ["Радио Свобода", "ВВС", "Καθημερινή", "조선일보", "Яндекс News", "Straße", "東京新聞", "Яndex", "Радио ABC", ""],
)
def test_names_that_are_what_they_look_like_stay(name):
    assert as_it_looks(name) == name
    assert not mixed(name)
