"""What may be registered and resolved, and what is refused with a sentence that says what to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from secondsource.forecast.registered.found import Candidate
from secondsource.forecast.registered.registering import (
    NoForecast,
    checked,
    in_force,
    meant,
    of_report,
    one_of,
    resolution_of,
)
from secondsource.forecast.registered.values import BadForecast, Expected, Origin, Outcome, Signed
from secondsource.model import Factuality
from secondsource.store.view import CaseView
from tests.forecast.registered.made import QUANTITY, item, signed
from tests.publish.conftest import made, view

__all__ = ["made", "view"]

SAID = Candidate(
    statement="1f0c0000000000aa-0.s1-20",
    refs=(),
    words="More will leave",
    speaker="foreman",
    outlet="The Harbour Post",
    made="2016-06",
    condition="if pay stays away",
    chance=None,
    factuality=Factuality.FORECAST,
)
GIVEN = {
    "question": "Do more leave?",
    "resolution": "A claim of it",
    "resolves_by": date(2017, 6, 1),
    "expected": Expected(),
}


def test_a_forecast_takes_over_what_was_read_and_what_a_person_writes():
    found = of_report(SAID, **GIVEN)
    assert (found.words, found.speaker, found.condition, found.question) == (
        "More will leave", "foreman", "if pay stays away", "Do more leave?",
    )  # fmt: skip
    assert of_report(SAID, **GIVEN, condition="").condition == ""
    assert of_report(SAID, **GIVEN).id == found.id


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"question": " "}, "--question"),
        ({"resolution": ""}, "--resolution"),
        ({"resolves_by": date(2016, 5, 31)}, "cannot resolve by"),
        ({"expected": Expected(probability=1.2)}, "between 0 and 1"),
        ({"expected": Expected(probability=float("nan"))}, "between 0 and 1"),
    ],
)
def test_what_nobody_could_resolve_is_refused(more, said):
    with pytest.raises(BadForecast, match=said):
        of_report(SAID, **{**GIVEN, **more})


@pytest.mark.parametrize(
    ("expected", "said"),
    [
        (Expected(low=1.0), "both ends"),
        (Expected(low=2.0, high=1.0, unit="x"), "below the high end"),
        (Expected(low=2.0, high=float("inf"), unit="x"), "both are numbers"),
        (Expected(low=1.0, high=2.0), "--unit"),
        (Expected(low=1.0, high=2.0, unit="x", level=1.0), "level"),
        (Expected(low=1.0, high=2.0, unit="x", probability=0.5), "not both"),
        (Expected(level=0.5), "--low and --high"),
    ],
)
def test_numbers_must_fit_together(expected, said):
    with pytest.raises(BadForecast, match=said):
        checked(expected)


def test_only_what_says_something_of_the_future_is_registered(view: CaseView):
    asserted = next(s for s in view.statements if s.factuality is Factuality.ASSERTED)
    with pytest.raises(BadForecast, match="decide correct"):
        meant(view, asserted.id)
    with pytest.raises(BadForecast, match="forecast found"):
        meant(view, "nothing.s1-2")


def test_a_forecast_is_named_by_the_beginning_of_its_id():
    one, two = item(question="a"), item(question="b")
    assert one_of([one, two], one.forecast.id[:8]) is one
    with pytest.raises(NoForecast, match="more than one"):
        one_of([one, two], "f")
    undone = replace(one, taken_back=Signed(who="x", at="2026-03-01T00:00:00Z"))
    for word in ("", "zz", one.forecast.id):
        with pytest.raises(NoForecast, match="no forecast"):
            one_of([undone, two], word)
    assert in_force([undone, two], one.forecast.id) is None


def test_a_resolution_keeps_support_and_grade_as_they_are(view: CaseView):
    claim, grade = view.claims[0], view.grade(view.claims[0].id)
    found = resolution_of(view, item(), Outcome.YES, [claim.id, claim.id], signed())
    (held,) = found.claims
    support = view.support(claim.id)
    assert (held.claim, held.at_least, held.at_most) == (claim.id, support.at_least, support.at_most)
    assert held.grade == (f"{grade.letter}{grade.digit}" if grade else "")


@pytest.mark.parametrize(
    ("what", "outcome", "more", "said"),
    [
        ({}, Outcome.YES, {"claims": ["c000000000000"]}, "no claim"),
        ({}, Outcome.YES, {"claims": []}, "--claims"),
        ({}, Outcome.YES, {"at": "2026-01-01T00:00:00Z"}, "clock"),
        ({}, Outcome.YES, {"why": " "}, "Say why"),
        ({}, Outcome.NO, {"at": "2026-12-31T23:00:00Z"}, "runs until 2026-12-31"),
        ({}, Outcome.KNOWN, {"low": 1.0, "high": 1.0}, "yes or no"),
        ({"expected": QUANTITY}, Outcome.YES, {}, "quantity in workers"),
        ({"expected": QUANTITY}, Outcome.KNOWN, {}, "as a number"),
        ({"expected": QUANTITY}, Outcome.KNOWN, {"low": 3.0, "high": 1.0}, "as a number"),
        ({"expected": QUANTITY}, Outcome.KNOWN, {"low": float("nan"), "high": 1.0}, "as a number"),
        ({"expected": QUANTITY}, Outcome.KNOWN, {"low": 1.0, "high": 1.0, "at": "2026-12-01T00:00:00Z"}, "runs until"),
        ({"origin": Origin.PACK}, Outcome.YES, {}, "comes with the subject pack"),
    ],
)
def test_what_cannot_be_resolved_so_is_refused(view: CaseView, what, outcome, more, said):
    by = {"at": "2027-01-05T00:00:00Z", "why": "seen", "claims": [view.claims[0].id], "low": None, "high": None} | more
    with pytest.raises(BadForecast, match=said):
        resolution_of(
            view, item(**what), outcome, by["claims"], signed(by["at"], by["why"]), low=by["low"], high=by["high"]
        )


def test_what_came_early_or_can_never_be_known_may_be_said_before_the_date(view: CaseView):
    early = signed("2026-06-01T00:00:00Z")
    assert resolution_of(view, item(), Outcome.YES, [view.claims[0].id], early).claims
    assert resolution_of(view, item(), Outcome.UNRESOLVABLE, [], early).claims == ()
    assert resolution_of(view, item(), Outcome.NO, [], signed()).claims == ()
