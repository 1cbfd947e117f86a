"""Which snapshot speaks for a day, and what it says."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.model import PartialDate, Truth
from secondsource.screen import Presence, presences, standing

from .lists import entry, made


def there(day: str, listed: str | None = None) -> Presence:
    return Presence(as_of=date.fromisoformat(day), there=True, listed=listed)


def absent(day: str) -> Presence:
    return Presence(as_of=date.fromisoformat(day), there=False)


ADDED = [absent("2019-01-12"), there("2021-07-01")]
DATED = [absent("2019-01-12"), there("2021-07-01", "2020-05-04")]
REMOVED = [there("2019-01-12"), absent("2021-07-01")]


@pytest.mark.parametrize(
    ("held", "when", "on", "words"),
    [
        (ADDED, "2019-01-12", Truth.FAILED, "not on the list of 2019-01-12"),
        (ADDED, "2021-07-01", Truth.MET, "on the list of 2021-07-01"),
        (ADDED, "2020-03-05", Truth.UNKNOWN, "not on the list of 2019-01-12; listed by 2021-07-01"),
        (ADDED, "2018-01-01", Truth.UNKNOWN, "nothing older is held"),
        (ADDED, "2022-01-01", Truth.UNKNOWN, "newest held"),
        (DATED, "2020-05-03", Truth.FAILED, "listed on 2020-05-04"),
        (DATED, "2020-05-04", Truth.MET, "listed on 2020-05-04"),
        (DATED, "2018-01-01", Truth.FAILED, "not yet on it"),
        (DATED, "2020-05", Truth.UNKNOWN, "listed on 2020-05-04"),
        (DATED, "2020-06", Truth.MET, "listed on 2020-05-04"),
        (DATED, "../2019", Truth.FAILED, "not yet on it"),
        ([there("2021-07-01", "2020")], "2020-06-01", Truth.UNKNOWN, "at some time in 2020"),
        ([there("2021-07-01", "2020")], "2021-01-01", Truth.MET, "listed on 2020"),
        ([there("2021-07-01")], "2020-01-01", Truth.UNKNOWN, "does not say since when"),
        (REMOVED, "2020-01-01", Truth.UNKNOWN, "no longer on the list of 2021-07-01"),
        (REMOVED, "2021-07-01", Truth.FAILED, "not on the list"),
        (
            [there("2019-01-12"), there("2021-07-01")],
            "2020-01-01",
            Truth.MET,
            "on the lists of 2019-01-12 and 2021-07-01",
        ),
        ([absent("2018-01-01"), absent("2019-01-01"), there("2021-07-01")], "2018-06-01", Truth.FAILED, "neither"),
        (ADDED, "XXXX-04-03", Truth.UNKNOWN, "the day is not known"),
    ],
)
def test_the_snapshots_around_a_day_speak(held, when, on, words):
    found = standing(PartialDate(when), held)
    assert found.on is on
    assert words in found.why
    assert found.speaks


def test_an_event_without_a_day_is_unknown():
    assert standing(None, ADDED).on is Truth.UNKNOWN


def test_a_snapshot_with_gaps_says_nothing_of_who_is_missing():
    whole, gaps = made("2019-01-12"), made("2019-01-12", whole=False)
    later = made("2021-07-01", entry("1", "X"))
    assert standing(PartialDate("2019-01-12"), presences("1", [whole, later])).on is Truth.FAILED
    assert standing(PartialDate("2019-01-12"), presences("1", [gaps, later])).on is Truth.UNKNOWN


DAYS = st.dates(date(2010, 1, 1), date(2026, 1, 1))
HELD = st.lists(st.builds(Presence, as_of=DAYS, there=st.booleans(), listed=st.none() | DAYS.map(str)), min_size=1, max_size=4, unique_by=lambda p: p.as_of).map(lambda ps: sorted(ps, key=lambda p: p.as_of))  # fmt: skip


@given(HELD, DAYS, st.integers(0, 400))
def test_a_vaguer_day_never_knows_more(held, day, days):
    exact = standing(PartialDate.on(day), held).on
    vague = standing(PartialDate.between(day, day + timedelta(days)), held).on
    assert vague in (exact, Truth.UNKNOWN)


@given(HELD)
def test_on_the_day_of_a_snapshot_the_snapshot_speaks(held):
    for it in held:
        found = standing(PartialDate.on(it.as_of), held)
        assert found.on is Truth.of(it.there)
        assert found.speaks == (it.as_of.isoformat(),)
