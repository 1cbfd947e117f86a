from __future__ import annotations

import pytest
from spacy.tokens import Token

from secondsource.model import Span
from secondsource.read import events, place_event, time_event
from secondsource.read.clause import FAR, distance, nearby
from secondsource.read.place_found import FoundPlace
from secondsource.read.prose import prose
from secondsource.subjects import Subject
from tests.read.test_events import report, statement


def found(doc, start: int) -> tuple[FoundPlace, object]:
    place = FoundPlace(span=Span(start, start + 1), name="x", country=None, lat=None, lon=None, kind="city", why="test")
    return place, doc[0]


def test_the_nearest_of_many_are_those_on_both_sides() -> None:
    doc = prose(report("Men work.")).doc
    every = [found(doc, n) for n in range(0, 1000, 2)]
    kept = [item[0].span.start for item in nearby(every, 500)]
    assert len(kept) == 96 and min(kept) == 404 and max(kept) == 594
    assert nearby(every[:5], 3) == every[:5]


def test_words_of_two_sentences_are_far_apart() -> None:
    doc = prose(report("The men struck in May. The cooks stayed.")).doc
    may, struck, stayed = (next(t for t in doc if t.text == w) for w in ("May", "struck", "stayed"))
    assert distance(may, struck) < 6 <= FAR <= distance(may, stayed) == distance(stayed, may)


def test_a_sentence_without_end_is_compared_in_proportion_to_its_length(
    pack: Subject, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = 0

    def counted(one: Token, trigger: Token) -> float:
        nonlocal asked
        asked += 1
        return distance(one, trigger)

    for module in (events, time_event, place_event):
        monkeypatch.setattr(module, "distance", counted)

    def comparisons(times: int) -> int:
        nonlocal asked
        asked = 0
        text = "1 1,1 one dozen of 70-day battle “ " * times
        told = report(text)
        assert list(events.mentions(prose(told), told, [statement(text, text.rstrip())], pack))
        return asked

    assert comparisons(480) < 6 * comparisons(120)
