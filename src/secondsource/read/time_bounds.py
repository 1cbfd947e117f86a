"""When an event can only be placed between others: “after the act was signed in February and before the vote on Resolution 2270”."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Token

from ..model import PartialDate, Span, When
from .clause import chain_up, verb_of
from .instruments import Instrument
from .time import FoundDate
from .time.value import parsed

BETWEEN = "between what it is told to come after and before"
_MARKERS = frozenset({"after", "before", "between"})


def bounded(
    trigger: Token,
    dates: Sequence[tuple[FoundDate, Token]],
    instruments: Sequence[Instrument],
    published: PartialDate | None,
) -> When | None:
    """The interval that clauses with “after”, “before” and “between” leave, or None if they give no date.

    Args:
        trigger: the first word of the event.
        dates: the report's dates with their head words.
        instruments: instruments of law, which stand for the day of their adoption.
        published: the upper bound where only “after” is told.
    """
    verb = verb_of(trigger)
    words = [t for t in verb.subtree if t.lower_ in _MARKERS and t.dep_ in ("mark", "prep") and _hangs_on(t, verb)]
    low: str | None = None
    high: str | None = None
    spans: list[Span] = []
    ends = [*(t.i for t in words), verb.sent.end]
    for at, end in pairwise(ends):
        marker = verb.doc[at]
        inside = Span(marker.idx, verb.doc[end - 1].idx + len(verb.doc[end - 1].text))
        told = _days(inside, dates) or _adopted(inside, instruments)
        if not told:
            continue
        spans += [span for span, _ in told]
        if marker.lower_ == "after":
            low = low or told[0][1].text
        elif marker.lower_ == "before":
            high = high or told[0][1].text
        elif len(told) > 1:
            low, high = told[0][1].text, told[-1][1].text
    if low is None and high is None:
        return None
    last = published.text.split("/")[-1] if published is not None else ".."
    text = f"{_first(low) if low else '..'}/{_last(high) if high else last}"
    date = parsed(text)
    if date is None:
        return None
    return When(date=date, span=spans[0], why=BETWEEN)


def _hangs_on(marker: Token, verb: Token) -> bool:
    """Whether the marker opens a clause or phrase of the verb itself, or one joined to such a clause."""
    head = marker.head if marker.dep_ == "mark" else marker
    if marker.dep_ == "mark" and head.dep_ in ("advcl", "conj"):
        return head.head.i == verb.i or head.head.head.i == verb.i
    return marker.dep_ == "prep" and any(t.i == verb.i for t in chain_up(marker)[1:5])


def _days(inside: Span, dates: Sequence[tuple[FoundDate, Token]]) -> list[tuple[Span, PartialDate]]:
    return [(d.span, d.date) for d, _ in dates if d.date is not None and inside.covers(d.span) and d.date.has_year]


def _adopted(inside: Span, instruments: Sequence[Instrument]) -> list[tuple[Span, PartialDate]]:
    return [(i.span, i.adopted) for i in instruments if inside.covers(i.span)]


def _first(text: str) -> str:
    return text.split("/")[0]


def _last(text: str) -> str:
    return text.split("/")[-1]
