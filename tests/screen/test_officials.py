"""Who is in public life by the text, and everybody who is left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.screen.officials import officials
from secondsource.screen.spots import spots
from secondsource.subjects import load


def found(text: str, pack) -> list[str]:
    people, _ = officials(text, spots(text, pack), pack)
    return [spot.name for spot in people]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("North Korean Foreign Minister Ha Ryong Sok arrived on Monday.", "Ha Ryong Sok"),
        ("Ha Ryong Sok, the foreign minister, arrived.", "Ha Ryong Sok"),
        ("Ha Ryong-sok, North Korea's ambassador to Nowhere, spoke to workers.", "Ha Ryong-sok"),
        ("Kim Jong Un, the North Korean leader, ordered more workers to be sent.", "Kim Jong Un"),
        ("Workers' Party secretary is an office; Vice Premier Ha Ryong Sok holds it.", "Ha Ryong Sok"),
        ("Lantern Trading Corporation director Ha Ryong Sok signed.", "Ha Ryong Sok"),
        ("Ha Ryong Sok, representative of Lantern Commercial Bank, signed.", "Ha Ryong Sok"),
        ("The director of Lantern Trading, Ha Ryong Sok, signed.", "Ha Ryong Sok"),
        ("하룡석 북한 외무상은 말했다.", "하룡석"),
        ("외무상 하룡석이 말했다.", "하룡석"),
        ("등불무역회사 사장 하룡석은 귀국했다.", "하룡석"),
    ],
)
def test_an_office_or_a_role_in_a_company_makes_a_name_public(text, name, pack):
    assert found(text, pack) == [name]


PRIVATE = [
    "Ha Ryong Sok said that wages were withheld.",
    "Worker Ha Ryong Sok met Foreign Minister Pak of Nowhere.",
    "A logger named Ha Ryong Sok fled.",
    "Ha Ryong Sok, a worker, spoke to the ambassador.",
    "Ha Ryong Sok, a witness and ambassador, spoke.",
    "Defector Ha Ryong Sok, director of Lantern Bank, spoke.",
    "Former ambassador Ha Ryong Sok spoke.",
    "Ex-minister Ha Ryong Sok spoke.",
    "Ha Ryong Sok, a former ambassador, spoke.",
    "Ambassador Ha Ryong Sok defected last year.",
    "Ambassador Ha Ryong Sok sought asylum.",
    "The wife of Ambassador Ha Ryong Sok spoke.",
    "The ambassador's driver Ha Ryong Sok spoke.",
    "Ha Ryong Sok, team leader of the builders, spoke.",
    "Site manager Ha Ryong Sok spoke.",
    "Ha Ryong Sok, president of the Lantern Radio, spoke.",
    "Ha Ryong Sok met the foreign minister.",
    "Ha Ryong Sok, who met the foreign minister, spoke.",
    "Minister Ha spoke.",
    "Ha Ryong Sok <ha@example.org> wrote to the ambassador.",
    "노동자 하룡석은 말했다.",
    "하룡석 씨는 말했다.",
    "외무상 하룡석 씨는 말했다.",
    "외무상 하룡석씨가 말했다.",
    "탈북민 하룡석 대사는 말했다.",
    "하룡석 전 대사는 말했다.",
    "하룡석 대사는 지난해 망명했다.",
    "하룡석 기자는 말했다.",
]


@pytest.mark.parametrize("text", PRIVATE)
def test_private_people_and_doubtful_ones_are_left_out(text, pack):
    assert found(text, pack) == []


NOUNS = st.sampled_from(
    [
        "worker",
        "logger",
        "defector",
        "witness",
        "survivor",
        "cook",
        "waitress",
        "prisoner",
        "source",
        "resident",
        "journalist",
    ]
)
OFFICES = st.sampled_from(["ambassador", "foreign minister", "consul", "vice premier"])


@given(NOUNS, OFFICES)
def test_no_word_of_private_life_can_stand_beside_the_name(noun, office):
    pack = load("dprk_labour")
    for text in (
        f"{noun.capitalize()} Ha Ryong Sok spoke to the {office}.",
        f"The {noun} {office} Ha Ryong Sok spoke.",
        f"Ha Ryong Sok, a {noun} and {office}, spoke.",
        f"The {noun} named {office} Ha Ryong Sok spoke.",
    ):
        assert found(text, pack) == [], text


def test_who_is_private_in_one_sentence_is_private_in_the_text(pack):
    text = "Ambassador Ha Ryong Sok spoke in May. In June, Ambassador Ha Ryong Sok defected."
    people, out = officials(text, spots(text, pack), pack)
    assert people == ()
    assert out == {"ha ryong sok"}


@pytest.mark.parametrize("text", ["A" * 100_000, "Ha " * 30_000, "Ha-" * 30_000, "Minister Ha Ryong Sok of Lantern Bank, " * 500, "하룡석 " * 30_000, "김철수씨" * 20_000])  # fmt: skip
def test_a_hostile_text_is_read_in_time_that_grows_with_it(text, pack):
    people, _ = officials(text, spots(text, pack), pack)
    assert len(people) <= 500
