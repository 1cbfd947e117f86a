from secondsource.model import Factuality, How, Known, Report
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
    assert chain == ["unnamed 한 소식통 (시험신문)"]


def test_a_body_named_in_short_is_the_body_and_not_whoever_spoke_last():
    text = (
        "노동자 열 명이 일하고 있었다고 현지 노동감독청이 발표했다. 조선소 측 변호사는 떠난 사람이 없다고 반박했다.\n\n"
        "감독청은 다른 조선소도 살펴볼 계획이라고 밝혔다."
    )
    assert read(text)[-1][1] == ["현지 노동감독청"]
