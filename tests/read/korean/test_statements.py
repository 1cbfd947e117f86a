import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.model import Factuality, How, Known, LinkKind, Report
from secondsource.read.korean.statements import statements_ko
from secondsource.subjects import load


def read(text, outlet="시험신문"):
    known = Known(value=outlet, how=How.GIVEN, why="given")
    found = statements_ko(Report(id="r", capture="0" * 64, part=0, name="r", text=text, outlet=known), load())
    return [(s.content[0].of(text), s.chain.names, s.factuality) for s in found]


def test_a_topic_speaker_and_a_quoted_content():
    text = "현지 소식통은 노동자들이 지난달 귀국했다고 전했다."
    ((content, chain, factuality),) = read(text)
    assert content == "노동자들이 지난달 귀국했다"
    assert chain == ["unnamed 현지 소식통 (시험신문)"]
    assert factuality is Factuality.ASSERTED


def test_a_speaker_after_the_content_is_found_in_the_registry():
    ((content, chain, _),) = read("노동자 열 명이 현장을 떠났다고 자유아시아방송(RFA)이 7일 보도했다.")
    assert content == "노동자 열 명이 현장을 떠났다"
    assert chain == ["Radio Free Asia"]


def test_according_to():
    ((content, chain, _),) = read("국가정보원에 따르면 노동자들이 공장을 점거했다.")
    assert (content, chain) == ("노동자들이 공장을 점거했다", ["NIS"])


def test_it_is_known_has_no_source():
    ((content, chain, _),) = read("항공편은 오월에 다시 운항한 것으로 알려졌다.")
    assert chain == []
    assert content == "항공편은 오월에 다시 운항한"


def test_whom_the_speaker_quotes_comes_last():
    ((_, chain, _),) = read("자유아시아방송은 걸프 지역 소식통의 말을 빌려 노동자들이 파업했다고 보도했다.")
    assert chain == ["Radio Free Asia", "unnamed 걸프 지역 소식통 (Radio Free Asia)"]


def test_a_denial():
    ((_, _, factuality),) = read("대변인은 새로 들어온 노동자가 있다는 말이 사실이 아니라고 부인했다.")
    assert factuality is Factuality.DENIED


def test_an_event_without_a_source_is_the_reports_own_voice():
    assert read("세관은 3월에 현금을 압수했다.") == [("세관은 3월에 현금을 압수했다", [], Factuality.ASSERTED)]
    assert read("날씨가 맑았다. 거리는 조용했다.\n\n사람들이 시장에 갔다.") == []


def test_a_source_tells_what_happened_one_paragraph_on():
    found = read(
        "현지 소식통은 노동자들이 파업했다고 전했다.\n\n노동자 두 명은 4월에 도망쳤다.\n\n당국은 5월에 이들을 체포했다."
    )
    assert [chain for _, chain, _ in found] == [["unnamed 현지 소식통 (시험신문)"]] * 3


def test_what_a_source_has_reported_before():
    ((content, chain, _),) = read("앞서 자유아시아방송은 노동자 열 명이 귀국했다고 보도한 바 있다.")
    assert (content, chain) == ("노동자 열 명이 귀국했다", ["Radio Free Asia"])


def test_a_clause_before_a_name_is_no_part_of_it():
    ((_, chain, _),) = read("그러나 숙소에 담요를 나눠 준 아가타 몰 수녀는 노동자 열 명이 현장을 떠났다고 적었다.")
    assert chain == ["아가타 몰 수녀"]
    ((_, chain, _),) = read("한편 존 스미스 대변인은 공장이 멈췄다고 말했다.")
    assert chain == ["존 스미스 대변인"]
    ((_, chain, _),) = read("현지에서 활동하는 한 소식통은 노동자가 떠났다고 말했다.")
    assert chain == ["unnamed 소식통 (시험신문)"]


def test_a_body_named_in_short_is_the_body_and_not_whoever_spoke_last():
    text = (
        "노동자 열 명이 일하고 있었다고 현지 노동감독청이 발표했다. 조선소 측 변호사는 떠난 사람이 없다고 반박했다.\n\n"
        "감독청은 다른 조선소도 살펴볼 계획이라고 밝혔다."
    )
    assert read(text)[-1][1] == ["현지 노동감독청"]


