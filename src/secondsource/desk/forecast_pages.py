"""Sets the list of registered forecasts, and the page of one: what was said, what is asked, what came, and by which claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

from secondsource.forecast.registered.kept import registered
from secondsource.forecast.registered.pack import of_pack
from secondsource.forecast.registered.quantities import quantiles_at
from secondsource.forecast.registered.scoring import term_gone
from secondsource.forecast.registered.values import (
    Expected,
    Origin,
    Outcome,
    Registered,
    Resolution,
    State,
    Timing,
    figure,
)
from secondsource.model import PartialDate, Ref
from secondsource.publish.chapter import heading
from secondsource.publish.tongue import noted, noted_as, say, say_as
from secondsource.publish.words import count, said_date

from . import places
from .pages import set_of
from .shelf import Shown

PAGE = 200
"""Forecasts on one page of the list."""
STATES = {
    State.OPEN: noted_as("forecast", "open"),
    State.DUE: noted_as("forecast", "due"),
    State.RESOLVED: noted_as("forecast", "resolved"),
    State.UNRESOLVABLE: noted_as("forecast", "unresolvable"),
    State.TAKEN_BACK: noted_as("forecast", "taken back"),
}
TIMINGS = {
    Timing.SEALED: noted("sealed before its date"),
    Timing.AHEAD: noted("registered before its date"),
    Timing.AFTER: noted("registered after the fact"),
}
OUTCOMES = {
    Outcome.YES: noted_as("forecast", "yes"),
    Outcome.NO: noted_as("forecast", "no"),
    Outcome.KNOWN: noted_as("forecast", "known"),
    Outcome.UNRESOLVABLE: noted_as("forecast", "unresolvable"),
}
SPEAKS = {
    "for": noted("What speaks for it"),
    "against": noted("What speaks against it"),
    "beside": noted("What stands beside it"),
}
TRUST = {"high": noted("well founded"), "medium": noted("founded"), "low": noted("weakly founded")}


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastWish:
    """What a reader asks of the list, as it was written: words of the speaker or outlet, and a state."""

    source: str = ""
    state: str = ""

    def query(self, page: int) -> str:
        """The address of a page of what is asked for."""
        asked = {"source": self.source.strip(), "state": self.state, "page": str(page)}
        return f"/forecasts?{urlencode({name: value for name, value in asked.items() if value})}"


def forecasts_page(shown: Shown, wish: ForecastWish, page: int, today: date) -> str | None:
    """The forecasts of the case, then those of its pack; None if those asked for have no such page.

    Args:
        shown: the case.
        wish: which; a state that there is not is passed over.
        page: from 1.
        today: the day on which a reader asks.
    """
    every = _every(shown)
    words = wish.source.casefold().split()
    by_source = [item for item in every if all(word in _source(item) for word in words)]
    state = State(wish.state) if wish.state in set(State) else None
    found = [item for item in by_source if state in (None, item.state(today))]
    last = max(1, -(-len(found) // PAGE))
    if not 1 <= page <= last:
        return None
    counts = Counter(item.state(today) for item in by_source)
    return set_of(
        shown,
        "forecasts.html.j2",
        at="/forecasts",
        rows=[_row(item, today) for item in found[(page - 1) * PAGE : page * PAGE]],
        counted=count(len(found), "forecast"),
        states=[(s.value, say_as("forecast", name), counts[s]) for s, name in STATES.items() if counts[s]],
        wish=wish,
        state=state.value if state else "",
        total=len(by_source),
        held=len(every),
        hidden=not shown.view.ledger and not shown.entries,
        page=page,
        last=last,
    )


def forecast_page(shown: Shown, identifier: str, today: date) -> str | None:
    """One forecast; None if there is none of that id. Of several registrations of the same that in force, or else the last."""
    found = [item for item in _every(shown) if item.forecast.id == identifier]
    if not found:
        return None
    item = next((one for one in found if one.taken_back is None), found[-1])
    forecast, gone = item.forecast, term_gone(item)
    return set_of(
        shown,
        "forecast.html.j2",
        at="/forecasts",
        f=forecast,
        item=item,
        name=places.named(forecast.question),
        words=places.named(forecast.words),
        href=_statement_href(shown, forecast.statement),
        speaker=places.named(forecast.speaker.replace(" > ", " ← ")),
        outlet=places.named(forecast.outlet),
        made=_said(forecast.made),
        until=said_date(forecast.resolves_by.isoformat()),
        says=_says(forecast.expected),
        standing=_standing(item, today),
        timing=say(TIMINGS[item.timing]),
        after=item.timing is Timing.AFTER,
        registered=_said(item.signed.at[:10]),
        registrar=say("the subject pack") if forecast.origin is Origin.PACK else item.signed.who,
        gone=None if gone is None else f"{gone:.0%}",
        resolutions=[_resolution(shown, item, one) for one in item.resolutions if one.signed.hash],
        evidence=[
            (say(title), [(e, say(TRUST[e.trust]), places.linked(e.url)) for e in item.evidence if e.speaks == speaks])
            for speaks, title in SPEAKS.items()
            if any(e.speaks == speaks for e in item.evidence)
        ],
        link=places.linked(item.cited[1]),
    )


def _every(shown: Shown) -> Sequence[Registered]:
    return (*registered(shown.view.ledger), *of_pack(shown.pack))


def _source(item: Registered) -> str:
    return f"{item.forecast.speaker} {item.forecast.outlet}".casefold()


def _row(item: Registered, today: date) -> dict[str, Any]:
    forecast = item.forecast
    return {
        "href": f"/forecasts/{quote(forecast.id, safe='')}",
        "question": places.named(forecast.question),
        "words": places.named(forecast.words),
        "by": places.named(forecast.said_by) if forecast.said_by else say("source not known"),
        "outlet": places.named(forecast.outlet) if forecast.outlet != forecast.said_by else "",
        "made": _said(forecast.made),
        "until": said_date(forecast.resolves_by.isoformat()),
        "standing": _standing(item, today),
        "open": item.state(today) in (State.DUE, State.OPEN),
        "timing": say(TIMINGS[item.timing]),
        "after": item.timing is Timing.AFTER,
    }


def _standing(item: Registered, today: date) -> str:
    state = item.state(today)
    if state is State.RESOLVED and item.resolution is not None:
        return _outcome(item.resolution, item.forecast.expected.unit)
    return say_as("forecast", STATES[state])


def _outcome(found: Resolution, unit: str) -> str:
    if found.outcome is not Outcome.KNOWN or found.low is None or found.high is None:
        return say_as("forecast", OUTCOMES[found.outcome])
    low, high = figure(found.low), figure(found.high)
    return f"{low} {unit}" if low == high else say("{low} to {high} {unit}", low=low, high=high, unit=unit)


def _says(expected: Expected) -> str:
    if expected.probability is not None:
        return say("probability {p}", p=f"{expected.probability:.3g}")
    if expected.quantiles:
        low, middle, high = map(figure, quantiles_at(expected.quantiles, (0.05, 0.5, 0.95)))
        return say(
            "{middle} {unit}, nine in ten between {low} and {high}",
            middle=middle,
            unit=expected.unit,
            low=low,
            high=high,
        )
    if expected.low is not None and expected.high is not None:
        return say("{low} to {high} {unit}", low=figure(expected.low), high=figure(expected.high), unit=expected.unit)
    return say("no probability said")


def _resolution(shown: Shown, item: Registered, found: Resolution) -> dict[str, Any]:
    return {
        "outcome": _outcome(found, item.forecast.expected.unit),
        "last": found is item.resolution,
        "signed": found.signed,
        "claims": [
            {
                "href": places.claim_href(held.claim) if (claim := shown.view.claim(held.claim)) else "",
                "title": heading(claim, shown.pack) if claim else held.claim,
                "bounds": say("{least} to {most} origins", least=held.at_least, most=held.at_most),
                "grade": held.grade,
            }
            for held in found.claims
        ],
    }


def _statement_href(shown: Shown, identifier: str) -> str:
    statement = shown.view.statement(identifier) if identifier else None
    return places.words_href(Ref(statement.report, statement.hull)) if statement else ""


def _said(day: str) -> str:
    return said_date(PartialDate(day)) if day else say("date not known")
