from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.model import Span
from secondsource.read.quantity import about, find_quantities, trade_named
from secondsource.read.quantity_grammar import plural
from secondsource.read.quantity_korean import number
from secondsource.subjects import Subject


def told(text: str, language: str = "en") -> list[tuple[str, float | None, float | None, str | None]]:
    return [(q.what, q.range.low, q.range.high, q.per) for q in find_quantities(text, language=language)]


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("A source told Daily NK that fifty workers had fled.", None),
        ("Fifty workers, Daily NK reported, had fled.", None),
        ("Daily NK: 50 workers fled.", None),
        ("There were 50 workers, the Weekly Herald said.", None),
        ("Daily Wage of 50 Dollars Is Paid", "day"),
        ("The firm lowered its daily quota to 50 dollars.", "day"),
        ("The Daily Star said that they earn 50 dollars daily.", "day"),
        ("Fifty workers fled the logging camp in March and were caught a week later.", None),
    ],
)
def test_a_paper_s_name_is_no_rate(text: str, per: str | None) -> None:
    assert [q[3] for q in told(text)] == [per]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("About 100 builders rose.", ("workers", 90, 110, None)),
        ("Dozens of workers were flown out.", ("workers", 24, 99, None)),
        ("Two men ran away.", ("workers", 2, 2, None)),
        ("At least 700 work permits were issued.", ("permits", 700, None, None)),
        ("Up to 3,000 workers rioted.", ("workers", None, 3000, None)),
        ("A score of men came.", ("workers", 18, 22, None)),
        ("Seven hundred or more labourers came.", ("workers", 700, None, None)),
        ("They owe 4,000 to 5,000 US dollars.", ("USD", 4000, 5000, None)),
        ("It earns 1.2-2.3 billion dollars a year.", ("USD", 1.2e9, 2.3e9, "year")),
        ("It earns between $1.2 billion and $2.3 billion a year.", ("USD", 1.2e9, 2.3e9, "year")),
        ("They are paid $120 to $150 a month.", ("USD", 120, 150, "month")),
        ("Between one and two thousand North Koreans work there.", ("workers", 1000, 2000, None)),
        ("Some $168,000 was found.", ("USD", 159600, 176400, None)),
        ("They hand over $120,000 each year.", ("USD", 120000, 120000, "year")),
        ("The state keeps 90 percent of it.", ("percent", 90, 90, None)),
        ("There was one flight a week.", ("flights", 1, 1, "week")),
        ("They pay 2,500 to 2,800 yuan a month.", ("CNY", 2500, 2800, "month")),
        ("Estimates range from 1.2 billion to 2.3 billion dollars.", ("USD", 1.2e9, 2.3e9, None)),
        ("The fee was EUR 300.", ("EUR", 300, 300, None)),
        ("It was worth $40m.", ("USD", 40e6, 40e6, None)),
        ("He carried half a million dollars.", ("USD", 5e5, 5e5, None)),
        ("He carried 700 in ten-euro notes.", ("EUR", 700, 700, None)),
        ("They took 900 undeclared dollars.", ("USD", 900, 900, None)),
        ("They set a floor of $4,000 per man and month.", ("USD", 4000, None, "month")),
        ("Dues went up to $500.", ("USD", 500, 500, None)),
        ("Dues were cut to $300, and a week later came a letter.", ("USD", 300, 300, None)),
        ("He flew out with 9 kg of gold.", ("kg_gold", 9, 9, None)),
        ("Gold bars of 12 kg lay there.", ("kg_gold", 12, 12, None)),
        ("They sold 9 kg of tea.", ("kilograms", 9, 9, None)),
        ("Nine in ten stayed.", ("percent", 90, 90, None)),
        ("Two thirds of the pay is gone.", ("percent", 66.7, 66.7, None)),
        ("He bought a quarter share in a mill.", ("percent", 25, 25, None)),
        ("The pact is fifty-fifty.", ("percent", 50, 50, None)),
        ("More than half have left.", ("percent", 50, 100, None)),
        ("Ten per cent is kept.", ("percent", 10, 10, None)),
        ("A dozen North Korean welders came.", ("workers", 12, 12, None)),
        ("Two dozen plasterers came.", ("workers", 24, 24, None)),
        ("Several hundred weavers came.", ("workers", 200, 999, None)),
        ("Both masons ran.", ("workers", 2, 2, None)),
        ("Two of the camp's new tilers ran.", ("workers", 2, 2, None)),
        ("Two site managers ran.", ("persons", 2, 2, None)),
        ("Sixty police academy graduates came.", ("persons", 60, 60, None)),
        ("The carvers, 31 in number, left.", ("workers", 31, 31, None)),
        ("Arrests of loggers on tourist visas rose to 58.", ("workers", 58, 58, None)),
        ("A family of four left.", ("persons", 4, 4, None)),
        ("Eight thatchers left.", ("workers", 8, 8, None)),
    ],
)
def test_amounts_as_ranges(text: str, expected: tuple[str, float | None, float | None, str | None]) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Resolution 2270 was read.",
        "Chapter 12 is long.",
        "No one came.",
        "Twelve containers came.",
        "Three palm-oil estates were searched for workers.",
        "Women under 25 may apply.",
        "They sat there for half an hour.",
        "It came in the first half of the year, a third of a century ago.",
        "A hundred-dollar bill lay there.",
    ],
)
def test_what_counts_nothing_is_no_amount(text: str) -> None:
    assert told(text) == []


