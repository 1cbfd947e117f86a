"""Sentences of a report, as far as the law room needs them: where one ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..model import Span

_END = re.compile(r"(?<![ .][A-Z])(?<!\b[A-Z]\.[A-Z])[.!?。][\"”’)\]]*\s+|\n+")
"""Where a sentence ends: not after the dots of “U.N.” and “H.R. 757”."""


def sentences(text: str, parts: Sequence[Span]) -> Iterator[Span]:
    """The sentences of parts of a text."""
    for part in parts:
        ends = [match.end() for match in _END.finditer(text, part.start, part.end)]
        for start, end in pairwise([part.start, *ends, part.end]):
            if text[start:end].strip():
                yield Span(start, end).trimmed(text)
