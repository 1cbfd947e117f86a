"""Values that leave something open, and comparisons with them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.law.values import DATE, ENUM, INTEGER, NUMBER, FactType, Unfit, comparison, greater, over
from secondsource.model import PartialDate, Truth

SUM = FactType(name="sum", kind=NUMBER, meaning="a sum")
DAY = FactType(name="day", kind=DATE, meaning="a day")
KINDS = FactType(name="kinds", kind=ENUM, meaning="kinds", values=("a", "b", "c"), many=True)
NUMBERS = st.integers(-50, 50)


@given(NUMBERS, NUMBERS, NUMBERS, st.sampled_from(["gt", "ge", "lt", "le", "eq", "ne"]))
def test_an_interval_is_decided_only_if_all_its_numbers_agree(low, width, limit, op):
    low, high = sorted((low, low + width))
    compare = comparison(op, SUM.given(limit, {}))
    each = {over(SUM.given(number, {}), compare) for number in range(low, high + 1)}
    whole = over(SUM.given({"min": low, "max": high}, {}), compare)
    assert whole is Truth.UNKNOWN or each == {whole}
    assert len(each) == 1 or whole is Truth.UNKNOWN


@given(st.lists(NUMBERS, min_size=1, max_size=4), NUMBERS)
def test_rival_values_are_decided_only_if_they_agree(values, limit):
    compare = comparison("gt", SUM.given(limit, {}))
    outcomes = {value > limit for value in values}
    expected = Truth.UNKNOWN if len(outcomes) == 2 else Truth.of(outcomes.pop())
    assert over(SUM.given({"one_of": values}, {}), compare) is expected


@given(
    st.dates(date(2016, 1, 1), date(2019, 12, 31)), st.sampled_from(["before", "after", "on_or_before", "on_or_after"])
)
def test_a_month_is_decided_only_if_all_its_days_agree(limit, op):
    month = PartialDate(f"{limit.year}-{limit.month:02}")
    compare = comparison(op, DAY.given(limit.isoformat(), {}))
    days = [month.earliest + timedelta(days=n) for n in range((month.latest - month.earliest).days + 1)]
    each = {over(DAY.given(day.isoformat(), {}), compare) for day in days}
    whole = over(DAY.given(month.text, {}), compare)
    assert (len(each) == 1 and whole in each) or whole is Truth.UNKNOWN
    assert len(each) == 1 or whole is Truth.UNKNOWN


@pytest.mark.parametrize(
    ("value", "expected"),
    [("2017-09-10", Truth.MET), ("2017-09-11", Truth.FAILED), ("2017", Truth.UNKNOWN), ("2017-09-07~", Truth.MET),
     ("2017-09-08~", Truth.UNKNOWN), ("2017-09-11?", Truth.FAILED), ("../2017-08", Truth.MET), ("2017-08/..", Truth.UNKNOWN)],
)  # fmt: skip
def test_before_with_marks_and_open_ends(value, expected):
    assert over(DAY.given(value, {}), comparison("before", DAY.given("2017-09-11", {}))) is expected


@pytest.mark.parametrize(
    ("op", "operand", "expected"),
    [("in", ["b", "c"], Truth.MET), ("not_in", ["a"], Truth.FAILED), ("eq", ["c"], Truth.FAILED)],
)
def test_a_list_means_that_all_its_values_hold(op, operand, expected):
    atoms = tuple(atom for item in operand for atom in KINDS.given(item, {}))
    assert over(KINDS.given(["a", "b"], {}), comparison(op, atoms)) is expected


def test_greater_over_all_pairs():
    one, two = SUM.given({"min": 10, "max": 20}, {}), SUM.given(15, {})
    assert greater(one, two) is Truth.UNKNOWN
    assert greater(SUM.given(21, {}), one) is Truth.MET
    assert greater(SUM.given(10, {}), one) is Truth.FAILED


@pytest.mark.parametrize("raw", ["ten", True, {"min": 5, "max": 1}, {"least": 3}, {"one_of": []}, float("nan")])
def test_what_is_no_number_is_refused(raw):
    with pytest.raises(Unfit, match="sum"):
        SUM.given(raw, {})


def test_a_whole_number_is_whole():
    with pytest.raises(Unfit, match="whole"):
        FactType(name="n", kind=INTEGER, meaning="n").given(1.5, {})


def test_unknown_stays_unknown():
    assert SUM.given(None, {}) is None
