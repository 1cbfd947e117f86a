from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis.strategies import builds, dates, integers

from secondsource.model import PartialDate
from secondsource.publish.timeline.axis import Axis, Extent, axis_of, extent

DAYS = dates(date(1950, 1, 1), date(2100, 12, 31))
AXES = builds(
    lambda year, years: Axis(date(year, 1, 1), date(year + years, 12, 31), 100.0, 1000.0),
    integers(1900, 2050),
    integers(0, 60),
)


@given(AXES, DAYS, DAYS)
def test_a_later_day_never_stands_further_left(axis: Axis, one: date, other: date) -> None:
    low, high = sorted((one, other))
    assert axis.left <= axis.x(low) <= axis.x(high) <= axis.right
    assert axis.x(low) <= axis.middle(low) <= axis.end(low)


@given(AXES)
def test_ticks_stand_in_order_and_apart(axis: Axis) -> None:
    at = [axis.x(tick.day) for tick in axis.ticks()]
    assert at
    assert all(b - a > 40 for a, b in pairwise(at))


@given(AXES)
def test_a_day_ends_where_the_next_begins(axis: Axis) -> None:
    day = axis.first
    assert axis.end(day) == pytest.approx(axis.x(date.fromordinal(day.toordinal() + 1)))


@pytest.mark.parametrize(
    ("text", "first", "last", "mark"),
    [
        ("2016-05-17", date(2016, 5, 17), date(2016, 5, 17), ""),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29), ""),
        ("2016-24", date(2016, 12, 1), date(2017, 2, 28), ""),
        ("../2016-04", None, date(2016, 4, 30), ""),
        ("2016-04/..", date(2016, 4, 1), None, ""),
        ("2016?", date(2016, 1, 1), date(2016, 12, 31), "?"),
        ("2016-05-17~", date(2016, 5, 14), date(2016, 5, 20), "~"),
    ],
)
def test_an_extent_keeps_the_precision_of_its_date(text: str, first: date | None, last: date | None, mark: str) -> None:
    assert extent(PartialDate(text)) == Extent(first, last, mark)


def test_what_has_no_year_has_no_place_in_time() -> None:
    assert extent(None) is None
    assert extent(PartialDate("XXXX-04-03")) is None


@given(DAYS, DAYS)
def test_an_axis_holds_what_it_was_made_for(one: date, other: date) -> None:
    low, high = sorted((one, other))
    axis = axis_of([Extent(low, low), Extent(high, high)], 0, 1000)
    assert axis is not None
    assert axis.last >= high
    assert axis.first <= low or axis.last.year - axis.first.year == 40


def test_an_open_date_belongs_to_the_year_that_it_names() -> None:
    by = extent(PartialDate("../2019-04"))
    assert by is not None
    assert by.touches(date(2019, 1, 1), date(2019, 12, 31))
    assert not by.touches(date(2016, 1, 1), date(2016, 12, 31))


def test_nothing_to_draw_makes_no_axis_and_a_century_stretches_none() -> None:
    assert axis_of([], 0, 1) is None
    axis = axis_of([Extent(date(1900, 1, 1), date(1999, 12, 31)), Extent(date(2016, 1, 1), date(2016, 1, 2))], 0, 1)
    assert axis is not None
    assert axis.first.year == 2016
