"""Forecasts and ledgers made by hand, for the tests of this room."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from secondsource.forecast.registered.kept import forecast_id, registration, resolving
from secondsource.forecast.registered.values import (
    Expected,
    Forecast,
    Held,
    Model,
    Origin,
    Outcome,
    Registered,
    Resolution,
    Signed,
)
from secondsource.model import Decision, DecisionKind, LedgerEntry
from secondsource.store.ledger import START, sealed

MODEL = Model(
    preset="gulf-2016", observable="abroad", month="2027-06", version="1", inputs="i0", runs=100, seed=1, months=12
)


def forecast(question: str = "Is another strike reported?", **more: object) -> Forecast:
    given = Forecast(
        id="",
        origin=Origin.REPORT,
        words="There will be more strikes",
        speaker="unnamed source (Harbour Post) > foreman",
        outlet="The Harbour Post",
        made="2026-01-01",
        statement="1f0c0000000000aa-0.s1-20",
        condition="",
        question=question,
        resolution="A claim of a work stoppage",
        resolves_by=date(2026, 12, 31),
    )
    given = replace(given, **more)
    return replace(given, id=forecast_id(given))


def signed(at: str = "2027-01-05T00:00:00Z", why: str = "seen") -> Signed:
    return Signed(who="M. Weiss", at=at, why=why)


def resolution(outcome: Outcome = Outcome.YES, low: float | None = None, high: float | None = None) -> Resolution:
    held = Held(claim="c0a1b2c3d4e5f", at_least=1, at_most=2, grade="B2")
    return Resolution(outcome=outcome, claims=(held,), signed=signed(), low=low, high=high)


def ledger(*decisions: Decision) -> tuple[LedgerEntry, ...]:
    out: list[LedgerEntry] = []
    for number, decision in enumerate(decisions, start=1):
        out.append(sealed(number, out[-1].hash if out else START, decision))
    return tuple(out)


def registers(what: Forecast, at: str = "2026-02-01T00:00:00Z") -> Decision:
    return registration(what, Signed(who="M. Weiss", at=at))


def resolves(what: Forecast, outcome: Outcome = Outcome.YES) -> Decision:
    return resolving(what, resolution(outcome))


def undoes(entry: LedgerEntry, at: str = "2027-02-01T00:00:00Z") -> Decision:
    return Decision(kind=DecisionKind.UNDO, object=entry.hash, who="M. Weiss", at=at, why="a slip")


def item(outcome: Outcome | None = None, at: str = "2026-02-01T00:00:00Z", **more: object) -> Registered:
    """A registered forecast, resolved if an outcome is given; `expected`, `outlet` and the like as of `forecast`."""
    low, high = more.pop("found", (None, None))  # type: ignore[misc]
    what = forecast(**more)  # type: ignore[arg-type]
    found = (resolution(outcome, low, high),) if outcome else ()
    return Registered(forecast=what, signed=Signed(who="M. Weiss", at=at, number=1, hash="0" * 64), resolutions=found)


QUANTITY = Expected(low=20.0, high=40.0, level=0.8, unit="workers")
