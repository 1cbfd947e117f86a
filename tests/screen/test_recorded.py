"""Where the pack's own bodies stand by its record."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from secondsource.model import BadPack, PartialDate, Truth
from secondsource.screen import listed_on, recorded
from secondsource.subjects.schema import Entity, Listing


def test_listed_from_the_day_and_not_the_day_before(pack):
    mansudae = pack.entities["MANSUDAE"]
    day = date(2017, 8, 5)
    assert recorded(mansudae, PartialDate.on(day))[0].standing.on is Truth.MET
    before = recorded(mansudae, PartialDate.on(day - timedelta(days=1)))[0].standing
    assert before.on is Truth.FAILED
    assert "2017-08-05" in before.why
    assert "no list that is held" in before.why


def test_a_vague_event_is_asked_of_every_day(pack):
    mansudae = pack.entities["MANSUDAE"]
    assert recorded(mansudae, PartialDate("2017-08"))[0].standing.on is Truth.UNKNOWN
    assert recorded(mansudae, PartialDate("2017-09"))[0].standing.on is Truth.MET
    assert recorded(mansudae, None)[0].standing.on is Truth.UNKNOWN


def test_a_day_known_only_to_the_year_is_unknown_inside_it(pack):
    rows = [
        recorded(pack.entities["MPAF"], PartialDate.on(day))
        for day in (date(2015, 1, 1), date(2016, 6, 1), date(2018, 1, 1))
    ]
    assert [[r.standing.on for r in row if r.list == "us"] for row in rows] == [
        [Truth.FAILED],
        [Truth.UNKNOWN],
        [Truth.MET],
    ]


def test_a_listing_without_a_date_is_unknown_not_absent():
    entity = Entity(id="X", name="X Trading", type="company", us_listing=Listing(program="EO 13722"))
    assert [row.standing.on for row in recorded(entity, PartialDate("2020"))] == [Truth.UNKNOWN]


def test_a_date_that_is_no_date_names_the_file():
    entity = Entity(id="X", name="X Trading", type="company", us_listing=Listing(date="2016-2017"))
    with pytest.raises(BadPack, match="entities/X: us_listing"):
        recorded(entity, PartialDate("2020"))


def test_the_record_only_grows(pack):
    days = [date(2010, 1, 1), date(2016, 12, 1), date(2016, 12, 2), date(2020, 1, 14), date(2026, 1, 1)]
    seen = [{(row.entity, row.list) for row in listed_on(day, pack)} for day in days]
    assert all(a <= b for a, b in pairwise(seen))
    assert {row.list for row in listed_on(days[-1], pack, "un")} == {"un"}
    assert ("AIRKORYO", "us") in seen[2] - seen[1]
