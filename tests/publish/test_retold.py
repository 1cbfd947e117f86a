from __future__ import annotations

import pytest

from secondsource.publish.legal_words import plain
from secondsource.publish.retold import figure, named, retold
from secondsource.publish.tongue import speaking


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        (
            "2 reports (KBS and Yonhap) go back to one origin: an unnamed source of KBS, which says so without showing how it knows.",
            "보도 2건(KBS, Yonhap)은 하나의 출처로 거슬러 올라갑니다: KBS의 익명 출처(알게 된 경위를 밝히지 않고 말함).",
        ),
        (
            "An unnamed source of KBS does not say how it knows. It is told by Yonhap.",
            "KBS의 익명 출처: 어떻게 아는지 말하지 않음. 전달자: Yonhap.",
        ),
        (
            "KBS, 2016-06-08 and UPI, 2016-06-09 do not say where they have it from: it may add an origin, so it counts towards the most "
            "and not towards the least.",
            "KBS(2016년 6월 8일), UPI(2016년 6월 9일)는 어디에서 얻은 내용인지 밝히지 않습니다. 출처가 하나 늘 수도 있으므로 최대에는 세고 최소에는 세지 않습니다.",
        ),
        (
            "“A strike, and a fate.” cites KBS in 1 statement.",
            "“A strike, and a fate.”은(는) 진술 1건에서 KBS를 인용합니다.",
        ),
        (
            "First stated by KBS, 2016-06-07, repeated by 2 reports. Beside it stand 24–99 workers, 1,000 workers.",
            "KBS(2016년 6월 7일)가 처음 제시했고 보도 2건이 되풀이했습니다. 함께 제시된 다른 수치: 노동자 24–99명, 노동자 1,000명.",
        ),
        (
            "Set to B2 by a person on 2026-01-05: seen it myself.",
            "2026년 1월 5일 사람이 B2로 정했습니다: seen it myself.",
        ),
        ("Rival values: when, quantity:USD.", "서로 다른 값: 시기, 수량(달러)."),
    ],
)
def test_what_the_stages_write_is_said_again_in_korean(english, korean):
    with speaking("ko"):
        assert retold(english) == korean


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        (
            "What is told of 2016-03-14 would breach S/RES/2094 (2013), para. 14, if confirmed. It rests on: what is carried: gold; done "
            "knowingly. In breach would be: host State. The rule is in force from 2013-03-07.",
            "2016년 3월 14일에 관한 내용은 확인될 경우 S/RES/2094 (2013), para. 14 위반에 해당할 수 있습니다. 근거: 운반물: 금; 알면서 행함. "
            "위반 주체: 체류국. 조항: 2013년 3월 7일 시행.",
        ),
        (
            "S/RES/2270 (2016), para 37 does not reach what is told of a day probably not later than 2016-06-10. What fails: value of what is "
            "carried: more than 10,000 USD; and 2 more. The rule is in force by 2016-03-02.",
            "S/RES/2270 (2016), para 37은 아마 늦어도 2016년 6월 10일에 관한 내용에 미치지 않습니다. 충족되지 않은 요소: 운반물의 가액: 10,000달러 초과; "
            "외 2건. 조항: 늦어도 2016년 3월 2일 시행.",
        ),
        ("nationality of the worker or traveller spoken of: KP", "해당 노동자 또는 여행자의 국적: 북한"),
        ("WORK_STOPPAGE", "작업 중단"),
        ("if it happened on 2016-03-01 or before", "2016년 3월 1일 이전에 일어난 경우"),
        ("exception: Emergency landing", "예외: 긴급 착륙"),
        ("not done knowingly", "다음이 아님: 알면서 행함"),
    ],
)
def test_findings_are_said_again_in_korean(english, korean, pack):
    with speaking("ko"):
        assert plain(english, pack) == korean


def test_what_no_pattern_knows_comes_back_as_it_is():
    with speaking("ko"):
        assert retold("Workers in Kuwait struck over coupons.") == "Workers in Kuwait struck over coupons."
        assert named("Harbour Wire") == "Harbour Wire"
        assert figure("some") == "some"


def test_nothing_is_said_otherwise_in_english(pack):
    said = "2 reports (KBS and UPI) go back to one origin: KBS, which saw it."
    assert retold(said) == said
    assert named("unnamed source of KBS") == "unnamed source of KBS"
    assert figure("1.2–2.3 billion USD a year") == "1.2–2.3 billion USD a year"


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        ("1.2–2.3 billion USD a year", "연간 12억–23억달러"),
        ("at least 1,000 workers", "노동자 최소 1,000명"),
        ("1 flight", "항공편 1편"),
        ("1 person", "1명"),
        ("2.5 million people", "250만명"),
    ],
)
def test_figures_are_said_in_korean_units(english, korean):
    with speaking("ko"):
        assert figure(english) == korean


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        ("unnamed source of KBS", "KBS의 익명 출처"),
        ("unnamed sources", "익명 출처들"),
        ("KBS, lineage not recorded", "KBS (전달 경로 기록 없음)"),
        ("rumour", "소문"),
        ("unnamed porter (KBS)", "익명: porter (KBS)"),
    ],
)
def test_sources_without_a_name_are_said_so(english, korean):
    with speaking("ko"):
        assert named(english) == korean
