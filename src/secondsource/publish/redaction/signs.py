"""Signs that stand for hidden words while an edition is made, as many as the words had, so that every span fits; at the end each run becomes its reason.

The signs are private-use characters of Unicode (plane 15), one for each thing hidden; no text has them by chance.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from secondsource.model import Span

from .replacing import BLOCK, blocks
from .settled import Piece
from .shown import of

_FIRST = 0xF0000
_RUN = re.compile(r"([\U000f0000-\U000ffffd█])(?:\s*\1)*")
_PRIVATE = re.compile("[\U000f0000-\U000ffffd]")


class Signs:
    """Gives a sign to each reason and puts the reasons in the place of the signs."""

    def __init__(self) -> None:
        self._signs: dict[str, str] = {}
        self._words: dict[str, str] = {}

    def sign(self, shown: str) -> str:
        """The sign that stands for these words."""
        if shown not in self._signs:
            self._signs[shown] = chr(_FIRST + len(self._signs))
            self._words[self._signs[shown]] = shown
        return self._signs[shown]

    def over(self, words: str, shown: str) -> str:
        """As many signs as the words have letters."""
        return blocks(words, self.sign(shown))

    def laid(self, text: str, spans: Iterable[tuple[Span, str]]) -> str:
        """The text with signs over the spans; where two overlap the first given stands, so nothing shows between them."""
        out = list(text)
        for span, shown in spans:
            sign = self.sign(shown)
            for at in range(span.start, min(span.end, len(out))):
                if not out[at].isspace() and not _PRIVATE.match(out[at]):
                    out[at] = sign
        return "".join(out)

    def pieces(self, text: str) -> tuple[Piece, ...]:
        """The runs of signs in a text, each with its reason."""
        return tuple(Piece(Span(*m.span()), self._words.get(m[1]) or of("personal data")) for m in _RUN.finditer(text))

    def finished(self, text: str) -> str:
        """The text with the reasons in it."""
        return _RUN.sub(lambda match: self._words.get(match[1]) or of("personal data"), text)


def covered(sign: str) -> bool:
    """Whether a sign stands for something hidden."""
    return sign == BLOCK or _PRIVATE.match(sign) is not None


def unsigned(text: str) -> str:
    """A text without signs of the kind that are used here: what somebody wrote must not pass for a reason."""
    return _PRIVATE.sub("\ufffd", text)
