from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from secondsource.model import PartialDate, Span
from secondsource.read.time import TimeKind, find_dates, timexes

PUBLISHED = PartialDate("2016-06-08")  # a Wednesday


def only(text: str, anchor: PartialDate | None = PUBLISHED, language: str = "en") -> str | None:
    found = [d for d in find_dates(text, anchor, language=language) if d.kind in (TimeKind.DATE, TimeKind.TIME)]
    assert len(found) == 1, [d.span.of(text) for d in found]
    return str(found[0].date) if found[0].date else None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The crew left on 17 May 2016.", "2016-05-17"),
        ("The crew left on May 17, 2016.", "2016-05-17"),
        ("The crew left on the 17th of May, 2016.", "2016-05-17"),
        ("Logged 2016-05-17 at the gate.", "2016-05-17"),
        ("Stamped 17/5/2016 by customs.", "2016-05-17"),
        ("Stamped 5/7/2016 by customs.", "2016-05-07?"),
        ("They came in March 2016.", "2016-03"),
        ("They came in the spring of 2016.", "2016-21"),
        ("They came in early March 2016.", "2016-03-01/2016-03-10"),
        ("The camp of the 1990s is gone.", "199X"),
        ("It ran in 2015-16 without pay.", "2015/2016"),
        ("It paid in Q1 2016 as before.", "2016-01/2016-03"),
        ("In about 2014 the firm moved.", "2014~"),
        ("They met between 3 March 2016 and 5 April 2016.", "2016-03-03/2016-04-05"),
        ("Filed 2016/05/17 at the gate.", "2016-05-17"),
        ("Filed in 2016-05 at the gate.", "2016-05"),
        ("It ran in 2005-06 without pay.", "2005/2006"),
        ("Filed 17-May-2016 at the gate.", "2016-05-17"),
        ("Filed Jan 5, 2016 at the gate.", "2016-01-05"),
        ("It was Juche 105 (2016).", "2016"),
        ("They came at the end of 2015.", "2015-12~"),
        ("They came at the end of May 2015.", "2015-05-21/2015-05-31"),
        ("They came early in 2016.", "2016-01~"),
        ("They came in the winter of 2014-15.", "2014-24"),
        ("They came in the mid-1990s.", "199X"),
        ("They came possibly in 2014.", "2014?"),
        ("They came perhaps in the spring of 2016.", "2016-21?"),
        ("By July 2016 they must go.", "../2016-07"),
        ("They came after May 2016.", "2016-05/.."),
        ("They left before 3 May 2016.", "../2016-05-03"),
        ("They left before the spring of 2016.", "../2016-21"),
        ("They worked until May 2016.", "../2016-05"),
        ("They worked since 2014.", "2014/.."),
        ("They worked from 2012 to the present.", "2012/.."),
        ("They worked in December 2015 and January 2016.", "2015-12/2016-01"),
        ("They paid in the first half of 2016.", "2016-01/2016-06"),
        ("They paid in FY2015.", "2015"),
        ("They left at 10 p.m. on 3 March 2016.", "2016-03-03"),
    ],
)
def test_written_dates_keep_their_precision(text: str, value: str) -> None:
    assert only(text, None) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They left yesterday.", "2016-06-07"),
        ("They left on Wednesday.", "2016-06-08"),
        ("They left on Friday.", "2016-06-03"),
        ("They will leave on Friday.", "2016-06-10"),
        ("They left last month.", "2016-05"),
        ("They struck last December.", "2015-12"),
        ("They struck in December.", "2015-12"),
        ("They came this year.", "2016"),
        ("They came three weeks ago.", "2016-05-18~"),
        ("They came earlier this week.", "2016-06-06/2016-06-08"),
        ("It has been idle since February.", "2016-02/2016-06"),
        ("They must be gone by 31 July.", "../2016-07-31"),
        ("They came late last year.", "2015-12~"),
        ("They came earlier this month.", "2016-06-01/2016-06-08"),
        ("They come later this year.", "2016-06/2016-12"),
        ("It grew over the past year.", "2015-06/2016-06"),
        ("It grew over the past week.", "2016-06-01/2016-06-08"),
        ("It paid in the second half of last year.", "2015-07/2015-12"),
        ("They worked from 2012 to the present.", "2012/2016"),
        ("They left on the 14th.", "2016-05-14"),
        ("In spring they left.", "2016-21"),
        ("They struck on June 16 of last year.", "2015-06-16"),
        ("In February and March they toured the camps.", "2016-02/2016-03"),
        ("On April 3 they left.", "2016-04-03"),
    ],
)
def test_relative_dates_count_from_the_publication_date(text: str, value: str) -> None:
    assert only(text) == value


