import pytest

from secondsource.model import Span
from secondsource.read.event_choice import TELLS, tells, weighed
from secondsource.read.prose import english
from secondsource.read.tagger.event_words import Marked
from secondsource.read.triggers import Trigger
from secondsource.subjects import load

TEXT = "The men downed tools and the yard fell silent."


@pytest.fixture(scope="module")
def tokens():
    return list(english()(TEXT))


def mark(words, kind="WORK_STOPPAGE", probability=0.99):
    start = TEXT.index(words)
    return Marked(Span(start, start + len(words)), kind, probability)


def found(tokens, first, last, kind="WORK_STOPPAGE"):
    return Trigger(kind, tokens[first], tokens[last], 2, 0)


def told(triggers):
    return [(t.type, t.first.text, t.last.text) for t in triggers]


def test_without_marks_the_patterns_finds_are_taken(tokens):
    assert told(weighed([found(tokens, 2, 3)], [], tokens, load())) == [("WORK_STOPPAGE", "downed", "tools")]


def test_what_is_marked_besides_is_taken_where_it_is_sure(tokens):
    marks = [mark("fell silent"), mark("yard", probability=TELLS / 2)]
    assert told(weighed([found(tokens, 2, 3)], marks, tokens, load())) == [
        ("WORK_STOPPAGE", "downed", "tools"),
        ("WORK_STOPPAGE", "fell", "silent"),
    ]


def test_words_are_not_taken_twice(tokens):
    marks = [mark("downed tools", "DENIAL"), mark("downed")]
    assert told(weighed([found(tokens, 2, 3)], marks, tokens, load())) == [("WORK_STOPPAGE", "downed", "tools")]


def test_a_type_that_the_pack_lacks_is_left_out(tokens):
    assert weighed([], [mark("fell silent", "SILENCE")], tokens, load()) == []


def test_marks_outside_the_statement_are_not_its_own(tokens):
    assert weighed([], [mark("fell silent")], tokens[:4], load()) == []


def test_whether_a_stretch_tells_of_an_event():
    marks = [mark("fell silent")]
    assert tells(marks, 0, len(TEXT))
    assert not tells(marks, 0, 10)
    assert not tells([mark("fell silent", probability=TELLS / 2)], 0, len(TEXT))
