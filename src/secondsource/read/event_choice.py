"""Which words tell of events: what the pack's patterns find and what the trained network marks, weighed against each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from ..subjects import Subject
from .tagger.event_words import Marked
from .triggers import Trigger

TELLS = 0.6
"""Probability from which marked words are an event by themselves."""
DOUBTS = 0.01
"""Probability below which a pattern's find counts as the words in another sense."""
_WIDTH = 1
_LAST = 10**6


def weighed(found: Sequence[Trigger], marks: Sequence[Marked], tokens: Sequence[Token], pack: Subject) -> list[Trigger]:
    """The patterns' finds that the network does not doubt, and what it marks besides.

    Args:
        found: what the patterns find.
        marks: what the network marks in the report; empty without its weights, and then the finds are taken as they are.
        tokens: those of the statement.
        pack: for its types: a type that the network does not know is left to the patterns.
    """
    if not marks:
        return list(found)
    here = {m.type: 0.0 for m in marks}
    for mark, _, _ in _inside(marks, tokens):
        here[mark.type] = max(here[mark.type], mark.probability)
    out = [t for t in found if t.width > 1 or here.get(t.type, 0.0) >= DOUBTS]
    if out:
        return out
    for mark, first, last in _inside(marks, tokens):
        if mark.probability < TELLS or mark.type not in pack.event_types:
            continue
        if not any(_overlap(t, first, last) for t in out):
            out.append(Trigger(mark.type, first, last, _WIDTH, _LAST))
    return out


def tells(marks: Sequence[Marked], start: int, end: int) -> bool:
    """Whether the network marks an event between two characters."""
    return any(m.probability >= TELLS and start <= m.span.start < end for m in marks)


def _sure(trigger: Trigger, marks: Sequence[Marked]) -> float:
    start, end = trigger.first.idx, trigger.last.idx + len(trigger.last.text)
    return max(
        (m.probability for m in marks if m.type == trigger.type and m.span.start < end and m.span.end > start),
        default=0.0,
    )


def _inside(marks: Sequence[Marked], tokens: Sequence[Token]) -> Iterator[tuple[Marked, Token, Token]]:
    """The marks whose words stand among the tokens, with their first and last token."""
    for mark in marks:
        words = [
            t for t in tokens if t.idx < mark.span.end and t.idx + len(t.text) > mark.span.start and not t.is_space
        ]
        if words:
            yield mark, words[0], words[-1]


def _overlap(trigger: Trigger, first: Token, last: Token) -> bool:
    return trigger.first.i <= last.i and first.i <= trigger.last.i
