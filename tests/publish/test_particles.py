from __future__ import annotations

import pytest

from secondsource.publish.particles import particle, with_particles


@pytest.mark.parametrize(
    ("word", "pair", "said"),
    [
        ("연합뉴스", "은(는)", "는"),
        ("조선일보", "이(가)", "가"),
        ("평양", "을(를)", "을"),
        ("서울", "(으)로", "로"),
        ("평양", "(으)로", "으로"),
        ("2016", "과(와)", "과"),
        ("2019", "과(와)", "와"),
        ("KBS", "은(는)", "는"),
        ("VOM", "은(는)", "은"),
        ("News1", "이(가)", "이"),
        ("“쿠웨이트”", "을(를)", "를"),
        ("Yonhap (R3)", "은(는)", "은(는)"),
        ("bank", "이(가)", "이(가)"),
        ("airline", "은(는)", "은(는)"),
        ("Reuters", "은(는)", "는"),
        ("Kuwait News", "을(를)", "를"),
        ("UPI(2016년 6월 9일)", "은(는)", "는"),
        ("", "이(가)", "이(가)"),
        ("███", "은(는)", "은(는)"),
    ],
)
def test_a_particle_follows_how_the_word_ends_and_stays_open_where_it_does_not_tell(word, pair, said):
    assert particle(word, pair) == said


def test_marks_behind_the_word_stay_between_it_and_its_particle():
    assert with_particles("“{typed}”은(는) 날짜가 아닙니다", {"typed": "어제"}) == "“{typed}”는 날짜가 아닙니다"


def test_the_places_of_templates_are_filled_likewise():
    assert with_particles("%(value)s(으)로 봄", {"value": "<b>현금</b>"}) == "%(value)s으로 봄"


def test_what_a_value_brings_with_it_is_left_alone():
    assert with_particles("{who}: 은(는)", {"who": "연합뉴스"}) == "{who}: 은(는)"
