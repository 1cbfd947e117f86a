from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.collect.stated import dated, first_after, one_date, yearless
from secondsource.model import How, PartialDate

REST = "The crew has not been paid, and the owner of the site has not answered a letter from the town about the matter.\n\n"


def test_a_stated_day_points_at_its_words(read):
    for line, day in (
        ("Published: June 9, 2016", "2016-06-09"),
        ("입력 2016.06.08 07:01", "2016-06-08"),
        ("9 June 2016", "2016-06-09"),
        ("2016年6月8日", "2016-06-08"),
    ):
        report = read(f"Crew sits down at yard\n\n{line}\n\n{REST * 3}")
        assert (report.published.value, report.published.how) == (day, How.STATED)
        assert one_date(report.published.span.of(report.text)) == PartialDate(day)


def test_a_day_without_a_year_is_bounded_by_what_the_text_names(read):
    report = read(
        f"{REST}A source told Daily NK on April 3 that recruits must pay. UN Resolution 2375 forbids new permits.\n\n{REST}"
    )
    assert (report.published.value, report.published.how) == ("2018-04-03/..", How.INFERRED)
    assert "2017-09-11" in report.published.why and "without a year" in report.published.why
    assert report.date.earliest == date(2018, 4, 3) and report.date.latest is None


def test_nothing_is_made_of_a_day_alone_but_its_month_if_something_was_told_on_it(read):
    assert (
        read(f"{REST}A source told the paper on April 3 that recruits must pay.\n\n{REST}").published.value
        == "XXXX-04?"
    )
    assert read(f"{REST}The dock was flooded in the night to April 3.\n\n{REST}").published is None
    assert read(REST * 3).published is None


def test_a_day_long_before_the_newest_law_may_be_of_the_same_year(read):
    report = read(f"{REST}The route was halted on February 23. Resolution 2270 was adopted a week later.\n\n{REST}")
    assert report.published.value == "2016-03-02/.."


def test_a_dateline_without_a_year(read):
    assert read(f"SEOUL, June 8 (UPI) -- {REST}{REST}").published.value == "XXXX-06-08"
    assert read(f"SEOUL, June 8 (UPI) -- {REST}Resolution 2270 was named.\n\n{REST}").published.value == "2016-06-08/.."
    assert read(f"SEOUL, June 8, 2016 (UPI) -- {REST}{REST}").published.value == "2016-06-08"


def test_the_number_of_a_post_tells_when_it_was_made(read):
    made = date(2016, 6, 10)
    link = "https://twitter.com/someone/status/741121257140293633"
    assert read(f"{REST}See {link} for more.\n\n{REST}").date.earliest == made
    commented = read(f"{REST}Executive Order 13722 is in force.\n\n{REST}2 comments\n\nOtto: see {link}\n")
    assert commented.published.value == "2016-03-15/2016-06-10?" and "comment" in commented.published.why


def test_years_to_come_and_numbers_of_resolutions_are_no_bounds(read):
    assert read(f"{REST}All must leave by December 2019, and the text of 2094 says so.\n\n{REST}").published is None


def test_an_address_holds_a_date(read):
    row = {"text": REST * 2, "title": "x", "url": "https://example.org/2016/06/09/crew"}
    assert read(json.dumps(row), "a.json").published.value == "2016-06-09"
    assert read(json.dumps({**row, "url": "https://example.org/20161399x"}), "a.json").published is None


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("2016-06-08T07:01+09:00", "2016-06-08"),
        ("20160608", "2016-06-08"),
        ("8 June 2016", "2016-06-08"),
        ("June 2016", "2016-06"),
        ("2016~", "2016~"),
        ("soon", None),
        ("2016-13-01", None),
    ],
)
def test_dates_of_metadata(words, value):
    found = one_date(words)
    assert (str(found) if found else None) == value


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_in_every_form(day):
    for text in (
        day.isoformat(),
        f"{day:%B} {day.day}, {day.year}",
        f"{day.day} {day:%b} {day.year}",
        f"{day.year}년 {day.month}월 {day.day}일",
        f"{day.year}. {day.month}. {day.day}",
    ):
        assert [d.date for d in dated(f"On {text} it was.")] == [PartialDate.on(day)], text
    assert [str(d.date) for d in yearless(f"on {day:%B} {day.day} it was")] == [f"XXXX-{day:%m-%d}"]


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)), st.dates(date(1950, 1, 1), date(2090, 12, 31)))
def test_the_first_such_day_is_the_first(day, after):
    found = first_after(day.month, day.day, after)
    assert found is not None and found >= after and (found.month, found.day) == (day.month, day.day)
    assert (found - after).days <= 366 * 8
