"""Finds protected things in a text, whatever stands between their letters, and judges by their edges whether they are meant."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from secondsource.model import Span

from .folding import look_alikes, places, squashed

_GRAM = 4
_SURE = 10
"""Letters of a form that is itself wherever it stands, also within a longer word."""
_TIGHT = 8
"""A single word that is shorter must not have gaps, unless there is one after each letter."""
_FOREIGN = re.compile("[\u0370-\u052f\u0251\u0261]")
_TAIL = re.compile(r"(?:s|es|'s|’s)(?![^\W\d_])", re.IGNORECASE)


class Kind(StrEnum):
    """What a protected thing is; errors name the kind and never the thing."""

    NAME = "name"
    CONTACT = "contact"
    PHONE = "telephone number"
    PLACE = "place"
    DAY = "day"
    TIME = "time"
    DETAIL = "detail of a source"
    WORDS = "words hidden by hand"
    IDENTIFIER = "identifier"
    PICTURE = "picture"
    FORMAT = "unreadable part"
    COMBINATION = "combination of details"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A protected thing.

    Args:
        kind: what it is.
        forms: the ways to write it, squashed.
        single: whether it is one word, which counts only as a whole word.
        capital: whether it counts only with a capital letter, because the word in small letters is a common one.
        shown: what stands in its place.
    """

    kind: Kind
    forms: frozenset[str]
    single: bool = False
    capital: bool = False
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A protected thing at a place of a text."""

    item: Item
    span: Span


class Finder:
    """Looks for many things at once; its cost grows with the text and hardly with the things.

    Args:
        items: what is looked for. Of two with the same form the earlier is found.
    """

    def __init__(self, items: Iterable[Item]) -> None:
        self._by_gram: dict[str, list[tuple[str, Item]]] = defaultdict(list)
        seen: set[str] = set()
        for item in items:
            for form in item.forms:
                if form not in seen:
                    seen.add(form)
                    self._by_gram[form[:_GRAM]].append((form, item))
        for gram in self._by_gram:
            self._by_gram[gram].sort(key=lambda pair: (-len(pair[0]), pair[0]))
        self._short = sorted({len(gram) for gram in self._by_gram})
        self._grams = frozenset(self._by_gram)

    def found(self, text: str) -> Iterator[Found]:
        """The protected things in a text, in no order; of those that begin together the longest."""
        if not self._grams:
            return
        plain = squashed(text)
        at: list[int] | None = None
        reported: set[tuple[int, int]] = set()
        for squash in dict.fromkeys(self._readings(text, plain)):
            for start, form, item in self._hits(squash):
                if at is None:
                    at = places(text)
                span = Span(at[start], at[start + len(form) - 1] + 1)
                if (span.start, span.end) in reported or not _meant(text, at, start, form, item, span):
                    continue
                reported.add((span.start, span.end))
                yield Found(item, span)

    def _readings(self, text: str, plain: str) -> Iterator[str]:
        yield plain
        if _FOREIGN.search(text):
            yield look_alikes(plain)

    def _hits(self, squash: str) -> Iterator[tuple[int, str, Item]]:
        if len(squash) < 4096:
            # A short text is walked through once; of a long one each beginning is looked for by itself, which runs at the speed of memory.
            for start in range(len(squash)):
                for size in self._short:
                    yield from self._here(squash, squash[start : start + size], start)
            return
        for gram in self._grams:
            start = squash.find(gram)
            while start != -1:
                yield from self._here(squash, gram, start)
                start = squash.find(gram, start + 1)

    def _here(self, squash: str, gram: str, start: int) -> Iterator[tuple[int, str, Item]]:
        for form, item in self._by_gram.get(gram, ()):
            if squash.startswith(form, start):
                yield start, form, item


def _meant(text: str, at: list[int], start: int, form: str, item: Item, span: Span) -> bool:
    end = start + len(form)
    # Half a syllable of Hangul, half of a ligature: nothing that somebody wrote.
    if (start and at[start - 1] == at[start]) or (end < len(at) and at[end] == at[end - 1]):
        return False
    if item.kind is Kind.IDENTIFIER:
        return True
    before, after = _beside(text, span.start, -1), _beside(text, span.end, 1)
    if form.isdigit():
        if item.kind is Kind.PHONE:
            return not after.isdigit()
        gaps = text[span.start : span.end]
        apart = len(form) == 8 or not gaps.isdigit()
        return apart and not before.isdigit() and not after.isdigit()
    if "\u1100" <= form[0] <= "\u11ff":
        return len(form) >= 6 or not _hangul(before)
    if item.capital and "a" <= text[span.start] <= "z":
        return False
    if len(form) >= _SURE and form.isalpha():
        return True
    if item.single and len(form) < _TIGHT and not _tight(text[span.start : span.end]):
        return False
    return not _goes_on(before, text[span.start], text, span.end, after)


def _goes_on(before: str, first: str, text: str, end: int, after: str) -> bool:
    """Whether the word began before, or goes on behind."""
    if (
        before
        and before.isalnum()
        and not (before.islower() and first.isupper())
        and not (before.isdigit() and first.isalpha())
    ):
        return True
    if not after or not after.isalnum() or _TAIL.match(text, end):
        return False
    return (
        not (after.isupper() and text[end - 1].islower())
        and not (after.isdigit() and text[end - 1].isalpha())
        and not _hangul(after)
    )


def _beside(text: str, at: int, step: int) -> str:
    """The sign beside a place; signs without width do not count."""
    place = at - 1 if step < 0 else at
    while 0 <= place < len(text):
        if unicodedata.category(text[place]) not in ("Cf", "Mn"):
            return text[place]
        place += step
    return ""


def _tight(words: str) -> bool:
    """Whether the letters stand together, or each apart from the next, or parted by a hyphen at the end of a line."""
    plain = "".join(sign for sign in words if unicodedata.category(sign) not in ("Cf", "Mn"))
    if plain.isalnum() or re.fullmatch(r"\w+(?:[-\u2010\u2011\x02\ufffe]\s*\w+)?", plain):
        return True
    return re.fullmatch(r"\w(?:[\W_]{1,3}\w)+", plain) is not None


def _hangul(sign: str) -> bool:
    return "\uac00" <= sign <= "\ud7a3" or "\u1100" <= sign <= "\u11ff"
