"""Forecasts in the ledger: written and read back the same, whatever stands between."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.forecast.registered.kept import forecast_id, registered
from secondsource.forecast.registered.report import told
from secondsource.forecast.registered.values import BadForecast, Expected, Origin, Outcome, State, Timing
from secondsource.model import Decision, DecisionKind
from secondsource.publish.redaction.masks import masked_ledger
from secondsource.store.ledger import broken
from secondsource.store.view import CaseView
from tests.forecast.registered.made import MODEL, forecast, ledger, registers, resolution, resolves, undoes

TODAY = date(2027, 3, 1)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=30)
FIGURE = st.floats(allow_nan=False, allow_infinity=False)
EXPECTED = st.one_of(
    st.just(Expected()),
    st.builds(Expected, probability=st.floats(0, 1)),
    st.builds(Expected, low=FIGURE, high=FIGURE, level=st.none() | st.floats(0.01, 0.99), unit=st.just("workers")),
    st.builds(Expected, quantiles=st.lists(FIGURE, min_size=1, max_size=99).map(tuple), unit=st.just("people")),
)


@given(WORDS, WORDS, EXPECTED, st.dates(), st.sampled_from([None, MODEL, replace(MODEL, at_least=2.5)]))
def test_what_is_registered_comes_back_the_same(words, condition, expected, by, model):
    origin = Origin.MODEL if model else Origin.REPORT
    what = forecast(words=words, condition=condition, expected=expected, resolves_by=by, model=model, origin=origin)
    (found,) = registered(ledger(registers(what)))
    assert found.forecast == what
    assert found.signed.number == 1 and found.signed.who == "M. Weiss"


@given(st.sampled_from(Outcome), st.none() | FIGURE)
def test_a_resolution_comes_back_with_its_claims_as_they_stood(outcome, value):
    what = forecast()
    made = resolution(outcome, value, value)
    decision = replace(resolves(what, outcome))
    if value is not None:
        decision = replace(decision, values={**decision.values, "low": repr(value), "high": repr(value)})
    (found,) = registered(ledger(registers(what), decision))
    assert found.resolution is not None
    assert replace(found.resolution, signed=made.signed) == made
    assert [str(held) for held in found.resolution.claims] == ["c0a1b2c3d4e5f=1..2/B2"]


@given(st.randoms(use_true_random=False))
def test_decisions_on_other_forecasts_in_between_change_nothing(random):
    some = [forecast(f"Question {n}?") for n in range(4)]
    queues = [[registers(f), resolves(f, Outcome.NO), resolves(f, Outcome.YES)] for f in some]
    apart = [decision for queue in queues for decision in queue]
    mixed = []
    while any(queues):
        mixed.append(random.choice([queue for queue in queues if queue]).pop(0))

    def said(decisions):
        found = registered(ledger(*decisions))
        return {f.forecast.id: [r.outcome for r in f.resolutions] for f in found}

    assert said(mixed) == said(apart)


def test_a_resolution_before_the_registration_resolves_nothing():
    what = forecast()
    (found,) = registered(ledger(resolves(what), registers(what)))
    assert found.resolution is None
    assert found.state(TODAY) is State.DUE
    assert registered(ledger(resolves(what))) == ()


def test_a_later_resolution_stands_above_an_earlier_one_and_can_be_taken_back():
    what = forecast()
    entries = ledger(registers(what), resolves(what, Outcome.NO), resolves(what, Outcome.YES))
    (found,) = registered(entries)
    assert [r.outcome for r in found.resolutions] == [Outcome.NO, Outcome.YES]
    (back,) = registered(ledger(*(e.decision for e in entries), undoes(entries[2])))
    assert back.resolution is not None and back.resolution.outcome is Outcome.NO


def test_a_registration_taken_back_stays_visible_and_can_be_put_in_force_again():
    what = forecast()
    first = ledger(registers(what))
    undone = ledger(registers(what), undoes(first[0]))
    (found,) = registered(undone)
    assert found.state(TODAY) is State.TAKEN_BACK
    assert found.taken_back is not None and found.taken_back.why == "a slip"
    again = ledger(*(e.decision for e in undone), undoes(undone[1]))
    assert registered(again)[0].taken_back is None
    anew = registered(ledger(*(e.decision for e in undone), registers(what, "2027-02-02T00:00:00Z")))
    assert [f.taken_back is None for f in anew] == [False, True]
    assert anew[1].timing is Timing.AFTER


def test_the_same_forecast_registered_twice_keeps_its_first_date():
    what = forecast()
    (found,) = registered(ledger(registers(what), registers(what, "2027-02-02T00:00:00Z")))
    assert found.signed.at == "2026-02-01T00:00:00Z"
    assert found.timing is Timing.AHEAD


def test_an_id_comes_from_what_is_said_and_not_from_who_registers():
    assert forecast().id == forecast().id == forecast_id(replace(forecast(), id=""))
    assert forecast().id != forecast(resolves_by=date(2027, 12, 31)).id
    assert forecast().id != forecast(expected=Expected(probability=0.5)).id


def test_a_clock_that_went_back_is_told():
    ahead = Decision(kind=DecisionKind.ACCEPT, object="c1", who="a", at="2026-05-01T00:00:00Z", why="")
    one, two = forecast("A?"), forecast("B?")
    found = registered(ledger(registers(one, "2026-04-01T00:00:00Z"), ahead, registers(two, "2026-04-02T00:00:00Z")))
    assert [f.later for f in found] == ["", "2026-05-01T00:00:00Z"]
    assert "dated 2026-05-01" in told(found[1], TODAY) and "clock:" not in told(found[0], TODAY)


def test_other_decisions_are_passed_over_and_the_chain_holds():
    what = forecast()
    other = Decision(kind=DecisionKind.ACCEPT, object="c1", who="a", at="2026-01-01T00:00:00Z", why="")
    entries = ledger(other, registers(what), other, resolves(what))
    assert len(registered(entries)) == 1
    assert broken(entries) == []
    changed = replace(entries[1].decision, values={**entries[1].decision.values, "probability": "0.99"})
    assert len(broken([entries[0], replace(entries[1], decision=changed), *entries[2:]])) == 1


@pytest.mark.parametrize("values", [{}, {"origin": "report", "resolves_by": "soon"}, {"origin": "oracle"}])
def test_what_cannot_be_read_is_named(values):
    wrong = replace(registers(forecast()), values=values)
    with pytest.raises(BadForecast, match="cannot be read"):
        registered(ledger(wrong))
    strange = replace(resolves(forecast()), values={"outcome": "perhaps"})
    with pytest.raises(BadForecast, match="Decision 2"):
        registered(ledger(registers(forecast()), strange))


@given(st.lists(st.floats(10_000, 10_000_000), min_size=99, max_size=99))
def test_a_ledger_that_is_masked_to_be_shown_is_read_all_the_same(quantiles):
    expected = Expected(quantiles=tuple(round(q, 4) for q in sorted(quantiles)), unit="people")
    what = forecast(expected=expected, model=MODEL, origin=Origin.MODEL)
    view = CaseView(
        id="x", title="", created="", subject="dprk_labour", readings=(), ledger=tuple(ledger(registers(what)))
    )
    shown, _ = masked_ledger(view, names=True)
    (found,) = registered(shown)
    assert found.forecast.expected == expected
