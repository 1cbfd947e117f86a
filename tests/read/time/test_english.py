from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.read.time import timexes
from secondsource.read.time.english import grammar
from secondsource.read.time.lexicon import lexicon

PUBLISHED = "1998-11-12"  # a Thursday


def values(text: str, published: str | None = PUBLISHED) -> list[tuple[str, str]]:
    return [(text[int(str(t["start"])) : int(str(t["end"]))], str(t["value"])) for t in timexes(text, published)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It fell this week's high.", [("this week", "1998-W46")]),
        ("It met mid-afternoon yesterday.", [("mid-afternoon yesterday", "1998-11-11TAF")]),
        ("It opens at 5 p.m. EST, Nov. 20.", [("at 5 p.m. EST, Nov. 20", "1998-11-20T17:00")]),
        ("They spoke at 1:30 p.m. The crowd left.", [("at 1:30 p.m.", "1998-11-12T13:30")]),
        ("They rose in January nineteen ninety-seven.", [("January nineteen ninety-seven", "1997-01")]),
        ("It ends by the year two thousand.", [("the year two thousand", "2000")]),
        ("It grew through the nineties.", [("the nineties", "199")]),
        ("They ate on Thanksgiving.", [("Thanksgiving", "1998-11-26")]),
        ("They ate before Memorial Day 1999.", [("Memorial Day 1999", "1999-05-31")]),
        ("They march each July.", [("each July", "XXXX-07")]),
        ("They sail every summer.", [("every summer", "XXXX-SU")]),
        ("It ends on Nov. 30. Until then it stands.", [("Nov. 30", "1998-11-30"), ("then", "1998-11-30")]),
        ("It ran later in the day.", [("later in the day", "1998-11-12")]),
        ("It rose in the early summer.", [("the early summer", "1998-SU")]),
        ("This coming Sunday, March eighth, they meet.", [("This coming Sunday, March eighth", "1998-03-08")]),
        ("It began on June 16 of last year.", [("June 16 of last year", "1997-06-16")]),
    ],
)
def test_the_words_of_a_date_are_taken_whole(text: str, found: list[tuple[str, str]]) -> None:
    assert values(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It lasted over three weeks.", [("over three weeks", "P3W")]),
        ("It grew over the past three months.", [("the past three months", "P3M")]),
        ("It can be used over three years for wells.", [("three years", "P3Y")]),
        ("The eight-year war ended.", [("eight-year", "P8Y")]),
        ("It ran for almost a hundred years.", [("almost a hundred years", "P100Y")]),
        ("It ran for two and a half years.", [("two and a half years", "P2Y6M")]),
        ("A minute and a half went by.", [("A minute and a half", "PT1M30S")]),
        ("They waited for decades.", [("decades", "PXY")]),
        ("They left years ago.", [("years ago", "PAST_REF")]),
        ("It rose in recent weeks.", [("recent weeks", "PAST_REF")]),
        ("A few days later they left.", [("A few days later", "PXD")]),
        ("It will one day rise.", [("one day", "FUTURE_REF")]),
        ("He earns $2 million a year.", [("a year", "P1Y")]),
    ],
)
def test_lengths_keep_their_words_and_their_unit(text: str, found: list[tuple[str, str]]) -> None:
    assert values(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Three-quarters of the food is bought.",
        "More than a quarter of them left.",
        "It ran 15 million steps per second.",
        "USA Today said so.",
        "On “This Week” he said so.",
        "As soon as it rained they left.",
        "A quarrel that may last.",
        "Since the fall of the regime they wait.",
        "Jan left with Mar Lin.",
    ],
)
def test_what_only_sounds_like_a_date_is_none(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Shares closed Tuesday after lower-than-expected earnings.", "1998-11-10"),
        ("On Tuesday, officials will meet.", "1998-11-17"),
        ("On Tuesday, a man who will retire was hurt.", "1998-11-10"),
        ("Mr. J. Smith will succeed A. B. Jones Feb. 1.", "1999-02-01"),
        ("He succeeds a man who left in March.", "1998-03"),
        ("The men were cited by the traffic police in December.", "1997-12"),
        ("It must be done by late December.", "1998-12"),
        ("The vote in January is open.", "1999-01"),
        ("They lost the vote in January.", "1998-01"),
        ("The term was extended to Dec. 20.", "1998-12-20"),
    ],
)
def test_the_tense_of_the_clause_says_which_way(text: str, value: str) -> None:
    assert [found for _, found in values(text)] == [value]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In the third quarter it earned $3 million, up from $2 million a year earlier.", ["1998-Q3", "1997-Q3"]),
        ("In the nine months it earned $3 million, up from $2 million a year earlier.", ["P9M", "1997"]),
        (
            "In the quarter ended July 31 it earned $3 million, up from $2 million a year ago.",
            ["1998-Q2", "1998-07-31", "1997-Q2"],
        ),
        ("Its third-quarter loss fell. In the year-ago period it was $5 million.", ["1998-Q3", "1997-Q3"]),
        ("The third quarter was flat. In the year-earlier third quarter it earned more.", ["1998-Q3", "1997-Q3"]),
        ("It sees a fourth-quarter charge. In the latest quarter it earned more.", ["1998-Q4", "1998-Q4"]),
        ("A year ago he left home.", ["1997"]),
        ("It earned more in the year ended June 30.", ["P1Y", "1998-06-30"]),
    ],
)
def test_figures_are_compared_with_the_same_period(text: str, found: list[str]) -> None:
    assert [value for _, value in values(text)] == found


_PIECES = st.sampled_from(
    ["early", "May", "the", "last", "quarter", "a", "year", "ago", "Juche", "105", "'90s", "nineties", "mid-", "Q3", "FY", "2016",
     "then", "in", "spring", "said", "Friday", "noon", "10", "p.m.", "half", "of", "soon", "each", "Christmas", "daily", "two", "weeks"]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(_PIECES, min_size=1, max_size=10).map(" ".join))
def test_no_expression_begins_with_a_word_that_the_scan_passes_over(text: str) -> None:
    rules = grammar(lexicon())
    for match in rules.pattern.finditer(text):
        first = text[match.start() :].split()[0]
        word = "".join(c for c in first if c.isalpha() or not first[0].isalpha())
        assert not first[0].isalpha() or any(word.lower().startswith(opener) for opener in rules.openers)
