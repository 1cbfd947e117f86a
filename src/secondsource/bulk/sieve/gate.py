"""The gate: whether a text can be of the subject at all, told by written words and letters that must be in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from .fold import folded
from .forms import LATIN_ENDINGS, Word
from .lexicon import OWN, WEAK
from .words import Vocabulary

_WESTERN = "cp1252"
"""One byte a letter; holds what most texts in Latin letters consist of, dashes and quotation marks among it."""
_HIDDEN = b"\xad"
_SHORT = 5
"""Letters from which a written word is likely to be of few texts."""


def _table() -> bytes:
    """Letters to small ones, everything else to spaces."""
    out = bytearray(b" " * 256)
    for byte in range(256):
        letter = bytes([byte]).decode(_WESTERN, "ignore").lower()
        if letter.isalnum() and len(letter.encode(_WESTERN, "ignore")) == 1:
            out[byte] = letter.encode(_WESTERN)[0]
    return bytes(out)


_SMALL = _table()


class Gate:
    """Looks for what must be there for one of the subject's names to be in a text.

    A text that it lets pass need not name the subject: the words are looked at after it. One that it stops cannot.

    Args:
        vocabulary: the words of the pack; its families `home`, `nationals` and `weak` make the gate.
        stems: letters of which one stands in most names; names without any of them are looked for as words.
    """

    def __init__(self, vocabulary: Vocabulary, stems: Iterable[str]) -> None:
        every, known = list(vocabulary.words()), [folded(stem) for stem in stems]
        self._home = _Signs((w for w in every if w.family in OWN), known)
        self._weak = _Signs((w for w in every if w.family == WEAK), ())
        self._begin = self._home.keys | self._weak.keys

    def passes(self, text: str) -> bool:
        """Whether a text may name the subject: by one of its own names or by one that may mean it."""
        beyond = ""
        try:
            small = text.encode("ascii" if text.isascii() else _WESTERN).translate(_SMALL, _HIDDEN)
        except UnicodeEncodeError:
            beyond = folded(text)
            small = beyond.encode(_WESTERN, "replace").translate(_SMALL)
        if self._home.letters_in(small):
            return True
        words = small.split()
        if not beyond and self._begin.isdisjoint(words) and not self._weak.letters_in(small):
            return False
        told = small, words, beyond, frozenset(beyond)
        return self._home.within(*told) or self._weak.within(*told)


class _Signs:
    """Letters and written words that tell of some of the vocabulary's words.

    Args:
        words: of the vocabulary.
        stems: letters that tell of every word with them.
    """

    def __init__(self, words: Iterable[Word], stems: Iterable[str]) -> None:
        letters = set(stems)
        self._alone: set[bytes] = set()
        self._together: dict[bytes, list[bytes]] = {}
        every = [w for w in words if not any(stem in part for stem in stems for part in w.parts)]
        often = Counter(part for word in every for part in word.parts)
        for word in every:
            strange = [part for part in word.parts if not _is_western(part)]
            if strange or word.open:
                letters.add(max(strange or word.parts, key=len))
            else:
                self._add(word, often)
        least = sorted(x for x in letters if not any(other != x and other in x for other in letters))
        self._letters = [x.encode(_WESTERN) for x in least if _is_western(x)]
        self._beyond: dict[str, list[str]] = {}
        for x in least:
            if not _is_western(x):
                self._beyond.setdefault(x[0], []).append(x)

    def _add(self, word: Word, often: Counter[str]) -> None:
        rare = min(word.parts, key=lambda part: (len(part) < _SHORT, often[part], -len(part)))
        phrase = " ".join(word.parts).encode(_WESTERN)
        for ending in LATIN_ENDINGS if rare == word.parts[-1] else ("",):
            form = (rare + ending).encode(_WESTERN)
            if len(word.parts) == 1:
                self._alone.add(form)
            else:
                self._together.setdefault(form, []).append(phrase)

    @property
    def keys(self) -> set[bytes]:
        """Written words of which one is there where any of the vocabulary's Western words without stems is."""
        return self._alone | self._together.keys()

    def letters_in(self, small: bytes) -> bool:
        """Whether letters that tell of a word are in a text of small Western letters."""
        return any(letters in small for letters in self._letters)

    def within(self, small: bytes, words: list[bytes], beyond: str, signs: frozenset[str]) -> bool:
        """Whether one of the words may be in a text.

        Args:
            small: the text in small Western letters and spaces.
            words: its written words.
            beyond: the folded text if it has other letters, else empty.
            signs: the characters of that.
        """
        if self.letters_in(small) or not self._alone.isdisjoint(words):
            return True
        if any(phrase in small for key in self._together.keys() & words for phrase in self._together[key]):
            return True
        return any(
            signs.issuperset(letters) and letters in beyond
            for first in self._beyond.keys() & signs
            for letters in self._beyond[first]
        )


def _is_western(letters: str) -> bool:
    try:
        return letters.encode(_WESTERN) != b""
    except UnicodeEncodeError:
        return False
