from hypothesis import given
from hypothesis import strategies as st

from secondsource.model import Span
from secondsource.store.search import Cut, Words, answer_in, query_of
from secondsource.store.search.matching import LONGEST_SENTENCE, places_of, sentences

TEXT = "Cash was seized in Doha. Forty men stopped work in Kuwait, for wages were not paid.\n쿠웨이트의 노동자들이 작업을 거부했다고 전했다."


def said(text: str, search: str) -> tuple[str, list[str]]:
    found = answer_in(text, query_of(search))
    assert found is not None
    return found.sentence.of(text), [mark.of(text) for mark in found.marks]


def test_the_sentence_with_the_most_of_it_answers():
    sentence, marks = said(TEXT, "work wage kuwait")
    assert sentence == "Forty men stopped work in Kuwait, for wages were not paid."
    assert marks == ["work", "Kuwait", "wages"]


def test_korean_words_are_marked_where_they_stand():
    sentence, marks = said(TEXT, "노동자 쿠웨이트")
    assert sentence.startswith("쿠웨이트의") and marks == ["쿠웨이트", "노동자"]


def test_a_form_of_a_verb_answers_for_another():
    cuts = {"거부한다": Cut(stems=("거부하",)), "거부했다고": Cut(stems=("거부하",))}
    found = answer_in(TEXT, query_of("거부한다", lambda w: cuts.get(w, Cut())), lambda w: cuts.get(w, Cut()))
    assert found is not None and [m.of(TEXT) for m in found.marks] == ["거부했다고"]
    assert Words([TEXT], lambda w: cuts.get(w, Cut())).fits(query_of("거부한다", lambda w: cuts.get(w, Cut())))


def test_what_is_not_there_does_not_answer():
    assert answer_in(TEXT, query_of("ship")) is None
    assert not Words([TEXT]).fits(query_of("work -kuwait"))
    assert Words([TEXT]).fits(query_of("work -muscat"))
    assert not Words(["unpaid", "wages"]).fits(query_of('"unpaid wages"'))


def test_a_long_sentence_is_cut_around_what_fits():
    text = "word " * 500 + "needle " + "word " * 500
    found = answer_in(text, query_of("needle"))
    assert found is not None
    assert len(found.sentence) <= LONGEST_SENTENCE and found.marks[0].of(text) == "needle"
    assert found.sentence.covers(found.marks[0])


@given(st.text(max_size=300), st.text(max_size=20))
def test_places_are_in_the_text(text: str, search: str):
    query = query_of(search.replace(":", " "))
    for span, number in places_of(text, query):
        assert span.end <= len(text) and number < len(query.wanted)
    answer = answer_in(text, query)
    if answer is not None:
        assert answer.marks and answer.sentence.end <= len(text)


@given(st.text(max_size=300))
def test_sentences_hold_all_but_white_space(text: str):
    spans = list(sentences(text))
    assert spans == sorted(spans)
    covered = "".join(span.of(text) for span in spans)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(isinstance(span, Span) for span in spans)