def found(text, outlet="시험신문"):
    known = Known(value=outlet, how=How.GIVEN, why="given")
    return statements_ko(Report(id="r", capture="0" * 64, part=0, name="r", text=text, outlet=known), load())


def test_the_quotative_next_to_the_verb_ends_the_content():
    ((content, chain, _),) = read("노동자들이 밀린 임금을 달라며 파업을 벌였다고 현지 소식통이 14일 전했다.")
    assert content == "노동자들이 밀린 임금을 달라며 파업을 벌였다"
    assert chain == ["unnamed 현지 소식통 (시험신문)"]


def test_the_subject_of_the_verb_of_saying_speaks_whoever_it_is():
    ((_, chain, _),) = read("폴란드가 노동허가를 내주지 않고 있다고 메리디언 쿠리어가 보도했다.")
    assert chain == ["메리디언 쿠리어"]
    ((content, chain, _),) = read("칼럼 ‘등대’는 23억 달러를 유엔이 밝혀냈다고 썼다.")
    assert (content, chain) == ("23억 달러를 유엔이 밝혀냈다", ["등대"])


def test_two_quotations_of_one_speaker_are_two_statements():
    made = read("시험신문이 만난 한 교민은 “해마다 이런 일이 있다”며 “잡히는 사람은 적다. 다들 안다”고 말했다.")
    assert [content for content, _, _ in made] == ["해마다 이런 일이 있다", "잡히는 사람은 적다. 다들 안다"]
    assert {tuple(chain) for _, chain, _ in made} == {("unnamed 교민 (시험신문)",)}


def test_two_tellers_of_one_sentence():
    made = read("바다일보는 2016년 2억 달러로 추산했고, 미국 정부는 5억 달러 이상이라고 봤다.")
    assert [(content, chain) for content, chain, _ in made] == [
        ("2016년 2억 달러", ["바다일보"]),
        ("5억 달러 이상", ["US government"]),
    ]


def test_events_joined_by_and_are_told_apart():
    made = read("3월에는 평양-쿠웨이트 노선의 비행이 없었고, 5월에 한 차례 운항이 있었다고 현지 소식통이 말했다.")
    assert [content for content, _, _ in made] == [
        "3월에는 평양-쿠웨이트 노선의 비행이 없었고",
        "5월에 한 차례 운항이 있었다",
    ]


def test_a_sentence_that_says_whom_a_teller_has_it_from():
    first, second = found(
        "비행기가 다시 운항했다고 미국의소리(VOA) 방송이 29일 보도했다.\n\n방송은 항공기 추적 사이트 자료를 근거로 들었다. 이에 따르면 5월에 한 차례 운항이 있었다."
    )
    assert first.chain.names == second.chain.names == ["Voice of America", "항공기 추적 사이트 자료"]
    assert first.basis.value == second.basis.value == "sensor"


def test_who_has_spoken_before_is_known_again():
    made = read(
        "공장에 노동자들이 새로 들어왔다고 현지 무역업자가 밝혔다. 이 무역업자는 “모두 비자로 왔다”고 설명했다.\n\n"
        "한서진 대표는 “임금 착취가 분명하다”고 말했다. 한 대표는 돈이 2백만 달러를 넘는다고 추산했다."
    )
    assert made[0][1] == made[1][1]
    assert made[2][1] == made[3][1] == ["한서진 대표"]


def test_what_is_denied_stands_before_its_noun():
    ((content, chain, factuality),) = read("회사 측은 파업이 있었다는 주장을 부인했다.")
    assert (content, chain, factuality) == ("파업이 있었다", ["회사 측"], Factuality.DENIED)


def test_what_a_thing_can_be_used_for_is_no_doubt():
    ((_, _, factuality),) = read("소식통은 회사가 나중에 바꿀 수 있는 돈표를 나눠줬다고 말했다.")
    assert factuality is Factuality.ASSERTED
    ((_, _, factuality),) = read("소식통은 노동자들이 곧 돌아갈 수 있다고 말했다.")
    assert factuality is Factuality.POSSIBLE


def test_records_and_witnesses():
    (seizure,) = found("세관에 따르면 세관은 돈을 모두 압수했다.")
    assert seizure.basis.value == "record"
    (seen,) = found("현장을 직접 본 러시아인 운전사는 “밤늦게까지 일했다”고 말했다.")
    assert seen.basis.value == "witnessed"


