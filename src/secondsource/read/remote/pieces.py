"""What of a report is sent: its body without noise, personal data masked, cut into pieces of numbered sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ...model import Report, Span, masked

_END = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+|\n[^\S\n]*\n\s*|[。！？]+[\"”’」』]*\s*")
_LONGEST = 2_000
"""Characters of a sentence; a longer one is cut at white space so that one runaway sentence is no piece of its own."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of sentences of one report.

    Args:
        sentences: their spans in text order, without white space around them; a sentence's number is its place here.
        earlier: what stands before, to know names and pronouns by; empty at the beginning.
    """

    sentences: tuple[Span, ...]
    earlier: tuple[Span, ...] = ()

    @property
    def hull(self) -> Span:
        """From the first to the last character."""
        return self.sentences[0].hull(self.sentences[-1])

    def halves(self) -> tuple[Piece, Piece] | None:
        """The piece as two; None if it is one sentence."""
        if len(self.sentences) < 2:
            return None
        middle = len(self.sentences) // 2
        first, second = self.sentences[:middle], self.sentences[middle:]
        return Piece(first, self.earlier), Piece(second, first[-3:])


def shown(report: Report) -> str:
    """The report's text as a remote reader may see it: same length, personal data masked."""
    return masked(report.text, report.personal)


def sentences(text: str, body: Sequence[Span]) -> tuple[Span, ...]:
    """The sentences of the parts of a text, roughly: they only say where to look first for what is quoted.

    >>> [s.of("They left. He stayed.") for s in sentences("They left. He stayed.", [Span(0, 21)])]
    ['They left.', 'He stayed.']
    """
    out: list[Span] = []
    for part in body:
        at = part.start
        ends = [m.end() for m in _END.finditer(text, part.start, part.end)]
        for end in (*ends, part.end):
            while end - at > _LONGEST:
                gap = text.rfind(" ", at + 1, at + _LONGEST)
                cut = gap if gap > at else at + _LONGEST
                _keep(out, text, at, cut)
                at = cut
            _keep(out, text, at, end)
            at = max(at, end)
    return tuple(out)


def _keep(out: list[Span], text: str, start: int, end: int) -> None:
    if end > start and text[start:end].strip():
        out.append(Span(start, end).trimmed(text))


def pieces(report: Report, size: int) -> tuple[Piece, ...]:
    """The report's body in pieces of about `size` characters, none of them cut within a sentence."""
    out: list[Piece] = []
    run: list[Span] = []
    length = 0
    earlier: tuple[Span, ...] = ()
    for sentence in sentences(report.text, report.body()):
        if run and length + len(sentence) > size:
            out.append(Piece(tuple(run), earlier))
            earlier = tuple(run[-3:])
            run, length = [], 0
        run.append(sentence)
        length += len(sentence)
    if run:
        out.append(Piece(tuple(run), earlier))
    return tuple(out)
