"""Sets the list of figures that several reports give, and the history of one number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from secondsource.model import Figure, Quantity, Range, Ref, Span
from secondsource.publish.changes import outlet_of
from secondsource.publish.numberline import number_svg, said, still_given
from secondsource.publish.retold import figure as spoken_here
from secondsource.publish.retold import unit
from secondsource.publish.tongue import say
from secondsource.publish.words import count, said_or_same, sentence
from secondsource.read.quantity import find_quantities
from secondsource.store import CaseView
from secondsource.trace.figures import spoken
from secondsource.trace.numbers import Genealogy, Stated, Use, genealogies

from . import places
from .asking import SHOWN, Misasked, amount_of
from .pages import set_of
from .shelf import Shown

PAGE = 200
"""Figures on one page of the list."""
LONGEST = 120
"""Characters of a number in words that are read."""
NEAR = 5
"""Numbers beside the one asked for that are named where no report gives it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberWish:
    """The number that is asked for, as it was written: in words, or by its parts; `claim` narrows it to one claim."""

    of: str = ""
    what: str = ""
    low: str = ""
    high: str = ""
    per: str = ""
    claim: str = ""


class NoSuchNumber(Exception):
    """No report of the case gives that number. Carries what to say."""


def numbers_page(shown: Shown, stale: bool, page: int) -> str | None:
    """The figures of the case, most repeated first; None if there is no such page.

    Args:
        shown: the case.
        stale: only those that are still given though their ground is gone.
        page: from 1.
    """
    every = sorted(shown.view.figures, key=lambda figure: -len(figure.relays))
    found = [figure for figure in every if figure.stale or not stale]
    last = max(1, -(-len(found) // PAGE))
    if not 1 <= page <= last:
        return None
    at = {m.id: m for m in shown.view.mentions}
    told = {Ref(m.report, q.span): (m.id, q) for m in at.values() for q in m.quantities}
    return set_of(
        shown,
        "numbers.html.j2",
        at="/numbers",
        places=places,
        rows=[_row(shown, figure, told) for figure in found[(page - 1) * PAGE : page * PAGE]],
        counted=count(len(found), "figure"),
        total=len(every),
        stale_total=sum(figure.stale for figure in every),
        stale=stale,
        page=page,
        last=last,
        wish=NumberWish(),
        problem="",
    )


def number_page(shown: Shown, wish: NumberWish) -> str:
    """Where a number came from: a picture, and every statement of it in order.

    Raises:
        Misasked: if what is written gives no number of something.
        NoSuchNumber: if no report of the case gives it.
    """
    view = shown.view
    wanted = _meant(wish)
    found = genealogies(wanted, view.readings, view.claims, view.relays)
    if wish.claim:
        found = tuple(history for history in found if history.claim == wish.claim)
    found = tuple(replace(history, title=_title(shown, history)) for history in found)
    if not found:
        raise NoSuchNumber(_nearest(wanted, view))
    return set_of(
        shown,
        "number.html.j2",
        at="/numbers",
        places=places,
        figure=spoken_here(spoken(wanted)),
        still_given=still_given,
        picture=number_svg(view, found),
        histories=[_history(shown, history) for history in found],
        everywhere=places.number_href(wanted) if wish.claim else "",
        wish=wish,
        problem="",
    )


def no_number_page(shown: Shown, wish: NumberWish, problem: str) -> str:
    """The form with what was written, and what to write instead."""
    return set_of(
        shown,
        "number.html.j2",
        at="/numbers",
        places=places,
        figure="",
        picture=None,
        histories=[],
        everywhere="",
        still_given=still_given,
        wish=wish,
        problem=problem,
    )


def _title(shown: Shown, history: Genealogy) -> str:
    number = shown.numbers.get(history.claim)
    return shown.rows[number - 1].title if number else history.title


def _row(shown: Shown, figure: Figure, told: Mapping[Ref, tuple[str, Quantity]]) -> dict[str, Any]:
    mention, quantity = next((told[ref] for ref in figure.refs if ref in told), ("", None))
    identifier = shown.view.claim_of(mention) or ""
    claim = shown.view.claim(identifier)
    source = shown.sources.get(figure.first)
    return {
        "figure": spoken_here(figure.figure),
        "href": places.number_href(quantity, identifier) if quantity else "",
        "claim": shown.rows[shown.numbers[claim.id] - 1].title if claim else "",
        "claim_href": places.claim_href(identifier) if claim else "",
        "reports": 1 + len(figure.relays),
        "first": places.named(source.known_as) if source else "",
        "first_href": places.words_href(figure.refs[0]) if figure.refs else "",
        "date": source.date if source else "",
        "stale": figure.stale,
        "why": places.named(sentence(figure.why)),
    }


def _history(shown: Shown, history: Genealogy) -> dict[str, Any]:
    return {
        "claim": history.title,
        "href": places.claim_href(history.claim),
        "figure": spoken_here(history.figure),
        "stale": history.stale,
        "count": count(len({s.report for s in history.stated}), "report"),
        "stated": [_stated(shown, stated) for stated in history.stated],
    }


def _stated(shown: Shown, stated: Stated) -> dict[str, Any]:
    return {
        "day": said_or_same(stated.day) if stated.day else say("no date"),
        "outlet": places.named(outlet_of(shown.view, stated.report)),
        "href": places.report_href(stated.report),
        "use": stated.use.value,
        "other": stated.use in (Use.RIVAL, Use.DENIES, Use.CHANGES),
        "said": places.named(said(shown.view, stated)),
        "quote": places.quote_of(shown, stated.ref),
        "giver": places.named(outlet_of(shown.view, stated.giver)) if stated.giver else "",
        "giver_href": places.report_href(stated.giver) if stated.giver else "",
    }


def _meant(wish: NumberWish) -> Quantity:
    if wish.of.strip():
        found = _read(wish.of.strip()[:LONGEST])
        if found is None:
            raise Misasked(
                say(
                    "“{typed}” gives no number of something. Write how many of what: 100,000 workers, $150,000, "
                    "1.2 to 2.3 billion dollars a year.",
                    typed=wish.of.strip()[:SHOWN],
                )
            )
        return found
    low, high = amount_of(wish.low, say("the least")), amount_of(wish.high, say("the most"))
    if not wish.what.strip() or (low is None and high is None):
        raise Misasked(say("Write how many of what: 100,000 workers, $150,000, 1.2 to 2.3 billion dollars a year."))
    if low is not None and high is not None and low > high:
        raise Misasked(say("The range runs backwards. Write the lesser number first."))
    return Quantity(what=wish.what.strip(), range=Range(low, high), span=Span(0, 1), per=wish.per.strip() or None)


@lru_cache(maxsize=256)
def _read(words: str) -> Quantity | None:
    return next((q for language in ("en", "ko") for q in find_quantities(words, language=language)), None)


def _nearest(wanted: Quantity, view: CaseView) -> str:
    given: dict[str, float] = {}
    for mention in view.mentions:
        for q in mention.quantities:
            if q.what == wanted.what:
                given.setdefault(spoken(q), abs(_middle(q.range) - _middle(wanted.range)))
    near: Sequence[str] = sorted(given, key=lambda figure: (given[figure], figure))[:NEAR]
    hint = (
        say("Near it stand {figures}.", figures=", ".join(spoken_here(figure) for figure in near))
        if near
        else say("No number of {what} is in the case.", what=unit(wanted.what[:SHOWN]))
    )
    asked = spoken_here(spoken(wanted)[: 2 * SHOWN])
    return say("No report of the case gives {figure}. {hint}", figure=asked, hint=hint)


def _middle(of: Range) -> float:
    low, high = of.low, of.high
    return (low if low is not None else high or 0) / 2 + (high if high is not None else low or 0) / 2