def test_a_fall_is_two_numbers_and_no_range() -> None:
    assert told("The number of permits fell from 30,023 to 11,490.") == [
        ("permits", 30023, 30023, None),
        ("permits", 11490, 11490, None),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("노동자 수십 명이 귀국했다", ("workers", 20, 99, None)),
        ("노동자 60여 명이 파업했다", ("workers", 60, 69, None)),
        ("노동자 두 명이 달아났다", ("workers", 2, 2, None)),
        ("2만4천 명가량이 일한다", ("workers", 21600, 26400, None)),
        ("한 해 12억~23억 달러를 번다", ("USD", 1.2e9, 2.3e9, "year")),
        ("노동허가만 700건 이상이다", ("permits", 700, None, None)),
    ],
)
def test_korean_amounts(text: str, expected: tuple[str, float | None, float | None, str | None]) -> None:
    assert told(text, "ko") == [expected]


@pytest.mark.parametrize("digits", ["1" * 400, "1 " * 200, "1," * 200, "1만 " * 100, "1~" * 200])
def test_a_long_row_of_digits_is_read_to_its_end(digits: str) -> None:
    assert told(f"{digits}입니다", "ko") == []
    assert told(f"{digits}입니다. 노동자 60여 명이 있다.", "ko")[-1:] == [("workers", 60, 69, None)]


def test_korean_myriads() -> None:
    assert number("3만") == 30_000
    assert number("1억 5천만") == 150_000_000


@given(st.integers(min_value=1, max_value=10**12))
def test_about_holds_the_number_within_a_tenth(value: int) -> None:
    found = about(value)
    assert found.low is not None and found.high is not None
    assert 0.89 * value <= found.low <= value <= found.high <= 1.11 * value


WORDS = [
    "one",
    "hundred",
    "men",
    "12",
    "3,000",
    "$5",
    "to",
    "from",
    "between",
    "and",
    "at least",
    "half of",
    "a third of",
    "nine in ten",
]
WORDS += [
    "dollars",
    "per cent",
    "a month",
    "welders",
    "of them",
    "another",
    "kg of gold",
    "dozens",
    ".",
    ",",
    "m",
    "USD",
    "-",
    "🙂",
    "up to",
]
texts = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="0123456789 ,.$%-abcdehnotuwrvy", max_size=40),
    st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join),
)


@given(texts)
def test_any_text_gives_ordered_spans_inside_it_that_do_not_overlap(text: str) -> None:
    found = find_quantities(text)
    assert all(q.span.of(text).strip() for q in found)
    assert all(one.span.end <= two.span.start for one, two in pairwise(found))


@given(texts)
def test_any_range_runs_upwards(text: str) -> None:
    for q in find_quantities(text):
        assert q.range.low is None or q.range.high is None or q.range.low <= q.range.high


@given(texts, st.integers(min_value=0, max_value=60), st.integers(min_value=1, max_value=20))
def test_what_is_a_date_counts_nothing(text: str, start: int, length: int) -> None:
    date = Span(start, start + length)
    assert not any(q.span.overlaps(date) for q in find_quantities(text, taken=[date]))


@pytest.mark.parametrize("text", ["7" * 20_000, "one hundred " * 2_000, "🙂" * 20_000, "1,000," * 3_000])
def test_hostile_input_counts_nothing(text: str) -> None:
    assert find_quantities(text) == ()


def test_the_words_after_an_amount_tell_a_trade_or_not(pack: Subject) -> None:
    assert trade_named("nine Korean welders", Span(0, 4), pack)
    assert not trade_named("nine North Koreans", Span(0, 4), pack)


def test_nouns_are_counted_as_one_thing_only(pack: Subject) -> None:
    nouns = pack.cues("en")["quantity"]["nouns"]
    words = [word.lower() for group in nouns.values() for word in group]
    assert sorted({w for w in words if words.count(w) > 1}) == []
    assert sorted({plural(w) for w in words} & set(pack.cues("en")["quantity"]["things"])) == []


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("About a hundred loggers stopped work.", 90, 110),
        ("At least a hundred loggers stopped work.", 100, None),
        ("Up to a thousand loggers came.", None, 1000),
        ("A hundred loggers stopped work.", 100, 100),
    ],
)
def test_an_article_before_a_number_in_words_keeps_what_stands_before_it(
    pack: Subject, text: str, low: float, high: float | None
) -> None:
    assert [(q.range.low, q.range.high) for q in find_quantities(text, pack=pack)] == [(low, high)]
