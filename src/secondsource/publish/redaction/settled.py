"""Texts with reasons in the place of hidden words, and every span moved to where its words stand now.

So an edition is a case like any other: each span fits its text, and neither the length of what was hidden nor its letters are left.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from secondsource.model import Reading, Span, merged, without

from .details import sentence_at

Move = Callable[[Span], Span]
LEFT_OUT = "[…]"
"""What stands for words that nothing of the edition rests on."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of a text and what stands in their place."""

    span: Span
    shown: str


def settled(text: str, pieces: Iterable[Piece]) -> tuple[str, Move]:
    """The text with the pieces replaced, and what moves a span of the old text into the new one.

    Args:
        text: the old text.
        pieces: in any order; where two overlap the later one ends where the other began.

    >>> new, move = settled("a carpenter said so", [Piece(Span(0, 11), "[source A]")])
    >>> new, move(Span(12, 16)).of(new), move(Span(2, 5)).of(new)
    ('[source A] said so', 'said', '[source A]')
    """
    out: list[str] = []
    starts: list[int] = []
    shifts: list[tuple[int, int, int, int]] = []
    at = new = 0
    for piece in sorted(pieces, key=lambda p: (p.span.start, -p.span.end)):
        start, end = max(piece.span.start, at), piece.span.end
        if end <= at:
            continue
        # What was cut by an earlier piece is hidden by that one's words.
        shown = piece.shown if start == piece.span.start else ""
        out += (text[at:start], shown)
        new += start - at
        starts.append(start)
        shifts.append((start, end, new, new + len(shown)))
        new += len(shown)
        at = end
    out.append(text[at:])

    def place(old: int, *, end: bool) -> int:
        which = bisect_right(starts, old - 1 if end else old) - 1
        if which < 0:
            return old
        _, stop, first, last = shifts[which]
        if old >= stop:
            return last + old - stop
        return last if end else first

    def move(span: Span) -> Span:
        start, stop = place(span.start, end=False), place(span.end, end=True)
        return Span(start, stop) if stop > start else Span(max(start - 1, 0), max(start, 1))

    return "".join(out), move


def uncited(reading: Reading, text: str) -> tuple[Span, ...]:
    """What of a report's text nothing rests on: all but the sentences of its statements and events."""
    spans: list[Span] = []
    for statement in reading.statements:
        spans += [sentence_at(text, span) for span in statement.content]
        spans += [span for span in (statement.cue, statement.speaker) if span is not None]
        spans += [link.span for link in statement.chain.links]
    for mention in reading.mentions:
        spans.append(sentence_at(text, mention.trigger))
        spans += [place.span for place in (mention.place, mention.when) if place is not None and place.span is not None]
        spans += [actor.span for actor in mention.actors] + [quantity.span for quantity in mention.quantities]
    noise = reading.report.noise()
    kept = [part for span in merged(spans) for part in without(span, noise)] if spans else []
    return without(Span(0, len(text)), kept) if text else ()


def composed(moves: Sequence[Move]) -> Move:
    """One move after the other."""

    def move(span: Span) -> Span:
        for one in moves:
            span = one(span)
        return span

    return move
