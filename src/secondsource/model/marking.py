"""The Traffic Light Protocol: with whom what a document says may be shared (FIRST, version 2.0, https://www.first.org/tlp/).

A marking is given by people; the program carries it along and invents none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum

from .errors import SecondsourceError


class BadMarking(SecondsourceError, ValueError):
    """This is no marking. Write one of TLP:CLEAR, TLP:GREEN, TLP:AMBER, TLP:AMBER+STRICT, TLP:RED."""


class Marking(Enum):
    """A label of the Traffic Light Protocol, version 2.0, as it must be written: https://www.first.org/tlp/. The order is how strict it is."""

    CLEAR = "TLP:CLEAR"
    GREEN = "TLP:GREEN"
    AMBER = "TLP:AMBER"
    AMBER_STRICT = "TLP:AMBER+STRICT"
    RED = "TLP:RED"

    @property
    def label(self) -> str:
        """The label as it must be written, in every language."""
        return str(self.value)

    @property
    def word(self) -> str:
        """The label without `TLP:`, as the ledger keeps it."""
        return self.label.removeprefix("TLP:")

    @property
    def meaning(self) -> str:
        """With whom it may be shared, in our own short words; the standard has the whole."""
        return _MEANING[self]

    @property
    def colour(self) -> str:
        """The colour of its letters as the standard sets it, on black."""
        return _COLOUR[self]

    @property
    def rank(self) -> int:
        """How strict it is: 0 for CLEAR."""
        return _ORDER.index(self)

    def __lt__(self, other: Marking) -> bool:
        return self.rank < other.rank

    def __le__(self, other: Marking) -> bool:
        return self.rank <= other.rank

    def __gt__(self, other: Marking) -> bool:
        return self.rank > other.rank

    def __ge__(self, other: Marking) -> bool:
        return self.rank >= other.rank

    @staticmethod
    def parse(text: str) -> Marking:
        """The marking that a text names, in small or capital letters, with or without `TLP:`; WHITE of version 1 is CLEAR.

        Raises:
            BadMarking: if it names none.

        >>> Marking.parse("amber+strict") > Marking.parse("TLP:AMBER")
        True
        >>> Marking.parse("white").label
        'TLP:CLEAR'
        """
        word = re.sub(r"[\s_-]+|(?<=R)(?=STRICT)", "+", re.sub(r"^TLP\s*[:\s_-]\s*", "", text.strip().upper()))
        word = "CLEAR" if word == "WHITE" else re.sub(r"\++", "+", word)
        for marking in Marking:
            if marking.word == word:
                return marking
        raise BadMarking(f"“{text}” is no marking. Write one of {', '.join(marking.label for marking in Marking)}.")


_ORDER = tuple(Marking)
_MEANING = {
    Marking.CLEAR: "may be shared with everybody",
    Marking.GREEN: "may be shared within the community, not in public",
    Marking.AMBER: "may be shared within the organisation and with its clients, with those who need to know",
    Marking.AMBER_STRICT: "may be shared within the organisation only, with those who need to know",
    Marking.RED: "for those who were given it, and nobody else",
}
_COLOUR = {
    Marking.CLEAR: "#FFFFFF",
    Marking.GREEN: "#33FF00",
    Marking.AMBER: "#FFC000",
    Marking.AMBER_STRICT: "#FFC000",
    Marking.RED: "#FF2B2B",
}


def strictest(markings: Iterable[Marking | None]) -> Marking | None:
    """The marking of several things put together: the strictest of theirs; None of nothing.

    What is not marked ranks above CLEAR, which gives leave, and below GREEN, which takes some: nobody has said that it may be shared with
    everybody.

    >>> strictest([Marking.GREEN, None, Marking.CLEAR])
    <Marking.GREEN: 'TLP:GREEN'>
    >>> strictest([Marking.CLEAR, None]) is None
    True
    """
    return max(markings, key=_strictness, default=None)


def _strictness(marking: Marking | None) -> float:
    return 0.5 if marking is None else marking.rank


def under(own: Marking | None, whole: Marking | None) -> Marking | None:
    """The marking of a part of a whole that is marked too: the stricter of the two; of one alone, that one.

    >>> under(None, Marking.AMBER)
    <Marking.AMBER: 'TLP:AMBER'>
    """
    return max((marking for marking in (own, whole) if marking is not None), key=_strictness, default=None)


def mark_values(marking: Marking) -> dict[str, str]:
    """What a decision that marks something sets."""
    return {"tlp": marking.word}
