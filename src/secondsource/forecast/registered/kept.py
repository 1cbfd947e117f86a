"""Forecasts as decisions of the ledger, and back: append-only, sealed one to the other, taken back like any decision."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

import msgspec

from secondsource.model import FORECAST, Decision, DecisionKind, LedgerEntry, on_a_forecast
from secondsource.model.codec import encode

from .values import (
    BadForecast,
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

_WORDS = ("words", "speaker", "outlet", "made", "statement", "condition", "question", "resolution")
_MODEL = ("preset", "observable", "month", "version", "inputs")
_COUNTS = ("runs", "seed", "months")
_NUMBERS = ("probability", "low", "high", "level")


def forecast_id(forecast: Forecast) -> str:
    """The id of a forecast: of all that it says, so that the same forecast has the same id whoever registers it."""
    return "f" + hashlib.sha256(encode(_values(forecast))).hexdigest()[:12]


def registration(forecast: Forecast, signed: Signed) -> Decision:
    """The decision that registers a forecast, signed so."""
    return Decision(
        kind=DecisionKind.REGISTER,
        object=FORECAST + forecast.id,
        who=signed.who,
        at=signed.at,
        why=signed.why,
        second=signed.second,
        values=_values(forecast),
    )


def resolving(forecast: Forecast, resolution: Resolution) -> Decision:
    """The decision that resolves a forecast; it names the statement too, so that who may not see that may not see this."""
    values = {
        "outcome": resolution.outcome.value,
        "claims": " ".join(held.claim for held in resolution.claims),
        "held": " ".join(map(str, resolution.claims)),
        "statement": forecast.statement,
        "low": _number(resolution.low),
        "high": _number(resolution.high),
    }
    signed = resolution.signed
    return Decision(
        kind=DecisionKind.RESOLVE,
        object=FORECAST + forecast.id,
        who=signed.who,
        at=signed.at,
        why=signed.why,
        second=signed.second,
        values={name: value for name, value in values.items() if value},
    )


def registered(entries: Iterable[LedgerEntry]) -> tuple[Registered, ...]:
    """The forecasts of a ledger in the order in which they were registered, those taken back included.

    A resolution that stands before the registration resolves nothing, nor does one that was taken back; a second registration of what is in force
    already changes nothing.

    Raises:
        BadForecast: if an entry cannot be read, which a later version may have written.
    """
    ledger = list(entries)
    undone = _undone(ledger)
    out: list[Registered] = []
    of: dict[str, int] = {}
    latest = ""
    for entry in ledger:
        decision, before = entry.decision, latest
        latest = max(latest, decision.at)
        if not on_a_forecast(decision):
            continue
        identifier = decision.object.removeprefix(FORECAST)
        place = of.get(identifier)
        if decision.kind is DecisionKind.REGISTER:
            if place is not None and out[place].taken_back is None:
                continue
            of[identifier] = len(out)
            out.append(
                Registered(
                    forecast=_forecast(identifier, decision.values),
                    signed=_signed(entry),
                    taken_back=undone.get(entry.hash),
                    later=before if before > decision.at else "",
                )
            )
        elif decision.kind is DecisionKind.RESOLVE and place is not None and entry.hash not in undone:
            found = out[place]
            out[place] = replace(found, resolutions=(*found.resolutions, _resolution(entry)))
    return tuple(out)


def _undone(ledger: list[LedgerEntry]) -> Mapping[str, Signed]:
    """By hash, who took back what is not in force."""
    out: dict[str, Signed] = {}
    for entry in reversed(ledger):
        if entry.decision.kind is DecisionKind.UNDO and entry.hash not in out:
            out[entry.decision.object] = _signed(entry)
    return out


def _values(forecast: Forecast) -> dict[str, str]:
    expected, model = forecast.expected, forecast.model
    out = {name: getattr(forecast, name) for name in _WORDS}
    out |= {"origin": forecast.origin.value, "resolves_by": forecast.resolves_by.isoformat(), "unit": expected.unit}
    out |= {name: _number(getattr(expected, name)) for name in _NUMBERS}
    # not parted by spaces: figures that stand beside each other are masked as a telephone number
    out["quantiles"] = ";".join(map(_number, expected.quantiles))
    if model is not None:
        out |= {name: getattr(model, name) for name in _MODEL}
        out |= {name: str(getattr(model, name)) for name in _COUNTS}
        out["at_least"] = _number(model.at_least)
    return {name: value for name, value in out.items() if value}


def _number(value: float | None) -> str:
    return "" if value is None else repr(float(value))


def _float(text: str | None) -> float | None:
    return float(text) if text else None


def _forecast(identifier: str, values: Mapping[str, str]) -> Forecast:
    try:
        model = None
        if "preset" in values:
            kept = {name: values[name] for name in (*_MODEL, *_COUNTS, "at_least") if name in values}
            model = msgspec.convert(kept, type=Model, strict=False)
        return Forecast(
            id=identifier,
            origin=Origin(values["origin"]),
            **{name: values.get(name, "") for name in _WORDS},
            resolves_by=date.fromisoformat(values["resolves_by"]),
            expected=Expected(
                **{name: _float(values.get(name)) for name in _NUMBERS},
                quantiles=tuple(float(q) for q in values.get("quantiles", "").split(";") if q),
                unit=values.get("unit", ""),
            ),
            model=model,
        )
    except (KeyError, ValueError) as error:
        raise BadForecast(
            f"The registration of the forecast {identifier} cannot be read. A later version of the program may have written it."
        ) from error


def _resolution(entry: LedgerEntry) -> Resolution:
    values = entry.decision.values
    try:
        return Resolution(
            outcome=Outcome(values["outcome"]),
            claims=tuple(map(_held, values.get("held", "").split())),
            signed=_signed(entry),
            low=_float(values.get("low")),
            high=_float(values.get("high")),
        )
    except (KeyError, ValueError) as error:
        raise BadForecast(
            f"Decision {entry.seq}, which resolves a forecast, cannot be read. A later version of the program may have written it."
        ) from error


def _held(text: str) -> Held:
    claim, _, rest = text.partition("=")
    ends, _, grade = rest.partition("/")
    least, _, most = ends.partition("..")
    return Held(claim=claim, at_least=int(least), at_most=int(most), grade=grade)


def _signed(entry: LedgerEntry) -> Signed:
    made = entry.decision
    return Signed(who=made.who, at=made.at, why=made.why, second=made.second, number=entry.seq, hash=entry.hash)
