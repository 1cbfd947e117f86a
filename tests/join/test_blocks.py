"""Which mentions meet: few neighbours each, however many tell of one month, and the likely ones among them."""

import pytest

from secondsource.join.blocks import WINDOW, candidates
from secondsource.join.facts import facts
from secondsource.join.rules import rules
from tests.newsroom import Says

CITIES = ("Harbin", "Dandong", "Yanji", "Hunchun", "Tumen")


def met(room, pack):
    every = facts(room.readings, pack)
    return [(every[i].report, every[j].report) for i, j in candidates(every, rules(pack))]


def crowd(room, size):
    """One month in which every paper tells of a strike of its own."""
    for k in range(size):
        told = Says(text=f"Strike number {k}", when=f"2019-05-{k % 28 + 1:02d}", place=CITIES[k % 5], country="CN")
        room.publish(f"r{k:04d}", f"Paper {k}", "2019-06-01", told)


@pytest.mark.parametrize("size", [100, 200, 400, 800])
def test_pairs_grow_with_the_mentions_and_not_with_their_square(newsroom, pack, size):
    crowd(newsroom, size)
    assert len(met(newsroom, pack)) <= 3 * WINDOW * size


def test_who_gives_no_country_meets_those_of_its_day_in_a_crowd(newsroom, pack):
    crowd(newsroom, 4 * WINDOW)
    newsroom.publish("bare", "Paper of nowhere", "2019-06-01", Says(text="Strike somewhere", when="2019-05-14"))
    near = {a if b == "bare" else b for a, b in met(newsroom, pack) if "bare" in (a, b)}
    same_day = {f"r{k:04d}" for k in range(4 * WINDOW) if k % 28 + 1 == 14}
    assert same_day and same_day <= near


def test_all_meet_where_there_is_no_crowd(newsroom, pack):
    crowd(newsroom, WINDOW)
    assert len(met(newsroom, pack)) == WINDOW * (WINDOW - 1) // 2


def test_the_order_of_the_readings_does_not_matter(newsroom, pack):
    crowd(newsroom, 2 * WINDOW)
    found = met(newsroom, pack)
    newsroom.readings.reverse()
    assert met(newsroom, pack) == found
