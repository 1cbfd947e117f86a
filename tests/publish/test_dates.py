from __future__ import annotations

import pytest

from secondsource.model import PartialDate
from secondsource.publish.dates import in_words, said_date
from secondsource.publish.tongue import speaking


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("2016-03-19", "2016년 3월 19일"),
        ("2016-03", "2016년 3월"),
        ("2016", "2016년"),
        ("201X", "2010년대"),
        ("2016-21", "2016년 봄"),
        ("2016-03~", "2016년 3월경"),
        ("2016-03?", "2016년 3월(불확실)"),
        ("2016-03%", "2016년 3월경(불확실)"),
        ("../2016-03-19", "늦어도 2016년 3월 19일"),
        ("2016-03/..", "2016년 3월 이후"),
        ("2016-03-01/2016-03-05", "2016년 3월 1일~5일"),
        ("2016-02-18/2016-03-02", "2016년 2월 18일~3월 2일"),
        ("2015-12/2016-01", "2015년 12월~2016년 1월"),
        ("2016-01/2016-03?", "2016년 1월~3월(불확실)"),
        ("2016-01~/2016-03", "2016년 1월경 ~ 2016년 3월"),
        ("XXXX-04-13", "4월 13일(연도 미상)"),
    ],
)
def test_korean_says_dates_no_more_precise_than_they_are(date, said):
    with speaking("ko"):
        assert said_date(PartialDate(date)) == said


def test_a_date_that_is_not_known_is_said_so():
    assert said_date(None) == "not known"
    with speaking("ko"):
        assert said_date(None) == "미상"


def test_a_particle_right_behind_a_day_does_not_hide_it():
    with speaking("ko"):
        assert in_words("2016-03-19부터 2016-04까지") == "2016년 3월 19일부터 2016년 4월까지"


def test_the_same_in_english_is_as_it_was():
    assert in_words("from 2016-03-19 on") == "from 19 March 2016 on"
