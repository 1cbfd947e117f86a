from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.model import BadDate, PartialDate

days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
points = days.flatmap(
    lambda d: st.sampled_from(
        [d.isoformat(), d.isoformat()[:7], d.isoformat()[:4], d.isoformat()[:7] + "~", d.isoformat()[:4] + "?"]
    )
)
dates = st.one_of(points.map(PartialDate), st.tuples(days, days).map(lambda p: PartialDate.between(min(p), max(p))))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("2016-05-17", "2016-05-17", "2016-05-17"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2016", "2016-01-01", "2016-12-31"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("2015-24", "2015-12-01", "2016-02-29"),
        ("2016-03-19~", "2016-03-16", "2016-03-22"),
        ("2016-03~", "2016-02-15", "2016-04-15"),
        ("2016-02/2016-03-02", "2016-02-01", "2016-03-02"),
    ],
)
def test_the_days_a_date_may_mean(text, low, high):
    partial = PartialDate(text)
    assert (partial.earliest.isoformat(), partial.latest.isoformat()) == (low, high)


def test_a_day_without_a_year_is_kept_and_placed_nowhere():
    partial = PartialDate("XXXX-04-03")
    assert (partial.has_year, partial.earliest, partial.latest, partial.days()) == (False, None, None, None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2016-13",
        "2016-02-30",
        "April 3",
        "../..",
        "2016-05/2016-03",
        "2016/2017/2018",
        "2016-5-1",
        "XXXX-02-31",
        "0000",
        "201X-04",
    ],
)
def test_what_is_not_edtf_is_refused(text):
    with pytest.raises(BadDate):
        PartialDate(text)


@given(dates, dates)
def test_may_be_is_symmetric_and_within_implies_it(a, b):
    assert a.may_be(b) == b.may_be(a)
    if a.within(b):
        assert a.may_be(b)


@given(dates)
def test_a_date_lies_within_itself_and_keeps_its_text(partial):
    assert partial.within(partial)
    assert str(PartialDate(str(partial))) == partial.text


@given(days, days)
def test_between_holds_both_ends(a, b):
    low, high = min(a, b), max(a, b)
    span = PartialDate.between(low, high)
    assert PartialDate.on(low).within(span)
    assert PartialDate.on(high).within(span)
