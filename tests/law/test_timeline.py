from __future__ import annotations

from datetime import date

from secondsource.law import axis, bars


def test_a_bar_has_its_days(pack):
    (bar,) = bars([pack.provisions["UN-2397-8"]], pack)
    assert (bar.sure, bar.ends, bar.begins) == (date(2017, 12, 22), None, date(2017, 12, 22))
    assert [day for day, _ in bar.deadlines] == [date(2019, 3, 22), date(2019, 12, 22), date(2020, 3, 22)]


def test_what_began_on_a_day_not_known_may_have_begun_before(pack):
    (bar,) = bars([pack.provisions["PL-2016-VISA"]], pack)
    assert bar.begins is not None
    assert bar.begins < bar.sure


def test_a_change_of_wording_is_a_day_within_the_bar(pack):
    changed = [bar for bar in bars(pack.provisions.values(), pack) if bar.changes]
    assert changed
    assert all(bar.sure < day and (bar.ends is None or day <= bar.ends) for bar in changed for day in bar.changes)


def test_bars_stand_in_order_of_their_beginning(pack):
    every = bars(pack.provisions.values(), pack)
    assert len(every) == len(pack.provisions)
    assert [bar.sure for bar in every] == sorted(bar.sure for bar in every)


def test_the_axis_holds_the_day_and_whole_years(pack):
    first, last = axis(bars(pack.provisions.values(), pack), date(2018, 6, 1))
    assert (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    assert first.year == 2018 - 12
    assert last.year >= 2020
    assert axis((), date(2018, 6, 1)) == (date(2018, 1, 1), date(2019, 12, 31))


def test_the_axis_ends_with_the_calendar(pack):
    _, last = axis(bars(pack.provisions.values(), pack), date(9999, 1, 1))
    assert last == date(9999, 12, 31)
