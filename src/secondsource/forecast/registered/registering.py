"""What a person registers of a report's forecast, and how one is resolved: checked, and turned into a decision."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from math import isfinite

from secondsource.model import Factuality, PartialDate
from secondsource.store import CaseView

from .found import Candidate, candidate
from .kept import forecast_id
from .values import (
    BadForecast,
    Expected,
    Forecast,
    Held,
    Origin,
    Outcome,
    Registered,
    Resolution,
    Signed,
    day_of,
)

_SAYS = (Factuality.FORECAST, Factuality.CONDITIONAL, Factuality.PLANNED, Factuality.POSSIBLE)
"""Factualities of what says something about the future."""


def meant(view: CaseView, statement: str) -> Candidate:
    """The statement of that id, as somebody may register it.

    Args:
        view: the case, masked.
        statement: its id.

    Raises:
        BadForecast: if there is none, or it says nothing about the future.
    """
    found = view.statement(statement.strip())
    report = view.report(found.report) if found else None
    if found is None or report is None:
        raise BadForecast(
            f"There is no statement “{statement.strip()[:60]}”. `secondsource forecast found` lists those about the future."
        )
    if found.factuality not in _SAYS:
        raise BadForecast(
            f"The statement {found.id} is read as {found.factuality.value}. If it is a forecast, say so first: "
            f"`secondsource decide correct {found.id} factuality=forecast`."
        )
    return candidate(view, report, found)


def of_report(
    said: Candidate,
    *,
    question: str,
    resolution: str,
    resolves_by: date,
    expected: Expected,
    condition: str | None = None,
) -> Forecast:
    """The forecast to be registered.

    Args:
        said: the statement.
        question: what is asked; yes must mean that the forecast came true.
        resolution: by what it is to be answered.
        resolves_by: the last day to which it reaches.
        expected: what it says in numbers.
        condition: in place of the one that was read.

    Raises:
        BadForecast: if something is missing, or does not fit together.
    """
    checked(expected)
    if not question.strip() or not resolution.strip():
        raise BadForecast(
            "Write what is asked and by what it is to be answered: --question TEXT and --resolution TEXT. Without them nobody can resolve it."
        )
    made = PartialDate(said.made).earliest if said.made else None
    if made is not None and resolves_by < made:
        raise BadForecast(
            f"The forecast was made on {said.made}, so it cannot resolve by {resolves_by}. Name a later day."
        )
    forecast = Forecast(
        id="",
        origin=Origin.REPORT,
        words=said.words,
        speaker=said.speaker,
        outlet=said.outlet,
        made=said.made,
        statement=said.statement,
        condition=" ".join((said.condition if condition is None else condition).split()),
        question=" ".join(question.split()),
        resolution=" ".join(resolution.split()),
        resolves_by=resolves_by,
        expected=expected,
    )
    return replace(forecast, id=forecast_id(forecast))


def checked(expected: Expected) -> None:
    """Raises BadForecast if the numbers of a forecast do not fit together."""
    probability, low, high, level = expected.probability, expected.low, expected.high, expected.level
    if probability is not None and not 0 <= probability <= 1:
        raise BadForecast("A probability lies between 0 and 1: --probability 0.7.")
    if (low is None) != (high is None):
        raise BadForecast("A quantity needs both ends: --low NUMBER and --high NUMBER.")
    if low is None or high is None:
        if level is not None or expected.unit:
            raise BadForecast("--level and --unit belong to a quantity: give --low and --high too.")
        return
    if probability is not None:
        raise BadForecast(
            "Give a probability, or the ends of a quantity, not both. Register two forecasts if it says both."
        )
    if not (isfinite(low) and isfinite(high)) or low >= high:
        raise BadForecast("The low end lies below the high end, and both are numbers: --low 20000 --high 40000.")
    if not expected.unit.strip():
        raise BadForecast("Say in what the quantity is counted: --unit workers.")
    if level is not None and not 0 < level < 1:
        raise BadForecast("A level lies between 0 and 1: --level 0.8 if it should lie within in eight cases of ten.")


class NoForecast(BadForecast):
    """There is no such forecast, or more than one."""


def in_force(found: Iterable[Registered], identifier: str) -> Registered | None:
    """The forecast of that id, unless its registration was taken back."""
    return next((item for item in found if item.forecast.id == identifier and item.taken_back is None), None)


def one_of(found: Iterable[Registered], wanted: str) -> Registered:
    """The forecast in force whose id is, or begins, so. Raises NoForecast if there is not just one."""
    word = wanted.strip().lower()
    there = [item for item in found if word and item.forecast.id.startswith(word) and item.taken_back is None]
    if len(there) == 1:
        return there[0]
    several = ", ".join(item.forecast.id for item in there[:5])
    hint = f"It could be {several}. Write more of the id." if there else "`secondsource forecast list` lists them."
    raise NoForecast(f"There is {'more than one' if there else 'no'} forecast “{wanted.strip()[:60]}”. {hint}")


def resolution_of(
    view: CaseView,
    item: Registered,
    outcome: Outcome,
    claims: Sequence[str],
    signed: Signed,
    *,
    low: float | None = None,
    high: float | None = None,
) -> Resolution:
    """What is to be written down: the outcome, with each claim's support and grade as they stand now.

    Args:
        view: the case.
        item: the forecast.
        outcome: what came of it.
        claims: ids of claims of the case.
        signed: who says so, when, and why.
        low: the low end of what is known of a quantity.
        high: the high end; the same as the low one if it is known exactly.

    Raises:
        BadForecast: if it cannot be resolved so, or not yet.
    """
    forecast, today = item.forecast, day_of(signed.at)
    if forecast.origin is Origin.PACK:
        raise BadForecast(
            f"{forecast.id} comes with the subject pack, and its evidence too. Register the statement of a report to resolve it here."
        )
    if signed.at < item.signed.at:
        raise BadForecast(
            f"{forecast.id} was registered at {item.signed.at}, which is later than now. Is the clock right?"
        )
    if not signed.why.strip():
        raise BadForecast("Say why: --why REASON. Whoever reads the case later must be able to judge it.")
    if outcome is Outcome.KNOWN and not forecast.expected.of_quantity:
        raise BadForecast(f"{forecast.id} is answered by yes or no: --outcome yes, no or unresolvable.")
    if outcome in (Outcome.YES, Outcome.NO) and forecast.expected.of_quantity:
        raise BadForecast(
            f"{forecast.id} is a quantity in {forecast.expected.unit}: --value NUMBER, or --low and --high."
        )
    if outcome is Outcome.KNOWN and (
        low is None or high is None or not isfinite(low) or not isfinite(high) or low > high
    ):
        raise BadForecast("Give the quantity as a number, or as a range from low to high.")
    if outcome in (Outcome.NO, Outcome.KNOWN) and today <= forecast.resolves_by:
        early = "unresolvable" if forecast.expected.of_quantity else "yes or unresolvable"
        raise BadForecast(f"{forecast.id} runs until {forecast.resolves_by}; until then it can be {early} only.")
    if outcome in (Outcome.YES, Outcome.KNOWN) and not claims:
        raise BadForecast("Name the claims by which it is resolved: --claims c0a1b2c3d4e5,c1d2e3f4a5b6.")
    held = tuple(_held(view, identifier) for identifier in dict.fromkeys(claims))
    return Resolution(outcome=outcome, claims=held, signed=signed, low=low, high=high)


def _held(view: CaseView, identifier: str) -> Held:
    if view.claim(identifier) is None:
        raise BadForecast(f"There is no claim “{identifier[:60]}”. `secondsource show` lists them with their ids.")
    support, grade = view.support(identifier), view.grade(identifier)
    return Held(
        claim=identifier,
        at_least=support.at_least if support else 0,
        at_most=support.at_most if support else 0,
        grade=f"{grade.letter}{grade.digit}" if grade else "",
    )
