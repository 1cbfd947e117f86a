from __future__ import annotations

import re

import pytest

from secondsource.model import PartialDate
from secondsource.read.time import find_dates
from secondsource.read.time.campaigns import campaigns
from secondsource.subjects import load


def only(text: str, anchor: str | None = "2016-06-08", language: str = "en") -> str:
    (found,) = find_dates(text, PartialDate(anchor) if anchor else None, language=language)
    return str(found.date)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They worked through the 80-day battle.", "2020-10-12/2020-12-30"),
        ("They worked in the 100-day battle.", "2009-09-23/2009-12-31"),
        ("They worked in the 150-day battle.", "2009-04-20/2009-09-16~"),
        ("It grew in the Arduous March.", "1994~/1998~"),
        ("Gifts for Army Day were due.", "2016-04-25"),
        ("Gifts on Generalissimo Day were due.", "2016-02-14"),
        ("Before the party congress they paid.", "../2016-05-06"),
        ("They paid until the party congress.", "../2016-05-09"),
        ("They paid by the Day of the Sun.", "../2016-04-15"),
        ("They paid from the Day of the Sun to Army Day.", "2016-04-15/2016-04-25"),
        ("They sang on the 2012 Day of the Sun.", "2012-04-15"),
        ("They sang on the Day of the Shining Star, 2013.", "2013-02-16"),
    ],
)
def test_a_name_is_read_like_a_date(text: str, value: str) -> None:
    assert only(text) == value


def test_army_day_moved_in_2018() -> None:
    assert only("Gifts for Army Day were due.", "2017-05-01") == "2017-04-25"
    assert only("Gifts for Army Day were due.", "2018-05-01") == "2018-02-08"
    assert find_dates("Gifts for Army Day were due.") == ()


def test_the_nearest_congress_counts_and_none_without_an_anchor() -> None:
    assert only("The party congress met.", "2020-12-01") == "2021-01-05/2021-01-12"
    assert find_dates("The party congress met.") == ()
    assert only("The Seventh Party Congress met.", None) == "2016-05-06/2016-05-09"


def test_a_feast_without_a_year_stays_yearless_and_why_names_what_fixes_it() -> None:
    assert only("They sang on the Day of the Sun.", None) == "XXXX-04-15"
    (found,) = find_dates("They sang on the Day of the Sun.", PartialDate("2016-06-08"))
    assert "publication date (2016)" in found.why


def test_korean_names() -> None:
    assert only("80일 전투 기간", language="ko") == "2020-10-12/2020-12-30"


def test_a_call_for_a_new_arduous_march_is_no_date() -> None:
    assert find_dates("He called for another Arduous March.") == ()


def test_every_campaign_is_a_date_with_names_and_citations() -> None:
    for campaign in campaigns(load()):
        assert PartialDate(campaign.dates)
        assert campaign.names["en"]
        assert campaign.citations
        assert all(url.startswith("http") for url in campaign.citations)
        assert re.fullmatch(r"|\d{4}/(?:\d{4}|\.\.)", campaign.years)


def test_a_battle_lasts_as_long_as_its_name_says() -> None:
    for campaign in campaigns(load()):
        days = re.fullmatch(r"battle-(\d+)", campaign.id)
        if days and "~" not in campaign.dates:
            assert PartialDate(campaign.dates).days() == int(days[1])
