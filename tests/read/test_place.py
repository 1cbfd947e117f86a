from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.read.gazetteer import gazetteer
from secondsource.read.place import find_places, places


def named(text: str, language: str = "en") -> list[tuple[str, str | None, str]]:
    return [(p.name, p.country, p.kind) for p in find_places(text, language=language)]


def test_places_of_the_pack_come_first() -> None:
    assert named("They left Doha for Vladivostok.") == [("Doha", "QA", "city"), ("Vladivostok", "RU", "city")]
    assert named("A riot in inner Mongolia.") == [("Inner Mongolia", "CN", "region")]
    assert named("From Ningpo by sea.") == [("Ningbo", "CN", "city")]


def test_two_ends_of_a_link_are_a_route_in_the_other_country() -> None:
    assert named("Flights between Pyongyang and Kuwait City stopped.") == [("Pyongyang-Kuwait", "KW", "route")]
    assert named("The Pyongyang-Kuwait route is idle.") == [("Pyongyang-Kuwait", "KW", "route")]


def test_a_state_after_the_name_decides() -> None:
    (paris, *_) = places("He was born in Paris, Texas.")
    assert abs(float(str(paris["lat"])) - 33.66) < 0.2
    (paris, *_) = places("She flew to Paris on Monday.")
    assert abs(float(str(paris["lat"])) - 48.85) < 0.2


def test_one_sense_in_a_document() -> None:
    found = [
        p
        for p in places("In Paris, Texas, it rained. The mayor of Paris was glad.")
        if abs(float(str(p["lat"])) - 33.66) < 0.2
    ]
    assert len(found) == 2


def test_people_and_common_words_are_no_places() -> None:
    assert places("Mr. Jordan said that Reading is hard.") == []
    assert places("Paris Hilton, 29, agreed.") == []


def test_a_nationality_is_kept_apart() -> None:
    assert named("A Russian official spoke.")[0][2] == "nationality"


def test_korean_names() -> None:
    assert named("지난달 카타르 도하에서", "ko") == [("Qatar", "QA", "country"), ("Doha", "QA", "city")]
    assert named("평양-쿠웨이트 노선", "ko") == [("Pyongyang-Kuwait", "KW", "route")]


def test_the_gazetteer_knows_what_it_says() -> None:
    entry = gazetteer().find("Dandong")[0]
    assert (entry.country, entry.feature) == ("CN", "P")
    assert entry.population > 100_000
    assert gazetteer().find("Nowhere in Particular") == ()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Paris", ",", "Texas", "in", "Georgia", "St.", "New", "York", "the", "\n", "T&T", "U.S.", "said", "."]
        ),
        max_size=12,
    ).map(" ".join)
)
def test_spans_stay_inside_and_apart(text: str) -> None:
    found = find_places(text)
    assert all(p.span.of(text).strip() for p in found)
    assert not any(a.span.overlaps(b.span) for a, b in pairwise(found))