def test_without_an_anchor_nothing_is_guessed() -> None:
    assert only("On April 3 they left.", None) == "XXXX-04-03"
    assert only("On Wednesday they left.", None) is None
    assert only("They left last month.", None) is None


def test_an_anchor_of_a_month_fixes_months_but_no_days() -> None:
    anchor = PartialDate("2016-06")
    assert only("They left last month.", anchor) == "2016-05"
    assert only("They left yesterday.", anchor) is None


def test_the_reason_names_what_fixed_the_year() -> None:
    (found,) = find_dates("On April 3 they left.", PUBLISHED)
    assert "2016" in found.why
    (found,) = find_dates("On April 3 they left.")
    assert found.why == "no year is told"


def test_a_quotation_counts_from_the_date_of_its_own_report() -> None:
    text = "KCNA said: “They left yesterday.”"
    (found,) = find_dates(text, PartialDate("2016-05-01"), spans=[Span(text.index("“"), len(text))])
    assert str(found.date) == "2016-04-30"
    assert "2016-05-01" in found.why


def test_a_quarter_of_a_fiscal_year_is_the_three_months_that_end_then() -> None:
    quarter, _ = find_dates("In the fourth quarter ended May 31 it lost money.", PUBLISHED)
    assert (str(quarter.date), quarter.timex_value) == ("2016-03/2016-05", "2015-Q4")


def test_a_story_counts_from_the_date_told_last() -> None:
    text = "On March 19 they rose. Four days earlier two men ran away. The following day the rest were locked in."
    assert [str(d.date) for d in find_dates(text, PUBLISHED)] == ["2016-03-19", "2016-03-15", "2016-03-16"]


def test_an_interval_with_asides_keeps_its_ends() -> None:
    text = "between February 18, when the act was signed, and March 2, when the vote came"
    assert [str(d.date) for d in find_dates(text, PUBLISHED)] == ["2016-02-18/2016-03-02", "2016-02-18", "2016-03-02"]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("They waited three days for it.", TimeKind.DURATION, "P3D"),
        ("The trial took two hours.", TimeKind.DURATION, "PT2H"),
        ("They wait for several years.", TimeKind.DURATION, "PXY"),
        ("They pay each month for it.", TimeKind.SET, "P1M"),
    ],
)
def test_lengths_and_rates_are_no_dates(text: str, kind: TimeKind, value: str) -> None:
    (found,) = find_dates(text, PUBLISHED)
    assert (found.kind, found.timex_value, found.date) == (kind, value, None)


@pytest.mark.parametrize(
    "text", ["Resolution 2016 was read.", "They may march on.", "It cost $2016.", "Flight JS161 took off."]
)
def test_numbers_and_verbs_are_no_dates(text: str) -> None:
    assert find_dates(text, PUBLISHED) == ()


def test_names_of_the_pack_are_dates() -> None:
    assert only("They worked on through the 70-day battle.") == "2016-02-23/2016-05-02"
    assert only("Dues for the party congress rose.") == "2016-05-06/2016-05-09"
    assert only("Gifts for Kim Il Sung's birthday were due.") == "2016-04-15"


def test_easter_is_reckoned() -> None:
    assert only("They sailed at Easter.", PartialDate("2021-05-01")) == "2021-04-04"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("지난달 17일 귀국했다.", "2016-05-17"),
        ("지난해 12월 파업했다.", "2015-12"),
        ("올해 3월 항의했다.", "2016-03"),
        ("7일 보도했다.", "2016-06-07"),
        ("2월 23일부터 끊겼다.", "2016-02-23/2016-06-08"),
        ("3월과 4월에는 없었다.", "2016-03/2016-04"),
        ("내년 1월 31일까지 떠난다.", "../2017-01-31"),
        ("지난해 봄 때렸다.", "2015-21"),
    ],
)
def test_korean_dates(text: str, value: str) -> None:
    assert only(text, language="ko") == value


