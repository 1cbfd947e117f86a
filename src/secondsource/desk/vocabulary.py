"""Which texts have a word, found by their vocabulary: a word is looked for in the words that there are, each once, and not in every text.

As exact as looking through the texts: what is asked for without spaces stands within a word of them. Phrases, and Korean words that may have spaces in
them, are looked up in the few texts that have their pieces.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray

from secondsource.store.held import Latest

from .sought import Part, parts

Places = NDArray[np.uint32]
Mask = NDArray[np.bool_]
Texts = Callable[[Sequence[int]], Iterable[str]]
"""Gives the texts at some places."""
_END = "\n"
_SEARCHES = 64
"""Searches whose answers are kept: a bit of memory for each text and search."""


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """The words of many texts, each with the texts that have it.

    Args:
        number: how many texts there are.
        words: the words, each once, with line ends between.
        ends: for each word, how many places the words up to it have.
        places: the texts that have the first word, then those that have the second, and so on.
    """

    number: int
    words: str
    ends: NDArray[np.int64]
    places: Places

    def fitting(self, search: str, texts: Texts) -> Mask:
        """Which texts fit a search, in the order of their places.

        Args:
            search: as `sought.parts` takes it.
            texts: for what the words alone do not tell.
        """
        return self._searched.of([search], lambda _: {search: self._fitting(search, texts)})[search].copy()

    def _fitting(self, search: str, texts: Texts) -> Mask:
        out = np.ones(self.number, dtype=np.bool_)
        for part in parts(search):
            found = self._having(part, out, texts)
            out &= found if part.wanted else ~found
        return out

    @cached_property
    def _searched(self) -> Latest[str, Mask]:
        """What the last searches found: list, choices and pictures of one wish ask the same, and so do several readers."""
        return Latest(_SEARCHES)

    def having(self, pieces: Iterable[str]) -> Mask:
        """Which texts have all of these, which have no spaces in them."""
        out = np.ones(self.number, dtype=np.bool_)
        for piece in pieces:
            out &= self._of(piece)
        return out

    def _having(self, part: Part, among: Mask, texts: Texts) -> Mask:
        pieces, near = part.words.split(), part.near
        if near is None:
            return self._of(part.words)
        if part.only_near and len(pieces) == 1:
            return self._of(part.words, lambda word: near.search(word) is not None)
        sure = np.zeros(self.number, dtype=np.bool_) if part.only_near else self._of(part.words)
        maybe = among & ~sure
        for piece in pieces if part.only_near else set(part.words):
            maybe &= self._of(piece)
        places = [int(place) for place in np.flatnonzero(maybe)]
        for place, text in zip(places, texts(places), strict=True):
            sure[place] = near.search(text) is not None
        return sure

    def _of(self, piece: str, fits: Callable[[str], bool] | None = None) -> Mask:
        """Which texts have a word with these letters in it, among the words that fit."""
        out = np.zeros(self.number, dtype=np.bool_)
        for at, word in self._words_with(piece):
            if fits is None or fits(word):
                out[self.places[self.ends[at - 1] if at else 0 : self.ends[at]]] = True
        return out

    def _words_with(self, piece: str) -> Iterator[tuple[int, str]]:
        at = self.words.find(piece)
        while at >= 0:
            start, end = self.words.rfind(_END, 0, at) + 1, self.words.find(_END, at)
            end = len(self.words) if end < 0 else end
            yield bisect_right(self._starts, start) - 1, self.words[start:end]
            at = self.words.find(piece, end + 1)

    @cached_property
    def _starts(self) -> Sequence[int]:
        return array("q", (0, *accumulate(len(word) + 1 for word in self.words.split(_END))))

    def kept(self) -> dict[str, Any]:
        """What `Vocabulary.of_kept` makes it of again."""
        return {
            "number": self.number,
            "words": self.words,
            "ends": self.ends.tobytes(),
            "places": self.places.tobytes(),
        }

    @classmethod
    def of_kept(cls, kept: dict[str, Any]) -> Vocabulary:
        """The same vocabulary that was kept."""
        return cls(
            number=kept["number"],
            words=kept["words"],
            ends=np.frombuffer(kept["ends"], dtype=np.int64),
            places=np.frombuffer(kept["places"], dtype=np.uint32),
        )


class Gathering:
    """Takes in texts one after the other, in plain form, and gives their vocabulary."""

    def __init__(self) -> None:
        self._places: dict[str, array[int]] = {}
        self._number = 0

    def add(self, text: str) -> None:
        """Takes in the next text."""
        for word in set(text.split()):
            held = self._places.get(word)
            if held is None:
                held = self._places[word] = array("I")
            held.append(self._number)
        self._number += 1

    def made(self, order: Places | None = None) -> Vocabulary:
        """The vocabulary; `order` gives the place of each text in another order, by its place in this one."""
        words = sorted(self._places)
        held = [np.frombuffer(self._places[word], dtype=np.uint32) for word in words]
        places = np.concatenate(held) if held else np.zeros(0, dtype=np.uint32)
        return Vocabulary(
            number=self._number,
            words=_END.join(words),
            ends=np.cumsum([len(some) for some in held], dtype=np.int64),
            places=places if order is None else order[places],
        )
