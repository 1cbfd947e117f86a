"""Texts as the sieve compares them: one form for every way of writing the same letters, and the way back to the original's characters."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

_UNSEEN = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
"""Soft hyphens, spaces without width, marks of direction: nobody sees them."""
_ONE_BY_ONE = re.compile("[^\u0300-\u036f\u1160-\u11ff\u3099\u309a\ud7b0-\ud7ff\uff9e-\uffdc]")
"""What begins a group of characters that are folded together: neither a combining mark nor a vowel or last letter of a Hangul syllable."""


def folded(text: str) -> str:
    """The text in lower case, composed, in usual width, without what nobody sees.

    >>> folded("Ｎｏｒｔｈ Ko\u00adrea, \u1107\u116e\u11a8")
    'north korea, 북'
    """
    if text.isascii():
        return text.lower()
    if _UNSEEN.search(text):
        text = _UNSEEN.sub("", text)
    return unicodedata.normalize("NFKC", text).lower()


@dataclass(frozen=True, slots=True)
class Way:
    """The way back from a folded text.

    Args:
        starts: per group of characters, where it begins in the folded text; in ascending order.
        origins: where each begins in the original; one more for its end.
    """

    starts: tuple[int, ...]
    origins: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's `[start, end)` of a stretch of the folded text; whole groups of characters."""
        first = bisect_right(self.starts, start) - 1
        last = bisect_right(self.starts, max(start, end - 1)) - 1
        return self.origins[first], self.origins[last + 1]


def way_back(text: str) -> tuple[str, Way | None]:
    """The folded text and the way back; None where every character stands where it stood."""
    if text.isascii():
        return folded(text), None
    parts, starts, origins, length = [], [], [], 0
    cuts = [m.start() for m in _ONE_BY_ONE.finditer(text)]
    if not cuts or cuts[0]:
        cuts.insert(0, 0)
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        part = folded(text[start:end])
        if part:
            parts.append(part)
            starts.append(length)
            origins.append(start)
            length += len(part)
    if not parts:
        return "", None
    return "".join(parts), Way(tuple(starts), (*origins, len(text)))
