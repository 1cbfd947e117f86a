"""Pairs of quote marks: speech, not scare quotes, over sentences and paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...model import Span

_PARAGRAPH = re.compile(r"\n\s*\n")
_SCARE_WORDS = 4


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation. `span` includes its marks, `inside` does not; `open` if the marks are not closed in its paragraph."""

    span: Span
    inside: Span
    open: bool = False

    def speech(self, text: str) -> bool:
        """Whether it may stand for something said; a word or two in quote marks inside a sentence mostly does not.

        >>> Quote(Span(0, 6), Span(1, 5)).speech("“free” labour")
        False
        """
        words = self.inside.of(text)
        if len(words.split()) > _SCARE_WORDS:
            return True
        before = text[max(self.span.start - 2, 0) : self.span.start].strip()
        return words[-1:] in ",.?!…" and (not before or before[-1] in ',:\n.!?”"')


def quotes(text: str) -> list[Quote]:
    """The quotations of a text in order, one level deep; an opening mark that its paragraph does not close runs to the paragraph's end."""
    out: list[Quote] = []
    at = 0
    for match in [*_PARAGRAPH.finditer(text), None]:
        end = match.start() if match else len(text)
        out.extend(_of_paragraph(text, at, end))
        at = match.end() if match else end
    return out


def _of_paragraph(text: str, start: int, end: int) -> list[Quote]:
    out: list[Quote] = []
    opened: int | None = None
    kind = ""
    for at in range(start, end):
        mark = text[at]
        if opened is None:
            if mark in '“"„«' or (mark == "`" and text[at : at + 2] == "``"):
                opened, kind = at, mark
        elif (
            (kind == '"' and mark == '"')
            or (kind in "“„" and mark == "”")
            or (kind == "«" and mark == "»")
            or (kind in "“`" and text[at : at + 2] == "''")
        ):
            if at > opened + 1:
                out.append(Quote(Span(opened, at + 1), Span(opened + 1, at)))
            opened = None
    if opened is not None and end > opened + 1 and text[opened + 1 : end].strip():
        out.append(Quote(Span(opened, end), Span(opened + 1, end), open=True))
    return out
