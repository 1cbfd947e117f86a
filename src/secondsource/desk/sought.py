"""What a search means and what it looks through, both in one form: case, width and the way Hangul is put together do not matter.

A word is found anywhere, so that a Korean noun is found with its particles; words in quotation marks are found as they stand; what a minus
stands before is left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

_SIGNS = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "−": "-", "\u00ad": None, "\u200b": None})
_SIGN = re.compile("[" + "".join(map(chr, _SIGNS)) + "]")
_PART = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
_HANGUL = re.compile(r"[가-힣]+")
_REST = re.compile(r"[가-힣\u1100-\u11ff]*")
_COMPOUND = 4
"""Syllables from which on a Korean word is also found with spaces in it: 임금체불 is as often written 임금 체불."""
APART = "\n"
"""Stands between the texts of a claim, so that no phrase is found across two of them."""


def plain(text: str) -> str:
    """A text in the form that is searched: compatible signs made one (NFKC), small letters, white space made one.

    >>> plain("Ｗages  “UNPAID”"), plain("파업") == "파업"
    ('wages "unpaid"', True)
    """
    if text.isascii():
        return " ".join(text.lower().split())
    # The signs first, for no form makes “” and " one. What casefold takes apart is put together again.
    text = _composed(text.translate(_SIGNS) if _SIGN.search(text) else text)
    text = _composed(text.casefold())
    return " ".join(text.split())


def _composed(text: str) -> str:
    return text if unicodedata.is_normalized("NFKC", text) else unicodedata.normalize("NFKC", text)


def whole_word(text: str, end: int) -> int:
    """Where the Korean word ends that a span ends in: what is said stops before the ending that reports it (거부했|다고).

    >>> whole_word("거부했다고 전했다", 3)
    5
    """
    found = _REST.match(text, end)
    return found.end() if found else end


@dataclass(frozen=True, slots=True)
class Part:
    """Something to be found, or not to be found.

    Args:
        words: in plain form.
        near: the same as a pattern, where finding the letters is not all: whole words of a phrase, spaces within a Korean word.
        only_near: whether the pattern finds less than the letters; else it finds more.
        wanted: false for what is left out.
    """

    words: str
    near: re.Pattern[str] | None = None
    only_near: bool = False
    wanted: bool = True

    def of(self, texts: Sequence[str], among: Iterable[int]) -> list[int]:
        """Which of the texts, in plain form, have it; or are without it, if it is left out."""
        words, near = self.words, self.near
        if near is None:
            return [at for at in among if (words in texts[at]) is self.wanted]
        if self.only_near:
            return [at for at in among if (words in texts[at] and near.search(texts[at]) is not None) is self.wanted]
        # A text of plain letters has no Korean word in it.
        return [at for at in among if (not texts[at].isascii() and near.search(texts[at]) is not None) is self.wanted]


@lru_cache(maxsize=256)
def parts(text: str) -> tuple[Part, ...]:
    """What a search asks for; all of it must fit. A quotation mark without its other one is passed over, and so is a minus before nothing.

    >>> [(p.words, p.wanted) for p in parts('strike "unpaid wages" -kuwait')]
    [('strike', True), ('unpaid wages', True), ('kuwait', False)]
    """
    said = plain(text)
    if said.count('"') % 2:
        at = said.rindex('"')
        said = f"{said[:at]} {said[at + 1 :]}"
    found: dict[Part, None] = {}
    for part in _PART.finditer(said):
        phrase, word = " ".join((part["phrase"] or "").split()), part["word"] or ""
        if phrase or word.strip("-"):
            made = _phrase(phrase, not part["minus"]) if phrase else _word(word, not part["minus"])
            found[made] = None
    return tuple(found)


def _word(word: str, wanted: bool) -> Part:
    if len(word) >= _COMPOUND and _HANGUL.fullmatch(word):
        return Part(word, re.compile(" ?".join(word)), wanted=wanted)
    return Part(word, wanted=wanted)


def _phrase(phrase: str, wanted: bool) -> Part:
    """Whole words, but for the end of a Korean one, which takes particles, and its beginning, which takes other nouns."""
    before, after = (r"(?<!\w)" if _alone(phrase[0]) else ""), (r"(?!\w)" if _alone(phrase[-1]) else "")
    return Part(phrase, re.compile(before + re.escape(phrase) + after), only_near=True, wanted=wanted)


def _alone(sign: str) -> bool:
    """Whether words of this sign's script stand between spaces and take nothing on."""
    return sign.isalnum() and sign < "\u1100"


def fitting(texts: Sequence[str], search: str) -> Sequence[int]:
    """The places of the texts, in plain form, that fit a search; part by part, for that costs least where there are many.

    >>> fitting(["strike in kuwait", "strike in doha"], "Strike -kuwait")
    [1]
    """
    among: Sequence[int] = range(len(texts))
    for part in parts(search):
        among = part.of(texts, among)
    return among
