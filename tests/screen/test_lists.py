"""Where bodies stand on lists as of a day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from secondsource.model import BadPack, Truth
from secondsource.screen import listed_on, listings
from secondsource.subjects.schema import Entity, Listing


def test_listed_from_the_day_and_not_the_day_before(pack):
    mansudae = pack.entities["MANSUDAE"]
    day = date(2017, 8, 5)
    assert listings(mansudae, day)[0].on is Truth.MET
    before = listings(mansudae, day - timedelta(days=1))[0]
    assert before.on is Truth.FAILED
    assert "2017-08-05" in before.why


def test_a_day_known_only_to_the_year_is_unknown_inside_it(pack):
    ministry = pack.entities["MPAF"]
    assert [row.on for row in listings(ministry, date(2016, 6, 1)) if row.list == "us"] == [Truth.UNKNOWN]
    assert [row.on for row in listings(ministry, date(2018, 1, 1)) if row.list == "us"] == [Truth.MET]
    assert [row.on for row in listings(ministry, date(2015, 1, 1)) if row.list == "us"] == [Truth.FAILED]


def test_a_listing_without_a_date_is_unknown_not_absent():
    entity = Entity(id="X", name="X Trading", type="company", us_listing=Listing(program="EO 13722"))
    assert [row.on for row in listings(entity, date(2020, 1, 1))] == [Truth.UNKNOWN]


def test_a_date_that_is_no_date_names_the_file():
    entity = Entity(id="X", name="X Trading", type="company", us_listing=Listing(date="2016-2017"))
    with pytest.raises(BadPack, match="entities/X: us_listing"):
        listings(entity, date(2020, 1, 1))


def test_lists_only_grow(pack):
    days = [date(2010, 1, 1), date(2016, 12, 1), date(2016, 12, 2), date(2020, 1, 14), date(2026, 1, 1)]
    seen = [{(row.entity, row.list) for row in listed_on(day, pack)} for day in days]
    assert all(a <= b for a, b in pairwise(seen))
    assert {row.list for row in listed_on(days[-1], pack, "un")} == {"un"}
    assert ("AIRKORYO", "us") in seen[2] - seen[1]
