"""Short mentions join the event that fits them best; what a report tells apart stays apart."""

import numpy as np

from secondsource.join import join
from secondsource.join.completed import completed
from secondsource.join.facts import facts
from secondsource.join.held import held
from secondsource.join.rules import rules
from tests.newsroom import Says


def claims(room, pack):
    return [set(c.reports) for c in join(room.readings, pack)]


def test_a_mention_without_place_joins_the_event_with_its_number(newsroom, pack):
    full = {"when": "2019-04-28", "place": "Port Ebb", "country": "KW", "amounts": (("workers", 60, 60),)}
    newsroom.publish("a", "Paper A", "2019-05-02", Says(text="Strike by sixty at the cannery", **full))
    newsroom.publish("b", "Paper B", "2019-05-03", Says(text="Strike at a plant by the sea", **full))
    newsroom.publish("c", "Paper C", "2019-05-04", Says(text="Strike of sixty packers", amounts=(("workers", 60, 60),)))
    assert claims(newsroom, pack) == [{"a", "b", "c"}]


def test_a_mention_that_fits_two_events_alike_joins_neither(newsroom, pack):
    where = {"when": "2019-04-28", "country": "KW"}
    newsroom.publish("a", "Paper A", "2019-05-02", Says(text="Strike", place="Port Ebb", **where))
    newsroom.publish("b", "Paper B", "2019-05-02", Says(text="Strike", place="Port Flow", **where))
    newsroom.publish("c", "Paper C", "2019-05-04", Says(text="Strike"))
    events = facts(newsroom.readings, pack)
    summaries = [held(f, rules(pack)) for f in events]
    alone = [[0], [1], [2]]
    pairs, never = np.array([(0, 2), (1, 2)]), np.empty((0, 2), dtype=np.int64)
    assert completed(alone, events, summaries, pairs, np.array([3.0, 2.9]), never) == alone
    assert completed(alone, events, summaries, pairs, np.array([3.5, 2.9]), never) == [[0, 2], [1]]
    assert completed(alone, events, summaries, pairs, np.array([3.5, 2.9]), pairs[:1]) == alone


def test_one_more_of_a_kind_is_another_event(newsroom, pack):
    newsroom.publish(
        "a",
        "Paper A",
        "2019-06-29",
        Says(text="Strike in May", when="2019-05", place="Kuwait", country="KW"),
        Says(text="A second strike followed", when="2019-05/2019-06", place="Kuwait", country="KW", trigger="strike"),
    )
    assert len(claims(newsroom, pack)) == 2
