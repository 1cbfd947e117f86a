"""What a report says around a claim goes with the event told nearest before."""

from __future__ import annotations

import pytest

from secondsource.join import join
from secondsource.law import indicators
from secondsource.law.around import Around
from secondsource.model import Presence
from tests.newsroom import Newsroom, Says


@pytest.fixture
def newsroom():
    return Newsroom()


def present(newsroom, pack):
    claims = join(newsroom.readings, pack)
    return {
        (claim.type, row.id)
        for claim in claims
        for row in indicators(claims, newsroom.readings, pack)
        if row.claim == claim.id and row.presence is Presence.PRESENT
    }


def test_a_sentence_that_tells_of_no_event_goes_with_the_one_before(newsroom, pack):
    strike = Says(
        text="The North Korean builders stopped work in Kuwait.",
        trigger="stopped",
        when="2019-05-03",
        place="Kuwait",
        country="KW",
    )
    newsroom.publish("a", "First Paper", "2019-06-01", strike, Says(text="They live under guard.", type=None))
    assert ("WORK_STOPPAGE", "RESTRICTION_OF_MOVEMENT") in present(newsroom, pack)


def test_it_does_not_go_with_an_event_that_tells_of_no_workers(newsroom, pack):
    flight = Says(
        type="FLIGHT_OR_ROUTE_CHANGE", text="Flights to Pyongyang were resumed.", trigger="resumed", when="2019-05-03"
    )
    newsroom.publish("a", "First Paper", "2019-06-01", flight, Says(text="They live under guard.", type=None))
    assert present(newsroom, pack) == set()


def test_what_stands_around_must_be_about_workers_by_its_own_words(newsroom, pack):
    strike = Says(text="The North Korean builders stopped work in Kuwait.", trigger="stopped", when="2019-05-03")
    newsroom.publish("a", "First Paper", "2019-06-01", strike, Says(text="The embassy is under guard.", type=None))
    assert present(newsroom, pack) == set()


def test_nothing_is_around_a_claim_of_another_report():
    assert Around((), (), ()).of("c1", "r1") == ()
