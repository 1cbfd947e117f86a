"""Where a text names an outlet of the case, in any spelling that the pack knows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property

from ..model import Span
from ..subjects.names import Heard, folded, spellings
from .case import Case
from .copies import Words, words_in

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
    def _spellings(self) -> Mapping[str, list[tuple[tuple[str, ...], str]]]:
        """By the first letters of the first word: the words of each spelling and the key of the outlet."""
        out: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        short: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for key, reports in self.case.by_outlet.items():
            if key.startswith("report:"):
                continue
            known = self.case.by_id[reports[0]].report.outlet
            names = [known.value] if known else []
            if key.startswith("source:"):
                source = self.case.pack.sources[key[7:]]
                names += [source.name, *source.aliases]
            for words in dict.fromkeys(tuple(words_in(folded(name))) for name in spellings(names) if "." not in name):
                if sum(map(len, words)) >= LEAST_LETTERS:
                    out[words[0][:2]].append((words, key))
                if len(words) > 2:
                    short[words[-2:]].add(key)
        for words, keys in short.items():
            # “the Official Gazette” for the one gazette of that name in the case
            if len(keys) == 1:
                out[words[0][:2]].append((words, next(iter(keys))))
        return out

    def outlets(self, report: str, words: Words) -> dict[str, Span]:
        """Keys of the outlets that a report's body names, each with the words that name it first; its own left out."""
        own = self.case.outlet[report]
        found: dict[str, Span] = {}
        for at, word in enumerate(words.folded):
            for spelling, key in self._spellings.get(word[:2], ()):
                if key != own and key not in found and _stands(words.folded[at : at + len(spelling)], spelling):
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
        for at, word in enumerate(words):
            for spelling, key in self._spellings.get(word[:2], ()):
                if _stands(words[at : at + len(spelling)], spelling):
                    return key
        return None

    @cached_property
    def _names(self) -> list[tuple[str, str]]:
        return [
            (key, known.value)
            for key, reports in self.case.by_outlet.items()
            if not key.startswith("report:") and (known := self.case.by_id[reports[0]].report.outlet)
        ]

    def written_elsewhere(self, name: str) -> str | None:
        """Key of the one outlet of the case whose name this may be in another alphabet, by its consonants alone: a guess that shared matter must bear out."""
        return self._heard.perhaps(name)

    def described(self, name: str) -> str | None:
        """Key of the one outlet of the case whose name holds all telling words of a description: “the trade ministry”, “state inspectors”."""
        return one_body(name, self._names, self.in_english)

    def in_english(self, name: str) -> str:
        """What a body that a Korean text translates is called, by the pack; a name that it does not know as it stands."""
        bodies: Mapping[str, str] = self.case.pack.naming.get("bodies", {})
        known = [korean for korean in bodies if korean in name]
        return bodies[max(known, key=lambda k: (len(k), k))] if known else name


def one_body(name: str, bodies: Iterable[tuple[str, str]], in_english: Callable[[str], str]) -> str | None:
    """Key of the one body whose name holds all telling words of a description; None if none or several do.

    Args:
        name: the description, “the trade ministry”, “a customs official”.
        bodies: keys with names.
        in_english: what a description in another language is called.
    """
    words = [w for w in words_in(folded(in_english(name))) if len(w) >= STEM - 1 and w not in PLAIN]
    if not words or not any(len(w) >= STEM for w in words):
        return None
    found = {
        key
        for key, value in bodies
        if (theirs := words_in(folded(value))) and all(any(_kin(w, t) for t in theirs) for w in words)
    }
    return next(iter(found)) if len(found) == 1 else None


def _kin(one: str, other: str) -> bool:
    """Whether two words are one, or share a stem."""
    if one == other:
        return True
    shared = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return shared >= STEM


def _stands(text: Sequence[str], spelling: Sequence[str]) -> bool:
    """Whether the words are the spelling's; the last may carry a particle or a genitive."""
    if len(text) != len(spelling) or any(a != b for a, b in zip(text[:-1], spelling[:-1], strict=True)):
        return False
    last, wanted = text[-1], spelling[-1]
    return last == wanted or (
        last.startswith(wanted)
        and (last[len(wanted)] in "'’" or (wanted[-1] > "\u2fff" and len(last) <= len(wanted) + 3))
    )
