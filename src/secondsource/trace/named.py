"""Where a text names an outlet of the case, in any spelling that the pack knows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from ..model import Span
from ..subjects.names import Heard, folded, spellings
from .case import Case
from .words import Words, words_in

LEAST_LETTERS = 3
"""A shorter spelling is a word of its own too often."""
STEM = 6
"""Letters that a word of a description shares at least with a word of a name (“inspectors”, “Inspectorate”)."""
PLAIN = frozenset(
    {
        "unnamed",
        "source",
        "sources",
        "state",
        "local",
        "national",
        "official",
        "officials",
        "government",
        "public",
        "central",
        "foreign",
    }
)
"""Words of a description that point at no one body."""


class Named:
    """Finds outlets by name in the bodies of reports."""

    def __init__(self, case: Case) -> None:
        self.case = case

    @cached_property
    def spellings(self) -> Sequence[tuple[tuple[str, ...], str]]:
        """The words of each spelling and the key of the outlet."""
        out: list[tuple[tuple[str, ...], str]] = []
        short: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for key, reports in self.case.by_outlet.items():
            if key.startswith("report:"):
                continue
            known = self.case.cards[reports[0]].outlet
            names = [known] if known is not None else []
            if key.startswith("source:"):
                source = self.case.pack.sources[key[7:]]
                names += [source.name, *source.aliases]
            for words in dict.fromkeys(tuple(words_in(folded(name))) for name in spellings(names) if "." not in name):
                if sum(map(len, words)) >= LEAST_LETTERS:
                    out.append((words, key))
                if len(words) > 2:
                    short[words[-2:]].add(key)
        for words, keys in short.items():
            # “the Official Gazette” for the one gazette of that name in the case
            if len(keys) == 1:
                out.append((words, next(iter(keys))))
        return out

    @cached_property
    def _whole(self) -> Mapping[str, list[tuple[int, tuple[str, ...], str]]]:
        """The spellings of several words by the first, each with its number."""
        out: dict[str, list[tuple[int, tuple[str, ...], str]]] = {}
        for number, (words, key) in enumerate(self.spellings):
            if len(words) > 1:
                out.setdefault(words[0], []).append((number, words, key))
        return out

    @cached_property
    def _single(self) -> Mapping[str, list[tuple[int, tuple[str, ...], str]]]:
        """The spellings of one word, which may carry a particle, by its first letters, each with its number."""
        out: dict[str, list[tuple[int, tuple[str, ...], str]]] = {}
        for number, (words, key) in enumerate(self.spellings):
            if len(words) == 1:
                out.setdefault(words[0][:2], []).append((number, words, key))
        return out

    def _at(self, words: Sequence[str], at: int) -> Iterator[tuple[tuple[str, ...], str]]:
        """The spellings that stand at a place, in the order of their numbers, each with its outlet."""
        word = words[at]
        found = [
            (number, spelling, key)
            for these in (self._whole.get(word, ()), self._single.get(word[:2], ()))
            for number, spelling, key in these
            if _stands(words[at : at + len(spelling)], spelling)
        ]
        for _, spelling, key in sorted(found) if len(found) > 1 else found:
            yield spelling, key

    def outlets(self, report: str, words: Words) -> dict[str, Span]:
        """Keys of the outlets that a report's body names, each with the words that name it first; its own left out."""
        own = self.case.outlet[report]
        found: dict[str, Span] = {}
        for at, word in enumerate(words.folded):
            if word not in self._whole and word[:2] not in self._single:
                continue
            for spelling, key in self._at(words.folded, at):
                if key != own and key not in found:
                    found[key] = words.span(at, len(spelling))
        return found

    @cached_property
    def _heard(self) -> Heard:
        return Heard(self._names)

    def within(self, name: str) -> str | None:
        """Key of the outlet whose name sounds so in another alphabet, or stands in a longer one."""
        if (heard := self._heard.alike(name)) is not None:
            return heard
        words = words_in(folded(name))
        return next((key for at in range(len(words)) for _, key in self._at(words, at)), None)

    @cached_property
    def _names(self) -> list[tuple[str, str]]:
        return [
            (key, known)
            for key, reports in self.case.by_outlet.items()
            if not key.startswith("report:") and (known := self.case.cards[reports[0]].outlet) is not None
        ]

    def written_elsewhere(self, name: str) -> str | None:
        """Key of the one outlet of the case whose name this may be in another alphabet, by its consonants alone: a guess that shared matter must bear out."""
        return self._heard.perhaps(name)

    def described(self, name: str) -> str | None:
        """Key of the one outlet of the case whose name holds all telling words of a description: “the trade ministry”, “state inspectors”."""
        return self._bodies.one(name)

    @cached_property
    def _bodies(self) -> Bodies:
        return Bodies(self._names, self.in_english)

    def in_english(self, name: str) -> str:
        """What a body that a Korean text translates is called, by the pack; a name that it does not know as it stands."""
        bodies: Mapping[str, str] = self.case.pack.naming.get("bodies", {})
        known = [korean for korean in bodies if korean in name]
        return bodies[max(known, key=lambda k: (len(k), k))] if known else name


class Bodies:
    """Bodies that a description may mean.

    Args:
        bodies: keys with names.
        in_english: what a description in another language is called.
    """

    def __init__(self, bodies: Iterable[tuple[str, str]], in_english: Callable[[str], str]) -> None:
        self._in_english = in_english
        self._by_word: dict[str, set[str]] = {}
        for key, name in bodies:
            for word in words_in(folded(name)):
                for form in {word, word[:STEM]} if len(word) >= STEM else {word}:
                    self._by_word.setdefault(form, set()).add(key)

    def one(self, name: str) -> str | None:
        """Key of the one body whose name holds all telling words of a description (“the trade ministry”, “a customs official”), or words of one stem
        with them; None if none or several do.
        """
        words = [w for w in words_in(folded(self._in_english(name))) if len(w) >= STEM - 1 and w not in PLAIN]
        if not words or not any(len(w) >= STEM for w in words):
            return None
        found = set.intersection(*(self._by_word.get(w[:STEM], set()) for w in words))
        return next(iter(found)) if len(found) == 1 else None


def _stands(text: Sequence[str], spelling: Sequence[str]) -> bool:
    """Whether the words are the spelling's; the last may carry a particle or a genitive."""
    if len(text) != len(spelling) or any(a != b for a, b in zip(text[:-1], spelling[:-1], strict=True)):
        return False
    last, wanted = text[-1], spelling[-1]
    return last == wanted or (
        last.startswith(wanted)
        and (last[len(wanted)] in "'’" or (wanted[-1] > "\u2fff" and len(last) <= len(wanted) + 3))
    )
