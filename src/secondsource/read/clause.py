"""How near two words stand in the grammar of a sentence: what dates, places and numbers belong to which event."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol, TypeVar

from spacy.tokens import Doc, Token

from ..model import Span

FAR = 40.0
"""More than any distance inside one sentence."""
_NEARBY = 48
_NEW_CLAUSE = frozenset({"advcl", "relcl", "ccomp", "conj", "acl", "parataxis", "xcomp"})


class _Placed(Protocol):
    @property
    def span(self) -> Span: ...


F = TypeVar("F", bound=_Placed)


def head_of(doc: Doc, span: Span) -> Token | None:
    """The word of the span on which its other words depend; None if the span holds no token."""
    piece = doc.char_span(span.start, span.end, alignment_mode="expand")
    if piece is None or not len(piece):
        return None
    return piece[-1] if piece.root.pos_ == "DET" else piece.root


def chain_up(token: Token) -> list[Token]:
    """The word and what it depends on, up to the sentence's root."""
    out = [token]
    while out[-1].head is not out[-1] and out[-1].head.i != out[-1].i:
        out.append(out[-1].head)
        if len(out) > 60:
            break
    return out


def verb_of(token: Token) -> Token:
    """The verb that governs the word (itself, if it is one), else the sentence's root."""
    chain = chain_up(token)
    return next((t for t in chain if t.pos_ in ("VERB", "AUX")), chain[-1])


def distance(one: Token, trigger: Token) -> float:
    """How far a date, place or number stands from a trigger: 0 beside it, under 6 in its clause, up to FAR in its sentence.

    Steps up the parse count one each, a new clause on the way three, and words between a tenth.
    """
    words = abs(one.i - trigger.i) / 10
    if words >= FAR or _sentence_between(one, trigger):
        return FAR + words
    up = chain_up(one)
    cost = 0.0
    for step, token in enumerate(up):
        if token.i == trigger.i:
            return cost + words
        if step and up[step - 1].dep_ in _NEW_CLAUSE:
            cost += 2
        cost += 0.5
    mine = verb_of(trigger)
    cost = 1.0
    for step, token in enumerate(up):
        if token.i == mine.i:
            return cost + words
        if step and up[step - 1].dep_ in _NEW_CLAUSE:
            cost += 3
        cost += 0.5
    theirs = {t.i: n for n, t in enumerate(chain_up(trigger))}
    for n, token in enumerate(up):
        if token.i in theirs:
            return 4.0 + n + theirs[token.i] + words
    return 12.0 + words


def _sentence_between(one: Token, two: Token) -> bool:
    first, last = sorted((one.i, two.i))
    return any(one.doc[n].is_sent_start for n in range(first + 1, last + 1))


def nearby(found: Sequence[tuple[F, Token]], at: int) -> Sequence[tuple[F, Token]]:
    """Those of a report's dates or places that stand nearest to a character: 48 before it and 48 after. No clause has more, but a hostile text may.

    Args:
        found: each with its head word, in the order of the text.
        at: the character.
    """
    here = bisect_left(found, at, key=lambda item: item[0].span.start)
    return found[max(0, here - _NEARBY) : here + _NEARBY]
