"""Cuts a text into windows that the encoder can take, and gives each word piece its features.

A window holds whole sentences, at most `LIMIT` word pieces, and breaks at a paragraph where it can: an attribution seldom
reaches further (in PolNeAR's train part 99.8 % fit into 800 characters).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tokenizers import Tokenizer

LIMIT = 250
"""Word pieces per window; the encoder was trained on windows of about this size."""

PARAGRAPH = 1
"""The id of an unused word piece that stands for a paragraph break ([unused0] of the BERT vocabulary)."""
CLS, SEP = 101, 102

_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’'\])]*\s+(?=[“\"‘'(\[]?[A-Z0-9])|\n+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Sgt|Lt|Col|St|No|vs|Jr|Sr|Prof|Jan|Feb|Aug|Sept|Oct|Nov|Dec)|\b[A-Z])\.$"
)


@dataclass(frozen=True, slots=True)
class Window:
    """Word pieces of a stretch of text.

    Args:
        ids: word-piece ids, with CLS first and SEP last.
        features: per piece, 0 to 7: 4 * (inside quotation marks) + (0 lower case, 1 Capital, 2 CAPITALS, 3 no letters).
        offsets: per piece, characters in the whole text; (0, 0) for the special ones.
    """

    ids: list[int]
    features: list[int]
    offsets: list[tuple[int, int]]


def quoted(text: str) -> bytearray:
    """One byte per character: 1 inside double quotation marks. A paragraph's end closes what was left open."""
    out = bytearray(len(text))
    inside = False
    for at, character in enumerate(text):
        if character == "“":
            inside = True
        elif character == "”":
            inside = False
        elif character == '"':
            inside = not inside
        elif character == "\n":
            inside = False
        out[at] = inside
    return out


def sentences(text: str) -> list[tuple[int, int, bool]]:
    """Rough sentences as (start, end, begins a paragraph). Good enough to break windows at; not a claim about grammar."""
    out: list[tuple[int, int, bool]] = []
    start, new = 0, True
    for gap in _SENTENCE_END.finditer(text):
        if "\n" not in gap.group() and _ABBREVIATION.search(text, max(start, gap.start() - 12), gap.start()):
            continue
        if text[start : gap.start() + 1].strip():
            out.append((start, gap.end(), new))
            new = False
        start = gap.end()
        new = new or "\n" in gap.group()
    if text[start:].strip():
        out.append((start, len(text), new))
    return out


def case_of(piece: str) -> int:
    """The feature of a piece's letters: 0 lower case, 1 Capital, 2 CAPITALS, 3 no letters."""
    letters = [c for c in piece if c.isalpha()]
    if not letters:
        return 3
    if letters[0].isupper():
        return 2 if len(letters) > 1 and all(c.isupper() for c in letters) else 1
    return 0


def windows(text: str, tokenizer: Tokenizer, limit: int = LIMIT) -> list[Window]:
    """The text as windows of at most `limit` pieces, in order; every character that has a word piece is in exactly one of them."""
    inside = quoted(text)
    spans = sentences(text)
    pieces = tokenizer.encode_batch([text[a:b] for a, b, _ in spans], add_special_tokens=False)
    out: list[Window] = []
    ids: list[int] = []
    features: list[int] = []
    offsets: list[tuple[int, int]] = []
    last_break = 0

    def close(upto: int) -> None:
        nonlocal ids, features, offsets, last_break
        if upto:
            out.append(Window([CLS, *ids[:upto], SEP], [3, *features[:upto], 3], [(0, 0), *offsets[:upto], (0, 0)]))
        ids, features, offsets = ids[upto:], features[upto:], offsets[upto:]
        last_break = 0

    for (start, _, new), encoded in zip(spans, pieces, strict=True):
        if new and ids:
            ids.append(PARAGRAPH)
            features.append(3)
            offsets.append((0, 0))
        if len(ids) + len(encoded.ids) > limit and ids:
            close(last_break if last_break > limit // 2 else len(ids))
            if len(ids) + len(encoded.ids) > limit and ids:
                close(len(ids))
        if new:
            last_break = len(ids)
        for piece, (a, b) in zip(encoded.ids, encoded.offsets, strict=True):
            if len(ids) >= limit:
                close(len(ids))
            a, b = a + start, b + start
            ids.append(piece)
            features.append(4 * inside[a] + case_of(text[a:b]))
            offsets.append((a, b))
    close(len(ids))
    return out
