"""Cue words in running text: on word boundaries with their inflections where a script has words, as they stand where not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypedDict

from ..model import Span

_SUFFIXES = "(?:s|es|d|ed|ing)?"
_LATIN = re.compile(r"[A-Za-z]")
_SCRIPTS = {
    "ko": re.compile("[가-힣]"),
    "zh": re.compile("[一-鿿]"),
    "ja": re.compile("[ぁ-ヿ一-鿿]"),
    "ru": re.compile("[а-яё]"),
}
_BETWEEN = '[\\s“”"‘’-]+'
"""What stands between two words of a phrase: also the marks of a quotation that begins or ends there."""
_FEW_WORDS = r"(?:[\s,“”\"‘’$€£-]+[\w’'.%$€£,-]*[\w’'%]){0,6}?[\s,“”\"‘’-]+"
_FEW_SIGNS = r"[^.!?。;\n]{0,16}?"
"""What ` .. ` in a phrase stands for: up to six words, or sixteen characters of a script without words, of one clause."""
_PIECE = re.compile(r"\([^)]*\)|\S+")
_INFLECTED = frozenset({"en"})
_WITHOUT_WORDS = frozenset({"ko", "zh", "ja", "ru"})
"""Particles or endings follow the cue: matched as they stand, whatever follows."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue found: its place in the text, and whether words around it deny it."""

    span: Span
    negated: bool


class NegationCues(TypedDict):
    """`negation_cues` of the law vocabulary: the words of each language, and how far from a cue they deny it."""

    en: Sequence[str]
    en_reach: int
    ko: Sequence[str]
    ko_reach: int


@dataclass(frozen=True, slots=True)
class Negation:
    """Words that deny a cue: before it within `reach` words in English, after it within `ko_reach` characters in Korean."""

    before: re.Pattern[str]
    after: tuple[str, ...]
    reach: int
    ko_reach: int

    @staticmethod
    def of(data: NegationCues) -> Negation:
        """The negation cues of a pack (`negation_cues` of the law vocabulary)."""
        pattern = "|".join(re.escape(word) for word in sorted(data["en"], key=len, reverse=True))
        before = re.compile(rf"(?:(?<!\w)|(?<=\w)(?=n't))(?:{pattern})$", re.IGNORECASE)
        return Negation(before, tuple(data["ko"]), data["en_reach"], data["ko_reach"])

    def at(self, text: str, span: Span, language: str) -> bool:
        """Whether the words around the span deny it, within its own clause."""
        if language in _WITHOUT_WORDS:
            tail = re.split(r"[.!?。\n,]", text[span.end : span.end + self.ko_reach])[0]
            return any(word in tail for word in self.after)
        head = re.split(r"[.!?;:,\n\"“”]", text[max(span.start - 60, 0) : span.start])[-1]
        return any(self.before.search(word) for word in head.split()[-self.reach :])


@dataclass(frozen=True, eq=False)
class Cues:
    """Cues of one thing, ready for searching: a pattern per language. All are tried, since reports quote each other."""

    patterns: tuple[tuple[str, re.Pattern[str]], ...]

    @staticmethod
    def of(phrases: Mapping[str, Sequence[str]]) -> Cues:
        """The cues out of words and phrases by language; how a phrase may be written says `_phrase`."""
        return Cues(tuple((language, _pattern(language, words)) for language, words in phrases.items() if words))


def hits(text: str, spans: Iterable[Span], cues: Cues, negation: Negation) -> list[Hit]:
    """Every cue inside the spans, in text order; one that stands within a longer one is left out.

    Args:
        text: the report's text.
        spans: where to look.
        cues: what to look for.
        negation: what denies a cue.

    >>> no = Negation.of({"en": ["not"], "ko": ["없"], "en_reach": 3, "ko_reach": 8})
    >>> cues = Cues.of({"en": ["beaten", "passports taken"]})
    >>> [hit.negated for hit in hits("They were not beaten; passports were taken.", [Span(0, 43)], cues, no)]
    [True, False]
    """
    found: list[Hit] = []
    scripts = _written_in(text)
    for language, pattern in cues.patterns:
        if language not in scripts:
            continue
        for where in spans:
            for match in pattern.finditer(text, where.start, where.end):
                span = Span(*match.span())
                found.append(Hit(span, negation.at(text, span, language)))
    return outermost(found) if len(found) > 1 else found


