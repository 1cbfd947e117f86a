from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.read.quantity import about, find_quantities
from secondsource.read.quantity_korean import number


def told(text: str, language: str = "en") -> list[tuple[str, float | None, float | None, str | None]]:
    return [(q.what, q.range.low, q.range.high, q.per) for q in find_quantities(text, language=language)]


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
    ],
)
def test_amounts_as_ranges(text: str, expected: tuple[str, float | None, float | None, str | None]) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize("text", ["Resolution 2270 was read.", "Chapter 12 is long.", "No one came."])
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


def test_korean_myriads() -> None:
    assert number("3만") == 30_000
    assert number("1억 5천만") == 150_000_000


@given(st.integers(min_value=1, max_value=10**12))
def test_about_holds_the_number_within_a_tenth(value: int) -> None:
    found = about(value)
    assert found.low is not None and found.high is not None
    assert 0.89 * value <= found.low <= value <= found.high <= 1.11 * value


@given(st.text(alphabet="0123456789 ,.$%-abcdehnotuwrvy", max_size=40))
def test_any_text_gives_spans_inside_it(text: str) -> None:
    assert all(q.span.of(text).strip() for q in find_quantities(text))
