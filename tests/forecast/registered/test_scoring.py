"""Scores by source: nothing is made up, nothing of hindsight is mixed in, the order changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.forecast.registered.quantities import quantity_score
from secondsource.forecast.registered.scoring import ALL, Card, by_outlet, cards, term_gone
from secondsource.forecast.registered.values import Expected, Origin, Outcome, Registered, Signed, State, Timing
from tests.forecast.registered.made import MODEL, QUANTITY, item

TODAY = date(2027, 3, 1)


def card(found: list[Registered], timing: Timing = Timing.AHEAD, source: str = ALL) -> Card:
    (one,) = [c for c in cards(found, TODAY, by_outlet) if (c.timing, c.source) == (timing, source)]
    return one


def said(probability: float, outcome: Outcome, number: int, outlet: str = "A") -> Registered:
    return item(outcome, question=f"Q{number}", expected=Expected(probability=probability), outlet=outlet)


def test_a_brier_score_is_that_of_the_definition():
    found = [said(0.8, Outcome.YES, 1), said(0.6, Outcome.NO, 2)]
    probabilities = card(found).probabilities
    assert probabilities is not None
    assert probabilities.count == 2
    assert probabilities.brier == pytest.approx((0.04 + 0.36) / 2)


def test_without_a_probability_only_hits_are_counted():
    found = [item(Outcome.YES, question="a"), item(Outcome.NO, question="b"), said(0.9, Outcome.YES, 3)]
    whole = card(found)
    assert whole.probabilities is not None and whole.probabilities.count == 1
    assert whole.hits is not None and (whole.hits.hits, whole.hits.count) == (1, 2)


def test_what_was_registered_after_its_date_stands_apart():
    late = item(Outcome.YES, at="2027-01-01T00:00:00Z", question="late", expected=Expected(probability=1.0))
    early = said(0.5, Outcome.NO, 1)
    model = item(Outcome.YES, question="m", origin=Origin.MODEL, model=MODEL, expected=Expected(probability=0.9))
    pack = item(Outcome.YES, at="2026-02-01", question="p", origin=Origin.PACK)
    found = [late, early, model, pack]
    ahead, after, sealed = (card(found, timing) for timing in (Timing.AHEAD, Timing.AFTER, Timing.SEALED))
    assert ahead.probabilities is not None and ahead.probabilities.brier == 0.25
    assert after.probabilities is not None and after.probabilities.count == 1
    assert after.hits is not None and after.hits.count == 1
    assert sealed.resolved == 1


def test_open_due_unresolvable_and_taken_back_are_counted_and_not_scored():
    undone = replace(item(question="u"), taken_back=Signed(who="x", at="2027-01-02T00:00:00Z"))
    found = [
        item(question="due"),
        item(question="open", resolves_by=date(2028, 1, 1)),
        item(Outcome.UNRESOLVABLE, question="lost", expected=Expected(probability=0.5)),
        undone,
    ]
    whole = card(found)
    assert whole.states == {State.DUE: 1, State.OPEN: 1, State.UNRESOLVABLE: 1, State.TAKEN_BACK: 1}
    assert whole.late == 1
    assert whole.probabilities is None and whole.hits is None and whole.resolved == 0


def test_a_quantity_is_scored_between_the_ends_of_what_is_known():
    inside = item(Outcome.KNOWN, question="i", expected=QUANTITY, found=(25.0, 30.0))
    across = item(Outcome.KNOWN, question="x", expected=QUANTITY, found=(38.0, 42.0))
    assert quantity_score(inside) == ("interval score", 20.0, 20.0)
    assert quantity_score(across) == ("interval score", 20.0, pytest.approx(40.0))
    whole = card([inside, across])
    (one,) = whole.quantities
    assert (one.unit, one.count, one.least, one.most) == ("workers", 2, 20.0, pytest.approx(30.0))
    (coverage,) = whole.coverage
    assert (coverage.level, coverage.count, coverage.sure, coverage.perhaps) == (0.8, 2, 1, 1)


def test_an_interval_without_a_level_is_held_against_what_came_and_not_scored():
    bare = item(Outcome.KNOWN, expected=replace(QUANTITY, level=None), found=(50.0, 50.0))
    assert quantity_score(bare) is None
    (coverage,) = card([bare]).coverage
    assert (coverage.level, coverage.sure, coverage.perhaps) == (None, 0, 0)


def test_quantiles_are_scored_by_crps():
    told = Expected(quantiles=tuple(float(n) for n in range(1, 100)), unit="people")
    exact = item(Outcome.KNOWN, expected=told, found=(50.0, 50.0))
    off = item(Outcome.KNOWN, expected=told, found=(40.0, 60.0))
    rule, least, most = quantity_score(exact) or ("", 0, 0)
    assert rule == "CRPS" and least == most
    assert quantity_score(off) is not None
    assert quantity_score(off)[1] == pytest.approx(least) and quantity_score(off)[2] > most


@given(
    st.lists(st.tuples(st.floats(0, 1), st.booleans(), st.sampled_from("AB")), min_size=1, max_size=20),
    st.randoms(use_true_random=False),
)
def test_the_order_of_forecasts_changes_no_card(rows, random):
    found = [said(p, Outcome.YES if y else Outcome.NO, n, outlet) for n, (p, y, outlet) in enumerate(rows)]
    other = list(found)
    random.shuffle(other)
    assert cards(found, TODAY, by_outlet) == cards(other, TODAY, by_outlet)
    counts = [c.probabilities.count for c in cards(found, TODAY, by_outlet) if c.source != ALL and c.probabilities]
    assert sum(counts) == len(rows)


@pytest.mark.parametrize(
    ("made", "at", "gone"),
    [
        ("2026-01-01", "2026-01-01", 0.0),
        ("2026-01-01", "2027-06-01", 1.0),
        ("2026", "2026-02-01", None),
        ("", "x", None),
    ],
)
def test_how_much_of_its_term_had_gone(made, at, gone):
    assert term_gone(item(at=f"{at}T00:00:00Z", made=made)) == gone
