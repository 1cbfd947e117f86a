"""Finds the words of a pack in a text, in one pass over its written words; what each of them can be is worked out once and remembered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from .forms import TOKEN, Word, spaced, tokens_of, word_of

_REMEMBERED = 200_000
"""Different written words that are remembered; an archive has no end of misspellings."""


class Found(NamedTuple):
    """A word of the pack in a text.

    Args:
        first: number of the written word in which it begins.
        last: number of the one in which it ends.
        start: characters of the first before it.
        end: characters of the last up to its end.
        family: what it speaks for.
    """

    first: int
    last: int
    start: int
    end: int
    family: str


class _Part(NamedTuple):
    start: int
    end: int
    family: str


@dataclass(slots=True)
class _Reading:
    """What a written word can be: words of the pack within it, and names that it begins (or, of a run without spaces, that its end begins)."""

    within: tuple[_Part, ...] = ()
    begins: tuple[tuple[int, Word], ...] = ()
    followed: dict[str, tuple[tuple[int, Word], ...]] = field(default_factory=dict)


_NOTHING = _Reading()


class Vocabulary:
    """Words by the family they belong to.

    Args:
        families: words as written, by family; a word that two families have is of the first.
    """

    def __init__(self, families: Mapping[str, Iterable[str]]) -> None:
        self._by_first: dict[str, list[Word]] = {}
        known: set[tuple[str, ...]] = set()
        for family, written in families.items():
            for word in filter(None, (word_of(w, family) for w in written)):
                if word.parts not in known:
                    known.add(word.parts)
                    self._by_first.setdefault(word.parts[0], []).append(word)
        self._lengths: dict[str, list[int]] = {}
        for first in sorted(self._by_first, key=len, reverse=True):
            if not spaced(first) and len(first) not in self._lengths.setdefault(first[0], []):
                self._lengths[first[0]].append(len(first))
        self._read: dict[str, _Reading] = {}

    def __reduce__(self) -> tuple[type[Vocabulary], tuple[dict[str, list[str]]]]:
        out: dict[str, list[str]] = {}
        for word in self.words():
            out.setdefault(word.family, []).append(str(word))
        return Vocabulary, (out,)

    def words(self) -> Iterator[Word]:
        """All of them."""
        return (word for words in self._by_first.values() for word in words)

    def find(self, tokens: list[str]) -> list[Found]:
        """The words of the pack in a text's written words, in their order, the longest at each place; they do not overlap.

        Args:
            tokens: of the folded text, as `tokens_of` gives them.
        """
        out: list[Found] = []
        readings, free = self._read, (0, 0)
        for number, written in enumerate(tokens):
            reading = readings.get(written)
            if reading is None:
                reading = self._reading(written)
            if reading is _NOTHING or number < free[0]:
                continue
            name = self._name(reading, tokens, number) if reading.begins else None
            for start, end, family in reading.within:
                if (number, start) >= free and (name is None or start < name.start):
                    out.append(Found(number, number, start, end, family))
                    free = (number, end)
            if name is not None and (number, name.start) >= free:
                out.append(name)
                free = (name.last, name.end)
        return out

    def _name(self, reading: _Reading, tokens: list[str], number: int) -> Found | None:
        """The longest name of several parts that begins here."""
        if number + 1 == len(tokens):
            return None
        following = tokens[number + 1]
        words = reading.followed.get(following)
        if words is None:
            words = tuple(b for b in reading.begins if b[1].fits(1, following))
            if len(reading.followed) < _REMEMBERED // 100:
                reading.followed[following] = words
        for start, word in words:
            last = number + len(word.parts) - 1
            if last < len(tokens) and all(word.fits(i, tokens[number + i]) for i in range(2, len(word.parts))):
                end = tokens[last]
                return Found(number, last, start, len(end) if spaced(end) else len(word.parts[-1]), word.family)
        return None

    def _reading(self, written: str) -> _Reading:
        if len(self._read) >= _REMEMBERED:
            self._read.clear()
        made = self._of_spaced(written) if spaced(written) else self._of_run(written)
        self._read[written] = made
        return made

    def _of_spaced(self, written: str) -> _Reading:
        fitting = [
            word
            for cut in range(len(written), 0, -1)
            for word in self._by_first.get(written[:cut], ())
            if word.fits(0, written)
        ]
        single = next((w for w in fitting if len(w.parts) == 1), None)
        longer = sorted((w for w in fitting if len(w.parts) > 1), key=_size)
        if not fitting:
            return _NOTHING
        within = (_Part(0, len(written), single.family),) if single else ()
        return _Reading(within, tuple((0, w) for w in longer))

    def _of_run(self, written: str) -> _Reading:
        within: list[_Part] = []
        begins: list[tuple[int, Word]] = []
        for at, letter in enumerate(written):
            for size in self._lengths.get(letter, ()):
                for word in self._by_first.get(written[at : at + size], ()):
                    if len(word.parts[0]) != size or (word.alone and size != len(written)):
                        continue
                    if len(word.parts) > 1:
                        begins += [(at, word)] if at + size == len(written) else []
                    elif not within or at >= within[-1].end:
                        within.append(_Part(at, at + size, word.family))
        begins.sort(key=lambda b: _size(b[1]))
        return _Reading(tuple(within), tuple(begins)) if within or begins else _NOTHING


def spans(text: str, found: Iterable[Found]) -> list[tuple[int, int]]:
    """Where words of the pack stand in the folded text, `[start, end)` in characters."""
    tokens = [m.start() for m in TOKEN.finditer(text)]
    return [(tokens[f.first] + f.start, tokens[f.last] + f.end) for f in found]


def found_in(vocabulary: Vocabulary, text: str) -> list[Found]:
    """The words of the pack in a folded text."""
    return vocabulary.find(tokens_of(text))


def _size(word: Word) -> tuple[int, tuple[str, ...]]:
    return -sum(map(len, word.parts)), word.parts
