"""Sentences without a parser: ends of sentences that do not stand in quotation marks, and what quotation marks hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ...model import Span

PAIRS = {"“": "”", "「": "」", "『": "』", "«": "»", "„": "“", "‘": "’", "《": "》", "〈": "〉"}
_LONGEST = 600
"""Characters after which a quotation mark without its partner is taken to stand alone."""
FILL = "■"
"""Stands for what is quoted while a sentence is searched for words of saying."""


def quoted(text: str, part: Span) -> list[Span]:
    """Quotations in a part of a text, marks included, outermost only, left to right."""
    out: list[Span] = []
    at = part.start
    for m in re.finditer("[" + "".join(PAIRS) + "]", text[part.start : part.end]):
        start = part.start + m.start()
        if start < at:
            continue
        end = _partner(text, start, min(part.end, start + _LONGEST))
        if end is not None:
            out.append(Span(start, end + 1))
            at = end + 1
    return out


def _partner(text: str, start: int, stop: int) -> int | None:
    opening, closing = text[start], PAIRS[text[start]]
    depth = 0
    for m in re.finditer(f"[{opening}{closing}\n]", text[start:stop]):
        sign = m[0]
        if sign == "\n":
            return None
        depth += 1 if sign == opening else -1
        if depth == 0:
            return start + m.start()
    return None


def masked(text: str, sentence: Span, longer_than: int = 0) -> str:
    """The sentence with the inside of its quotations filled, same length; those up to a length stay."""
    out = text[sentence.start : sentence.end]
    for q in quoted(text, sentence):
        if len(q) - 2 > longer_than:
            a, b = q.start - sentence.start + 1, q.end - sentence.start - 1
            out = out[:a] + FILL * (b - a) + out[b:]
    return out


def sentences(text: str, part: Span, ends: re.Pattern[str]) -> list[Span]:
    """The sentences of a part, without the white space around them.

    Args:
        text: the whole text.
        part: where to look.
        ends: matches the end of a sentence with all that belongs to it; what it matches inside quotations is no end.
    """
    return list(_cut(text, part, ends))


def _cut(text: str, part: Span, ends: re.Pattern[str]) -> Iterator[Span]:
    holes = iter(quoted(text, part))
    hole = next(holes, None)
    cuts = [part.start]
    for m in ends.finditer(text, part.start, part.end):
        while hole is not None and hole.end <= m.start():
            hole = next(holes, None)
        if hole is None or not hole.start < m.start() < hole.end:
            cuts.append(m.end())
    cuts.append(part.end)
    for a, b in pairwise(cuts):
        if text[a:b].strip():
            yield Span(a, b).trimmed(text)


def paragraphs(text: str, part: Span) -> Iterator[Span]:
    """The lines of a part that hold anything; in these scripts a line is a paragraph."""
    for m in re.finditer(r"[^\n]+", text[part.start : part.end]):
        if m[0].strip():
            yield Span(part.start + m.start(), part.start + m.end())
