"""The words of a report's body, folded, with their places."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from sys import intern

from ..model import Report, Span
from .own_text import own_pieces

_WORD = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+(?:['’][^\W_\u3400-\u9fff]+)*")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a report's body, folded; of each the start and the end in the text, one after the other (pairs would take ten times the memory)."""

    folded: tuple[str, ...]
    places: Sequence[int]

    def span(self, first: int, count: int) -> Span:
        """From the first to the last of so many words."""
        return Span(self.places[2 * first], self.places[2 * (first + count) - 1])


def words_in(text: str) -> list[str]:
    """The words of a text, folded."""
    return [match[0].casefold() for match in _WORD.finditer(text)]


def words_of(report: Report) -> Words:
    """The words of the body, without noise and notes. Reports use the same words: each is in memory once, and is quickly told from others."""
    folded: list[str] = []
    places = array("I")
    for piece in own_pieces(report):
        for match in _WORD.finditer(report.text, piece.start, piece.end):
            folded.append(intern(match[0].casefold()))
            places.extend(match.span())
    return Words(tuple(folded), places)
