"""What a span finder finds: the seam at which rules can be exchanged for a trained tagger."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Doc

from ...model import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Words that attribute something to someone, as character spans into the text of the parsed document.

    Args:
        source: the words that name who says, thinks or wants it; empty if nobody is named.
        cue: the words that say so.
        content: what is said, thought or wanted, in text order.
        rule: which rule or model found it.
        confidence: 0 to 1.
        quoted: whether the content is between quote marks.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    rule: str
    confidence: float = 0.7
    quoted: bool = False


Finder = Callable[[Doc], list[Found]]
"""From a parsed text to its attributions in text order. A finder may nest and repeat; whoever reads them chooses."""
