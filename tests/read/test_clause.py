from __future__ import annotations

from time import process_time

from secondsource.model import Span
from secondsource.read.clause import FAR, distance, nearby
from secondsource.read.events import mentions
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


def test_a_sentence_without_end_takes_time_in_proportion(pack: Subject) -> None:
    def seconds(times: int) -> float:
        text = "1 1,1 one dozen of 70-day battle “ " * times
        told, parsed = report(text), prose(report(text))
        start = process_time()
        assert list(mentions(parsed, told, [statement(text, text.rstrip())], pack))
        return process_time() - start

    seconds(20)
    assert seconds(480) < 8 * max(seconds(120), 0.05)