def test_silence_is_no_statement_and_a_resolution_is_nobodys_story():
    made = read(
        "현지 소식통은 노동자 두 명이 달아났다고 말했다. 소식통은 날짜까지는 밝히지 않았다. 유엔 안전보장이사회는 9월에 결의를 채택했다."
    )
    assert [chain for _, chain, _ in made] == [["unnamed 현지 소식통 (시험신문)"], []]


def test_a_sentence_that_breaks_off_after_a_verb_of_saying_is_read():
    assert read("노동자들이 파업했다고 소식통이 밝혔고, ")


@pytest.mark.parametrize(
    ("text", "content", "chain", "factuality"),
    [
        (
            "소식통은 데일리NK에 “노동자 50명이 도망쳤다”고 말했다.",
            "노동자 50명이 도망쳤다",
            ["Daily NK", "unnamed 소식통 (Daily NK)"],
            Factuality.ASSERTED,
        ),
        (
            "자유아시아방송에 따르면, 소식통은 관리인의 말을 빌려 노동자 50명이 도망쳤다고 했다.",
            "노동자 50명이 도망쳤다",
            ["Radio Free Asia", "unnamed 소식통 (Radio Free Asia)", "unnamed 관리인 (Radio Free Asia)"],
            Factuality.ASSERTED,
        ),
        (
            "한 무역일꾼은 관리인에게서 들었다며 노동자 50명이 탈출했다고 전했다.",
            "노동자 50명이 탈출했다",
            ["unnamed 무역일꾼 (시험신문)", "unnamed 관리인 (시험신문)"],
            Factuality.ASSERTED,
        ),
        (
            "로이터 통신이 입수한 문서에 따르면 노동자 50명이 귀국했다.",
            "노동자 50명이 귀국했다",
            ["Reuters", "문서"],
            Factuality.ASSERTED,
        ),
        (
            "통일부는 노동자 50명이 귀국했다는 보도를 확인했다.",
            "노동자 50명이 귀국했다",
            ["ROK Ministry of Unification"],
            Factuality.ASSERTED,
        ),
        (
            "통일부는 노동자 50명이 귀국했다는 보도를 부인했다.",
            "노동자 50명이 귀국했다",
            ["ROK Ministry of Unification"],
            Factuality.DENIED,
        ),
        (
            "노동자 50명이 탈출했다. 이 소식은 연합뉴스가 처음 보도했다.",
            "노동자 50명이 탈출했다",
            ["Yonhap News Agency"],
            Factuality.ASSERTED,
        ),
        (
            "노동자 50명이 탈출했다는 증거는 없다.",
            "노동자 50명이 탈출했다는 증거는 없다",
            [],
            Factuality.POSSIBLE,
        ),
    ],
)
def test_from_whom_it_comes_and_how_sure_it_is(text, content, chain, factuality):
    assert read(text) == [(content, chain, factuality)]


def test_a_country_that_speaks_is_no_person():
    known = Known(value="시험신문", how=How.GIVEN, why="given")
    for name in ("북한", "러시아"):
        text = (
            f"{name}은 노동자들이 귀국했다고 밝혔다." if name == "북한" else f"{name}는 노동자들이 귀국했다고 밝혔다."
        )
        report = Report(id="r", capture="0" * 64, part=0, name="r", text=text, outlet=known)
        (found,) = statements_ko(report, load())
        assert [(link.name, link.kind) for link in found.chain.links] == [(name, LinkKind.BODY)]


_WORDS = [
    "소식통은",
    "데일리NK에",
    "“",
    "”",
    "고",
    "말했다",
    ".",
    ",",
    "통일부는",
    "보도를",
    "확인했다",
    "부인했다",
    "로이터",
    "통신이",
    "입수한",
    "문서에",
    "따르면",
    "노동자",
    "50명이",
    "귀국했다",
    "는",
    "이",
    "소식은",
    "연합뉴스가",
    "처음",
    "보도했다",
    "관리인에게서",
    "들었다며",
    "한",
    "자유아시아방송에",
    "관리인의",
    "말을",
    "빌려",
    "했다",
    "증거는",
    "없다",
    "것으로",
    "전해졌다",
    "은",
    "가",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=25))
def test_words_in_any_order_break_nothing(words):
    text = " ".join(words)
    for content, _, _ in read(text):
        assert content in text