def outermost(found: Iterable[Hit]) -> list[Hit]:
    """The hits that do not stand within a longer one, in text order."""
    ordered = sorted(set(found), key=lambda hit: (hit.span.start, -hit.span.end, hit.negated))
    out: list[Hit] = []
    for hit in ordered:
        if not (out and out[-1].span.covers(hit.span)):
            out.append(hit)
    return out


@lru_cache(maxsize=4096)
def _written_in(text: str) -> frozenset[str]:
    """Languages whose script the text has; English always, for the Latin script is everywhere."""
    return frozenset({"en", *(language for language, sign in _SCRIPTS.items() if sign.search(text))})


def _pattern(language: str, phrases: Sequence[str]) -> re.Pattern[str]:
    parts = "|".join(_phrase(language, phrase) for phrase in sorted(phrases, key=lambda p: (-len(p), p)))
    if language not in _WITHOUT_WORDS:
        # asked once for each place in the text, not once for each phrase
        parts = rf"(?<!\w)(?:{parts})(?!\w)"
    return re.compile(parts, re.IGNORECASE)


def _phrase(language: str, phrase: str) -> str:
    """The expression for one cue: its words, with what may stand between them.

    ` .. ` stands for a few words of the same clause, ` <> ` for that in either order, `(a|b c)` for one of several, `=word` for just that form.
    """
    if " <> " in phrase:
        one, other = phrase.split(" <> ")
        return f"(?:{_phrase(language, f'{one} .. {other}')}|{_phrase(language, f'{other} .. {one}')})"
    if " .. " in phrase:
        parts = [_phrase(language, part) for part in phrase.split(" .. ")]
        return (_FEW_SIGNS if language in _WITHOUT_WORDS else _FEW_WORDS).join(parts)
    pieces = _PIECE.findall(phrase)
    if any(piece.startswith("(") for piece in pieces):
        inner = [
            f"(?:{'|'.join(_phrase(language, part) for part in piece[1:-1].split('|'))})"
            if piece.startswith("(")
            else _phrase(language, piece)
            for piece in pieces
        ]
        return (r"\s*" if language in _WITHOUT_WORDS else _BETWEEN).join(inner)
    if language in _WITHOUT_WORDS:
        return r"\s*".join(re.escape(word) for word in phrase.split())
    words = phrase.split()
    gap = rf"(?:{_BETWEEN}[\w’']+){{0,2}}{_BETWEEN}" if len(words) > 1 and _is_participle(words[-1]) else _BETWEEN
    body = gap.join(_word(word, language) for word in words)
    if phrase.isupper() or (len(words) == 1 and phrase[0].isupper()):
        body = f"(?-i:{body})"
    return body


def _is_participle(word: str) -> bool:
    return word in ("taken", "held", "kept") or (len(word) > 4 and word.endswith("ed"))


def _word(word: str, language: str) -> str:
    if word.startswith("="):
        return re.escape(word[1:])
    if (
        language not in _INFLECTED
        or len(word) < 4
        or not word.isalpha()
        or not word.islower()
        or not _LATIN.match(word)
    ):
        return re.escape(word) + ("s?" if word.isalpha() and len(word) > 2 else "")
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return re.escape(word[: -len(ending)]) + "(?:e|s|es|d|ed|ing)?"
    if word.endswith("y"):
        return re.escape(word[:-1]) + "(?:y|ys|ies|ied|ying)"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return re.escape(word[:-1]) + _SUFFIXES
    if word.endswith("e"):
        return re.escape(word[:-1]) + "(?:e|es|ed|ing)"
    return re.escape(word) + _SUFFIXES
