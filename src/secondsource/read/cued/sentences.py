"""Sentences without a parser: ends of sentences that do not stand in quotation marks, and what quotation marks hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ...model import Span

PAIRS = {"“": "”", "「": "」", "『": "』", "«": "»", "„": "“", "‘": "’", "《": "》", "〈": "〉"}
_LONGEST = 600
"""Characters after which a quotation mark without its partner is taken to stand alone."""
_QUOTES = re.compile("[" + "".join(dict.fromkeys([*PAIRS, *PAIRS.values()])) + "\n]")
_DEEP = 4
"""Quotations within quotations that are followed."""
FILL = "■"
"""Stands for what is quoted while a sentence is searched for words of saying."""


def quoted(text: str, part: Span) -> list[Span]:
    """Quotations in a part of a text, marks included, outermost only, left to right.

    One pass with the open marks on a stack; a mark that is not closed within its line, or for long, stands alone.
    """
    pairs: list[Span] = []
    opened: list[tuple[str, int]] = []
    for m in _QUOTES.finditer(text, part.start, part.end):
        sign = m[0]
        if sign == "\n":
            opened.clear()
            continue
        depth = next((n for n in range(1, min(len(opened), _DEEP) + 1) if PAIRS[opened[-n][0]] == sign), 0)
        if depth and m.start() - opened[-depth][1] <= _LONGEST:
            pairs.append(Span(opened[-depth][1], m.end()))
            del opened[-depth:]
        elif sign in PAIRS:
            opened.append((sign, m.start()))
    out: list[Span] = []
    for pair in sorted(pairs, key=lambda p: (p.start, -p.end)):
        if not out or pair.start >= out[-1].end:
            out.append(pair)
    return out


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
