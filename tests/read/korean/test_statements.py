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
