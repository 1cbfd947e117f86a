"""Finds quoted words in a text: as they are, then with white space and quotation marks made alike; never anything but whole words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from ...model import Span

_DOUBLE = '"“”„‟«»″＂'
_SINGLE = "'‘’‚‛`´′＇"
_TOKEN = re.compile(rf"\s+|[{_DOUBLE}]|[{_SINGLE}]")
_LONGEST = 5_000
"""Characters of a quotation beyond which it is none of a proposition."""
_TRIES = 200
"""Places inside longer words that are passed over on each side before the search is given up (“e” stands everywhere)."""
_JOINED = 0x0530
"""Below it stand the alphabets whose words are set apart by spaces; particles join Korean, Japanese and Arabic words."""


@dataclass(frozen=True, slots=True)
class Located:
    """Where quoted words stand, and whether letter for letter."""

    span: Span
    exact: bool


class Searched:
    """A text in which quoted words are looked for, made ready once for many searches.

    Args:
        text: the whole text; spans found are offsets into it.

    >>> Searched("she said, he said").locate("he  said", [Span(0, 17)])
    Located(span=Span(start=10, end=17), exact=False)
    """

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _alike(self) -> tuple[str, list[int]]:
        """The text with white space and quotation marks made alike, and where each of its characters stands in the original."""
        out: list[str] = []
        places: list[int] = []
        at = 0
        for match in [*_TOKEN.finditer(self.text), None]:
            end = match.start() if match else len(self.text)
            out.append(self.text[at:end])
            places.extend(range(at, end))
            if match:
                out.append(_one(match))
                places.append(match.start())
                at = match.end()
        return "".join(out), places

    def locate(
        self, words: str, within: Sequence[Span], *, home: Span | None = None, near: int | None = None, after: int = 0
    ) -> Located | None:
        """Where the words stand in the given stretches of the text; None if they do not.

        Of several places the one in the sentence wins, or nearest to it; of several there, the one nearest to what was found before.

        Args:
            words: the words as quoted.
            within: sorted stretches in which to look; nothing across two of them is found.
            home: the sentence in which they are said to stand.
            near: where the last piece of the same statement ended.
            after: the first character at which they may begin.
        """
        words = words.strip()
        if not words or len(words) > _LONGEST:
            return None
        aim = near if near is not None else home.start if home is not None else after
        for exact, search in ((True, self._letters), (False, self._alikes)):
            if home is not None:
                here = [s for part in within for s in search(words, part, max(home.start, after), home.end, aim)]
                if here:
                    return Located(min(here, key=lambda s: (abs(s.start - aim), s.start)), exact)
                sides = ((after, home.start, home.start), (max(home.end, after), len(self.text), home.end))
                found = [s for low, high, at in sides for part in within for s in search(words, part, low, high, at)]
                if found:
                    # What stands before its sentence by n characters is as near as what stands n behind its end.
                    away = [max(home.start - s.start, s.start - home.end + 1) for s in found]
                    return Located(min(zip(away, found, strict=True))[1], exact)
            else:
                found = [s for part in within for s in search(words, part, after, len(self.text), aim)]
                if found:
                    return Located(min(found, key=lambda s: (abs(s.start - aim), s.start)), exact)
        return None

    def _letters(self, words: str, part: Span, low: int, high: int, aim: int) -> list[Span]:
        """The places nearest to `aim` on both sides that begin in [low, high) and lie within the part."""
        return self._both(
            self.text, words, max(part.start, low), min(part.end, high), part.end, aim, lambda at: (at, at + len(words))
        )

    def _alikes(self, words: str, part: Span, low: int, high: int, aim: int) -> list[Span]:
        plain, places = self._alike
        wanted = _plain(words)
        first, last, end, middle = (
            bisect_left(places, x) for x in (max(part.start, low), min(part.end, high), part.end, aim)
        )
        return self._both(
            plain, wanted, first, last, end, middle, lambda at: (places[at], places[at + len(wanted) - 1] + 1)
        )

    def _both(
        self,
        hay: str,
        words: str,
        first: int,
        last: int,
        end: int,
        aim: int,
        original: Callable[[int], tuple[int, int]],
    ) -> list[Span]:
        out: list[Span] = []
        at = hay.find(words, max(first, aim), end)
        for _ in range(_TRIES):
            if not 0 <= at < last:
                break
            if _whole(self.text, *original(at)):
                out.append(Span(*original(at)))
                break
            at = hay.find(words, at + 1, end)
        before = min(aim, last)
        for _ in range(_TRIES):
            at = hay.rfind(words, first, min(before - 1 + len(words), end)) if before > first else -1
            if at < 0:
                break
            if _whole(self.text, *original(at)):
                out.append(Span(*original(at)))
                break
            before = at
        return out


def same_words(one: str, other: str) -> bool:
    """Whether two quotations differ at most in white space and quotation marks."""
    return _plain(one) == _plain(other)


def _plain(words: str) -> str:
    return _TOKEN.sub(_one, words.strip())


def _one(match: re.Match[str]) -> str:
    return " " if match[0].isspace() else '"' if match[0] in _DOUBLE else "'"


def _whole(text: str, start: int, end: int) -> bool:
    return not (_within_word(text, start) or _within_word(text, end))


def _within_word(text: str, at: int) -> bool:
    if not 0 < at < len(text):
        return False
    left, right = text[at - 1], text[at]
    return left.isalnum() and right.isalnum() and ord(left) < _JOINED and ord(right) < _JOINED
