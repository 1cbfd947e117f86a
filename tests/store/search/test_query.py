import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.store.search import BadSearch, Cut, Part, Phrase, Query, query_of
from secondsource.store.search.letters import in_twos
from secondsource.store.search.query import LONGEST, MOST, Stems


def ways(text: str) -> tuple:
    (part,) = query_of(text).parts
    return part.ways


def test_words_phrases_and_what_is_left_out():
    found = query_of('strike "Unpaid Wages" -kuwait')
    assert [part.wanted for part in found.parts] == [True, True, False]
    assert found.parts[0] == Part((Phrase(("strike",), True),))
    assert found.parts[1] == Part((Phrase(("unpaid", "wages")),))
    assert found.wanted == found.parts[:2] and found.unwanted == found.parts[2:]


def test_a_plural_asks_for_the_singular_too():
    assert ways("companies") == (Phrase(("companies",), True), Phrase(("company",), True))
    assert ways("workers") == (Phrase(("workers",), True), Phrase(("worker",), True))
    assert ways("campus") == (Phrase(("campus",), True),)
    assert ways('"workers"') == (Phrase(("workers",)),)


def test_figures_are_whole():
    assert ways("100") == (Phrase(("100",)),)
    assert ways("1,000") == (Phrase(("1", "000")),)
    assert ways("10*") == (Phrase(("10",), True),)


def test_a_korean_word_is_also_found_with_spaces_in_it():
    assert ways("임금체불") == (Phrase(("임금", "금체", "체불")), Phrase(("임금", "금", "체불")))
    assert ways("북") == (Phrase(("북",), True),)
    assert ways('"북한 노동자"') == (Phrase(("북한", "한", "노동", "동자")),)


def test_a_korean_word_is_found_by_its_stem_or_its_noun():
    cuts = {"거부했다": Cut(stems=("거부하",)), "노동자들": Cut(noun="노동자")}
    (said, noun) = query_of("거부했다 노동자들", cuts.__getitem__).parts
    assert Stems(("거부하",)) in said.ways
    assert Phrase(("노동", "동자")) in noun.ways


def test_fields_choose():
    found = query_of('outlet:"Harbour Post" -type:"Work stoppage" language:KO from:2016 until:2016-02 http://a.example')
    assert found.outlets == (("harbour post", True),)
    assert found.types == (("workstoppage", False),)
    assert found.languages == (("ko", True),)
    assert (found.since, found.until) == ("2016-01-01", "2016-02-29")
    assert found.parts == (Part((Phrase(("http", "a", "example"), True),)),)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("x" * (LONGEST + 1), "longer than 1,000"),
        (" ".join(f"w{n}" for n in range(MOST + 1)), "more than 40"),
        ("from:soon", "takes a day"),
        ("until:XXXX", "a day"),
    ],
)
def test_what_is_not_understood_is_said(text: str, says: str):
    with pytest.raises(BadSearch, match=says):
        query_of(text)


@pytest.mark.parametrize("text", ["", "   ", '"', "-", "--", '""', "*", "!!! ???", "\x00", 'outlet:""', 'type:"-"'])
def test_signs_alone_ask_for_nothing(text: str):
    assert not query_of(text).asks


@given(st.text(max_size=200))
def test_anything_typed_is_a_search_or_a_sentence(text: str):
    try:
        found = query_of(text)
    except BadSearch as error:
        assert str(error).endswith(".")
        return
    assert isinstance(found, Query)
    for part in found.parts:
        for way in part.ways:
            assert all(
                word.isalnum() or in_twos(word) for word in (way.words if isinstance(way, Phrase) else way.stems)
            )
