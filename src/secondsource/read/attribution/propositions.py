"""From the words of a content to its propositions: one per sentence or clause, without marks, datelines and complementisers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Span as Piece
from spacy.tokens import Token

from ...model import Span, without
from ..prose import Prose

_DATELINE = re.compile(r"(?:[A-Z][A-Z.'’ ]{2,30}(?:,\s+[A-Z][\w.]+ \d{1,2})?(?:\s*\([A-Za-z/ ]+\))?\s*(?:--|—|–|-)\s+)")
_LEADING = re.compile(r"^(?:that\b|and\b|but\b|or\b|[\s\"“”‘’'`,;:.!?–—()\]\[-])+", re.IGNORECASE)
_TRAILING = re.compile(r"(?<![\s\"“”‘’'`,;:.!?–—(\[-])(?:[\s\"“”‘’'`,;:.!?–—(\[-]|\b(?:and|but)$)+$")
"""Looked for only where a run of such signs begins: in a run of thousands within the text, each would be tried to its end."""
_NUMBERED = re.compile(r"^\d{1,2}\.\s+")


def tidy(text: str, span: Span) -> Span | None:
    """The span without dateline, number, complementiser, conjunction, quote marks and punctuation at its ends; None if nothing is left."""
    start, end = span.start, span.end
    for pattern in (_DATELINE, _NUMBERED, _LEADING):
        match = pattern.match(text[start:end]) if pattern is not _DATELINE else _DATELINE.match(text, start, end)
        if match:
            start += len(match.group())
    tail = _TRAILING.search(text[start:end]) if start < end else None
    if tail:
        end = start + tail.start()
    closed = text[end : end + 1]
    if closed == ")" and "(" in text[start:end]:
        end += 1
    return Span(start, end) if end > start else None


def clause_like(tokens: Iterable[Token]) -> bool:
    """Whether the words hold a finite verb with a subject of its own."""
    words = list(tokens)
    inside = {t.i for t in words}
    return any(t.dep_ in ("nsubj", "nsubjpass", "expl") and t.head.i in inside for t in words)


def _sentences(prose: Prose, piece: Piece) -> Iterator[Piece]:
    """The sentences that a piece reaches into, in order."""
    at = piece.start
    while at < piece.end:
        sentence = prose.doc[at].sent
        yield sentence
        at = sentence.end


def propositions(prose: Prose, content: tuple[Span, ...], holes: Iterable[Span]) -> list[tuple[Span, ...]]:
    """The contents of the statements that one attribution makes, in text order.

    A content over several sentences becomes one per sentence. Pieces of a sentence that stand on both sides of the cue are two
    propositions if each has its own subject and verb, else one with a gap.
    """
    noise = prose.report.noise()
    cut = [*noise, *holes]
    by_sentence: dict[int, list[Span]] = {}
    order: list[int] = []
    for span in content:
        piece = prose.tokens(span)
        if piece is None:
            continue
        for sentence in _sentences(prose, piece):
            sent = sentence.start
            low = max(span.start, sentence.start_char)
            high = min(span.end, sentence.end_char)
            if high <= low:
                continue
            for rest in without(Span(low, high), cut):
                clean = tidy(prose.text, rest)
                if clean is not None and any(ch.isalnum() for ch in clean.of(prose.text)):
                    if sent not in by_sentence:
                        by_sentence[sent] = []
                        order.append(sent)
                    by_sentence[sent].append(clean)
    out: list[tuple[Span, ...]] = []
    for sent in order:
        pieces = by_sentence[sent]
        if len(pieces) > 1 and all(clause_like(prose.tokens(p) or ()) for p in pieces):
            out.extend((p,) for p in pieces)
        else:
            out.append(tuple(pieces))
    return out
