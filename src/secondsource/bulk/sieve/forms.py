"""A word as a pack writes it and the forms in which texts write it: its parts, its endings, what may stand around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .fold import folded

_LATIN = "a-z0-9\u00df-\u024f\u1e00-\u1eff"
_CYRILLIC = "\u0400-\u052f"
TOKEN = re.compile(f"[{_LATIN}]+|[{_CYRILLIC}]+|[^\\W_{_LATIN}{_CYRILLIC}]+")
"""A written word of a folded text; of a script without spaces, a run of it."""
ASCII_TOKEN = re.compile("[a-z0-9]+")
LATIN_ENDINGS = frozenset(("", "s", "es", "ed", "d", "ing"))
_CYRILLIC_ENDING = 4
_VOWELS = "аеёиоуыэюяйьіїє"
_SHORTEST_STEM = 4


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a pack, ready to be looked for.

    Args:
        parts: its written words, folded; those of Cyrillic without their endings.
        family: what it speaks for.
        alone: it is a whole run between letters of other scripts.
        open: its last part may go on in any way.
    """

    parts: tuple[str, ...]
    family: str = ""
    alone: bool = False
    open: bool = False

    def __str__(self) -> str:
        return "=" * self.alone + " ".join(self.parts) + "*" * self.open

    def fits(self, index: int, written: str) -> bool:
        """Whether a written word is the part of that number, with one of its endings."""
        part, last = self.parts[index], index == len(self.parts) - 1
        if not written.startswith(part):
            return False
        ending = written[len(part) :]
        if not ending or (self.open and last) or not spaced(part):
            return True
        if "\u0400" <= part[0] <= "\u052f":
            return len(ending) <= _CYRILLIC_ENDING and len(part) >= _SHORTEST_STEM
        return last and not part.isdigit() and ending in LATIN_ENDINGS


def word_of(written: str, family: str = "") -> Word | None:
    """A word as a pack writes it; None if nothing is left of it.

    >>> word_of("Рабочий").parts, word_of("N. Korea*").parts
    (('рабоч',), ('n', 'korea'))
    """
    text = folded(written).strip()
    tokens = [str(token) for token in TOKEN.findall(text)]
    parts = tuple(tokens if text.endswith("*") else map(_stem, tokens))
    return Word(parts, family, text.startswith("="), text.endswith("*")) if parts else None


def tokens_of(text: str) -> list[str]:
    """The written words of a folded text."""
    return (ASCII_TOKEN if text.isascii() else TOKEN).findall(text)


def spaced(part: str) -> bool:
    """Whether it is of a script that sets words apart."""
    return part[0] < "\u0530" or "\u1e00" <= part[0] <= "\u1eff"


def _stem(written: str) -> str:
    stem = written.rstrip(_VOWELS) if "\u0400" <= written[0] <= "\u052f" else written
    return stem if len(stem) >= _SHORTEST_STEM else written
