"""What a search finds in one text, worked out from the text alone: the same as a database finds, and where.

It is asked where a database cannot know: of a text in which something is masked, of a text longer than a database takes, and for the sentence to show.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from secondsource.model import Span, merged

from .letters import placed, words_of
from .query import Cut, Morphemes, Part, Phrase, Query, Stems, hangul_words, uncut

LONGEST_SENTENCE = 400
"""Characters of a sentence that is shown; a longer one is cut around what fits."""
_END = re.compile(r"(?<=[.!?…])[\"”’』」)\]]*\s+|(?<=[。！？])[”’』」）]*|\n+")


class Words:
    """The words of some texts, looked up by where they stand.

    Args:
        texts: in which phrases are looked for, each by itself.
        morphemes: takes Korean words apart.
    """

    def __init__(self, texts: Iterable[str], morphemes: Morphemes = uncut) -> None:
        self._texts = list(texts)
        self._morphemes = morphemes
        self._lines = [words_of(text) for text in self._texts]
        self._places: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for line, words in enumerate(self._lines):
            for at, word in enumerate(words):
                self._places[word].append((line, at))
        self._stems: frozenset[str] | None = None

    def fits(self, query: Query) -> bool:
        """Whether all parts fit."""
        return all(self.has(part) is part.wanted for part in query.parts)

    def has(self, part: Part) -> bool:
        """Whether a part is there in one of its ways."""
        return any(
            next(self._found(way), None) is not None if isinstance(way, Phrase) else self._does(way)
            for way in part.ways
        )

    def _does(self, way: Stems) -> bool:
        if self._stems is None:
            self._stems = frozenset(stems_of(self._texts, self._morphemes))
        return self._stems.issuperset(way.stems)

    def _found(self, phrase: Phrase) -> Iterator[tuple[int, int]]:
        """Where the phrase stands: the number of the text, and of its first word."""
        if len(phrase.words) == 1:
            yield from self._standing(phrase.words[0], phrase.begun)
            return
        for line, at in self._places.get(phrase.words[0], ()):
            words = self._lines[line][at : at + len(phrase.words)]
            if len(words) == len(phrase.words) and _same(words, phrase):
                yield line, at

    def _standing(self, word: str, begun: bool) -> Iterator[tuple[int, int]]:
        if not begun:
            yield from self._places.get(word, ())
            return
        for other, places in self._places.items():
            if other.startswith(word):
                yield from places


def _same(words: Sequence[str], phrase: Phrase) -> bool:
    last = words[-1].startswith(phrase.words[-1]) if phrase.begun else words[-1] == phrase.words[-1]
    return last and tuple(words[:-1]) == phrase.words[:-1]


def stems_of(texts: Iterable[str], morphemes: Morphemes) -> list[str]:
    """The stems of the Korean verbs and adjectives of some texts."""
    if morphemes is uncut:
        return []
    cuts: Iterable[Cut] = (morphemes(word) for text in texts for word in hangul_words(text))
    return list(dict.fromkeys(stem for cut in cuts for stem in cut.stems))


def places_of(text: str, query: Query, morphemes: Morphemes = uncut) -> list[tuple[Span, int]]:
    """Where the wanted parts of a search stand in a text, in its order, each with the number of its part."""
    found = placed(text)
    words = [word for word, _, _ in found]
    out: list[tuple[Span, int]] = []
    for number, part in enumerate(query.wanted):
        for way in part.ways:
            if isinstance(way, Phrase):
                size = len(way.words)
                first = _starts(way)
                for at, word in enumerate(words):
                    if first(word) and (size == 1 or (len(words) >= at + size and _same(words[at : at + size], way))):
                        out.append((Span(found[at][1], found[at + size - 1][2]), number))
            else:
                out += [(span, number) for span in _said(text, frozenset(way.stems), morphemes)]
    return sorted(set(out), key=lambda one: (one[0].start, one[0].end, one[1]))


def _starts(way: Phrase) -> Callable[[str], bool]:
    word = way.words[0]
    if way.begun and len(way.words) == 1:
        return lambda other: other.startswith(word)
    return lambda other: other == word


_HANGUL = re.compile(r"[\u1100-\u11ff\u3131-\u318e가-힣\uffa1-\uffdc]+")


def _said(text: str, stems: frozenset[str], morphemes: Morphemes) -> Iterator[Span]:
    for match in _HANGUL.finditer(text):
        if any(not stems.isdisjoint(morphemes(word).stems) for word in hangul_words(match[0])):
            yield Span(*match.span())


def sentences(text: str) -> Iterator[Span]:
    """The sentences and lines of a text, by its stops alone; blank ones are left out."""
    edges = [0, *(at for found in _END.finditer(text) for at in found.span()), len(text)]
    for start, end in pairwise(edges):
        piece = text[start:end]
        if piece.strip():
            start += len(piece) - len(piece.lstrip())
            yield Span(start, start + len(piece.strip()))


@dataclass(frozen=True, slots=True)
class Answer:
    """A sentence that answers a search: what fits in it, and how many parts of the search that is."""

    sentence: Span
    marks: tuple[Span, ...]
    parts: int


def answer_in(text: str, query: Query, morphemes: Morphemes = uncut) -> Answer | None:
    """The sentence of a text that answers best; None if no part of the search stands in the text.

    The best has the most parts of the search in it; of several the first.
    """
    places = places_of(text, query, morphemes)
    if not places:
        return None
    best: tuple[int, Span, list[Span]] | None = None
    at = 0
    for sentence in sentences(text):
        while at < len(places) and places[at][0].start < sentence.start:
            at += 1
        here = [one for one in places[at:] if one[0].start < sentence.end] if at < len(places) else []
        number = len({part for _, part in here})
        if here and (best is None or number > best[0]):
            best = number, sentence, [span for span, _ in here]
            if number == len(query.wanted):
                break
    if best is None:
        return None
    number, sentence, spans = best
    sentence = _around(text, sentence, spans[0])
    inside = (s for s in spans if s.start < sentence.end and s.end > sentence.start)
    marks = (Span(max(s.start, sentence.start), min(s.end, sentence.end)) for s in inside)
    return Answer(sentence, merged(marks), number)


def _around(text: str, sentence: Span, mark: Span) -> Span:
    """The sentence, or as much of it around a mark as is shown, between spaces where there are any near."""
    if sentence.end - sentence.start <= LONGEST_SENTENCE:
        return sentence
    start = max(sentence.start, min(mark.start - LONGEST_SENTENCE // 4, sentence.end - LONGEST_SENTENCE))
    end = min(sentence.end, max(start + LONGEST_SENTENCE, min(mark.end, start + 2 * LONGEST_SENTENCE)))
    gap = text.find(" ", start, mark.start) if start > sentence.start else -1
    last = text.rfind(" ", mark.end, end) if end < sentence.end else -1
    return Span(gap + 1 if gap >= 0 else start, last if last > start else end)
