import pytest

from secondsource.model import Span
from secondsource.read.event_choice import TELLS, Asked, weighed
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


def asked(*marks):
    return Asked(tuple(sorted(marks, key=lambda m: m.span)))


def told(triggers):
    return [(t.type, t.first.text, t.last.text) for t in triggers]


def test_without_marks_the_patterns_finds_are_taken(tokens):
    assert told(weighed([found(tokens, 2, 3)], Asked(), tokens, load())) == [("WORK_STOPPAGE", "downed", "tools")]


def test_where_patterns_find_nothing_what_is_marked_counts_if_it_is_sure(tokens):
    marks = [mark("downed tools"), mark("yard", probability=TELLS / 2), mark("fell silent")]
    assert told(weighed([], asked(*marks), tokens, load())) == [
        ("WORK_STOPPAGE", "downed", "tools"),
        ("WORK_STOPPAGE", "fell", "silent"),
    ]


def test_what_a_pattern_of_several_words_finds_is_kept_alone(tokens):
    marks = [mark("downed tools", "DENIAL"), mark("fell silent")]
    assert told(weighed([found(tokens, 2, 3)], asked(*marks), tokens, load())) == [("WORK_STOPPAGE", "downed", "tools")]


def test_beside_a_single_word_what_is_marked_counts_too(tokens):
    single = Trigger("PROTEST_OR_RIOT", tokens[2], tokens[2], 1, 0)
    marks = [mark("downed tools"), mark("fell silent")]
    assert told(weighed([single], asked(*marks), tokens, load())) == [
        ("PROTEST_OR_RIOT", "downed", "downed"),
        ("WORK_STOPPAGE", "fell", "silent"),
    ]


def test_words_are_taken_once_for_the_likeliest_type(tokens):
    marks = [mark("downed tools", "DENIAL", 0.85), mark("downed", probability=0.95)]
    assert told(weighed([], asked(*marks), tokens, load())) == [("WORK_STOPPAGE", "downed", "downed")]


def test_a_type_that_the_pack_lacks_is_left_out(tokens):
    assert weighed([], asked(mark("fell silent", "SILENCE")), tokens, load()) == []


def test_marks_outside_the_statement_are_not_its_own(tokens):
    assert weighed([], asked(mark("fell silent")), tokens[:4], load()) == []


def test_whether_a_stretch_tells_of_an_event():
    assert asked(mark("fell silent")).tells(0, len(TEXT))
    assert not asked(mark("fell silent")).tells(0, 10)
    assert not asked(mark("fell silent", probability=TELLS / 2)).tells(0, len(TEXT))