def test_only_the_given_parts_are_read() -> None:
    text = "On 3 May 2016 one. On 4 May 2016 two."
    assert [str(d.date) for d in find_dates(text, None, spans=[Span(19, len(text))])] == ["2016-05-04"]


def test_timeml_values_for_comparison() -> None:
    found = timexes("It fell last week and in the third quarter of 1989.", "1989-11-02")
    assert [t["value"] for t in found] == ["1989-W43", "1989-Q3"]


ANY_TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs",)) | st.sampled_from("0123456789,./-~ \n’'“”ſİıKmay"),
    max_size=60,
)

WORDS = st.lists(
    st.sampled_from(
        [
            "in",
            "on",
            "since",
            "until",
            "by",
            "the",
            "of",
            "and",
            "to",
            "May",
            "March",
            "Sunday",
            "31",
            "30",
            "0",
            "2016",
            "1999",
            "999",
            "12/31/16",
            "0/0/2016",
            "last",
            "next",
            "week",
            "year",
            "quarter",
            "5",
            "a",
            "thousand",
            "hundred",
            "years",
            "ago",
            "later",
            "noon",
            "13",
            "p.m.",
            "Easter",
            "early",
            "mid-",
            "late",
            "2,000",
            "months",
            "Feb.",
            "29",
            "that",
            "14th",
            "the",
            "1990s",
            "–",
        ]
    ),
    max_size=14,
).map(" ".join)


@settings(max_examples=150, deadline=None)
@example("in May until 1990s", PartialDate("2016-06-08"))
@given(
    WORDS, st.sampled_from([None, PUBLISHED, PartialDate("2016"), PartialDate("0001-01-01"), PartialDate("9999-12-31")])
)
def test_any_words_give_spans_inside_the_text_or_nothing(text: str, anchor: PartialDate | None) -> None:
    found = find_dates(text, anchor)
    assert all(d.span.of(text).strip() for d in found)
    assert [d.span.start for d in found] == sorted(d.span.start for d in found) or any(
        d.date and d.date.is_interval for d in found
    )
    assert found == find_dates(text, anchor)


@settings(max_examples=150, deadline=None)
@example("on Auguſt 3 and İn 2016", PUBLISHED, "en")
@example("9" * 5000 + "년 전", PUBLISHED, "ko")
@example("999999999일 전", PUBLISHED, "ko")
@example("9" * 5000 + " years ago", PUBLISHED, "en")
@example("😀 on May 3 😀", None, "en")
@given(
    st.lists(ANY_TEXT | WORDS, max_size=3).map(" ".join),
    st.sampled_from([None, PUBLISHED, PartialDate("2016"), PartialDate("201X"), PartialDate("9999-12-31")]),
    st.sampled_from(["en", "ko"]),
)
def test_any_text_gives_spans_apart_whose_dates_are_edtf(text: str, anchor: PartialDate | None, language: str) -> None:
    found = find_dates(text, anchor, language=language)
    assert all(0 <= d.span.start < d.span.end <= len(text) for d in found)
    assert all(PartialDate(str(d.date)) == d.date for d in found if d.date)
    for one, two in pairwise(found):
        inside_an_interval = one.span.start <= two.span.start and any(
            d.date and d.date.is_interval and d.span.start <= two.span.start and two.span.end <= d.span.end
            for d in found
            if d is not two
        )
        assert one.span.end <= two.span.start or inside_an_interval


@pytest.mark.parametrize(
    "piece", ["1", "1,", "1 ", "one ", "the ", "May ", "May 3 that year ", "70-day battle ", "since ", "“", "😀", "\n"]
)
def test_a_long_line_of_one_piece_is_read(piece: str) -> None:
    assert isinstance(find_dates(piece * (20_000 // len(piece)), PUBLISHED), tuple)
