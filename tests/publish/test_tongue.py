from __future__ import annotations

from threading import Barrier, Thread

import pytest

from secondsource.publish.names import country, country_in_english, kind, place
from secondsource.publish.tongue import known, language, said_of, say, speaking
from secondsource.publish.words import count, said_bounds, said_value, word, words


def test_english_is_spoken_unless_something_else_is_asked_for():
    assert language() == "en"
    assert say("Claims") == "Claims"
    with speaking("ko"):
        assert say("Claims") == "주장"
        with speaking("en"):
            assert say("Claims") == "Claims"
        assert language() == "ko"
    assert language() == "en"


def test_a_language_that_there_is_not_is_spoken_as_english():
    with speaking("fr"):
        assert language() == "en"


def test_the_language_is_left_behind_when_something_fails():
    with pytest.raises(ZeroDivisionError), speaking("ko"):
        _ = 1 / 0
    assert language() == "en"


def test_two_who_speak_at_once_do_not_hear_each_other():
    together, heard = Barrier(2), {}

    def speak(of: str) -> None:
        with speaking(of):
            heard[of] = []
            for _ in range(50):
                together.wait()
                heard[of].append((word("basis", "told"), count(2, "report"), said_bounds(1, 2)))

    threads = [Thread(target=speak, args=(of,)) for of in ("en", "ko")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(heard["en"]) == {("was told", "2 reports", "at least 1, at most 2 independent origins")}
    assert set(heard["ko"]) == {("전해 들음", "보도 2건", "독립 출처 최소 1곳, 최대 2곳")}


def test_a_finding_speaks_of_conduct_if_confirmed_and_never_of_guilt():
    with speaking("ko"):
        said = words()["outcomes"]
        assert said["breach_if_confirmed"]["says"] == "확인될 경우 위반에 해당할 수 있음"
        assert not [entry for entry in said.values() if "유죄" in entry["says"] or "범죄" in entry["says"]]


def test_codes_among_the_words_are_not_translated():
    with speaking("ko"):
        assert words()["outcomes"]["breach"]["group"] == "breach"
        assert words()["order"][0] == "breach"
        assert "digest" in words()["marks"][0]["signs"]


def test_countries_kinds_and_places_have_korean_names(pack):
    with speaking("ko"):
        assert country("KW", pack) == "쿠웨이트"
        assert country("KP", pack) == "북한"
        assert country("KR", pack) == "대한민국"
        assert country("ZZ", pack) == "ZZ"
        assert kind("WORK_STOPPAGE", pack) == "작업 중단"
        assert place("Kuwait", "KW", pack) == "쿠웨이트"
        assert place("Pyongyang-Kuwait", "KW", pack) == "평양–쿠웨이트"
        assert place("Camp 7", "KW", pack) == "Camp 7"
        assert country_in_english("KW", pack) == "Kuwait"
    assert place("Pyongyang-Kuwait", "KW", pack) == "Pyongyang-Kuwait"


@pytest.mark.parametrize(
    ("attribute", "value", "said"),
    [
        ("quantity:workers", "24..99 workers", "노동자 24–99명"),
        ("quantity:USD", "..40000 USD year", "연간 최대 40,000달러"),
        ("when", "2016-03", "2016년 3월"),
        ("type", "WORK_STOPPAGE", "작업 중단"),
        ("quantity:widgets", "3 widgets", "3 widgets"),
    ],
)
def test_values_are_said_with_their_units_where_korean_puts_them(attribute, value, said):
    with speaking("ko"):
        assert said_value(attribute, value) == said


def test_one_and_many_are_told_apart_only_where_a_language_does():
    assert said_of(1, "; behind it stands {n} origin", "; behind it stand {n} origins") == "; behind it stands 1 origin"
    with speaking("ko"):
        assert said_of(1, "; behind it stands {n} origin", "; behind it stand {n} origins") == "; 뒷받침 출처 1곳"


def test_a_text_that_no_catalogue_holds_is_told_apart():
    assert known("Claims") is None
    with speaking("ko"):
        assert known("Claims") == "주장"
        assert known("no such text") is None
        assert known("", "event") is None
