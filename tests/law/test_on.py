"""What was in force on a day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.law import in_force, on
from secondsource.subjects import load


def ids(day):
    return {item.id for item in on(day, load("dprk_labour"))}


def test_a_resolution_comes_into_force_on_its_day():
    day = date(2017, 9, 11)
    assert "UN-2375-17" in ids(day)
    assert "UN-2375-17" not in ids(day - timedelta(days=1))


def test_what_ended_is_gone_the_next_day():
    assert "UN-1874-26" in ids(date(2024, 4, 30))
    assert "UN-1874-26" not in ids(date(2024, 5, 1))


def test_deadlines_run_up_to_and_including_their_day(pack):
    def rows(day):
        return next(row for row in in_force(day, pack) if row.provision.id == "UN-2397-8")

    assert [day for day, _ in rows(date(2019, 3, 22)).running] == ["2019-03-22", "2019-12-22", "2020-03-22"]
    assert [day for day, _ in rows(date(2019, 3, 23)).running] == ["2019-12-22", "2020-03-22"]
    assert [day for day, _ in rows(date(2020, 3, 23)).passed] == ["2019-03-22", "2019-12-22", "2020-03-22"]


def test_the_wording_of_the_day(pack):
    def version(day):
        return next(row for row in in_force(day, pack) if row.provision.id == "EU-2017-1509-IV").version

    assert "15,000" in version(date(2017, 10, 16))["note"]
    assert "5,000 " in version(date(2017, 10, 17))["note"]


def test_an_unsure_start_is_said_to_be_unsure(pack):
    def row(day):
        return next(row for row in in_force(day, pack) if row.provision.id == "EU-2016-849-13")

    assert not row(date(2016, 5, 28)).certain
    assert row(date(2016, 5, 29)).certain
    assert not next(row for row in in_force(date(2010, 1, 1), pack) if row.provision.id == "LK-CUSTOMS").certain


@settings(max_examples=40, deadline=None)
@given(st.dates(date(2000, 1, 1), date(2026, 12, 31)), st.integers(1, 3000))
def test_a_provision_without_end_stays(day, later):
    pack = load("dprk_labour")
    lasting = {item.id for item in on(day, pack) if item.in_force_to is None and not item.versions}
    assert lasting <= ids(day + timedelta(days=later))
