"""Korean particles behind words that are put into a sentence: which of two it takes depends on how the word ends (한글 맞춤법, 제18항 이하).

A translation writes both, as the Korean custom is where the word is open: `{who}은(는)`. What is known to end in a consonant or a vowel takes
one of them; what is not keeps both.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_PAIRS: Mapping[str, tuple[str, str]] = {
    "은(는)": ("은", "는"),
    "이(가)": ("이", "가"),
    "을(를)": ("을", "를"),
    "과(와)": ("과", "와"),
    "(으)로": ("으로", "로"),
    "(이)": ("이", ""),
}
"""Behind a consonant, behind a vowel."""
_PLACE = re.compile(
    r"(?:\{(\w+)[^{}]*\}|%\((\w+)\)s)([^\w\s{}%]*)(" + "|".join(re.escape(pair) for pair in _PAIRS) + ")"
)
_TAG = re.compile(r"<[^>]*>")
_L = 8
"""The final consonant ㄹ, behind which “로” stands as behind a vowel."""
_DIGITS = {"0": 21, "1": _L, "2": 0, "3": 16, "4": 0, "5": 0, "6": 1, "7": _L, "8": _L, "9": 0}
"""Final consonants of 영, 일, 이, 삼, 사, 오, 육, 칠, 팔, 구."""
_NAMES = {"L": _L, "M": 16, "N": 4, "R": _L}
"""Letters spelt out: 엘, 엠, 엔, 알; all others end in a vowel."""
_SOUNDS = {"l": _L, "m": 16, "n": 4}
_OPEN = frozenset("aiouyrswhfvxz")
"""Last letters of foreign words that end in a vowel when they are written in Korean; a last “e” may be silent."""


def with_particles(text: str, values: Mapping[str, object]) -> str:
    """A translation with the particle that each of its values takes.

    >>> with_particles("{who}은(는) {n}을(를) 제시합니다", {"who": "연합뉴스", "n": "100명"})
    '{who}는 {n}을 제시합니다'
    """

    def chosen(found: re.Match[str]) -> str:
        name, pair = found[1] or found[2], found[4]
        return found[0].removesuffix(pair) + particle(str(values.get(name, "")), pair)

    return _PLACE.sub(chosen, text)


def particle(word: str, pair: str) -> str:
    """The particle that a word takes; both, as written, where the word does not tell.

    >>> particle("평양", "은(는)"), particle("쿠웨이트", "은(는)"), particle("서울", "(으)로"), particle("bank", "이(가)")
    ('은', '는', '로', '이(가)')
    """
    final = _final(word)
    if final is None:
        return pair
    closed, opened = _PAIRS[pair]
    return opened if final == 0 or (final == _L and pair == "(으)로") else closed


def _final(word: str) -> int | None:
    """The final consonant with which a word ends when it is read in Korean: 0 for none, None if it does not tell."""
    letters = re.sub(r"\s*\([^()]*\)$", "", _TAG.sub("", word)).rstrip(" .,;:!?\"'”’)]」』》…")
    if not letters:
        return None
    last = letters[-1]
    if "가" <= last <= "힣":
        return (ord(last) - ord("가")) % 28
    if last in _DIGITS:
        return _DIGITS[last]
    end = re.search(r"[A-Za-z]+$", letters)
    if end is None:
        return None
    if end[0].isupper():
        return _NAMES.get(last, 0)
    if last in _SOUNDS:
        return _SOUNDS[last]
    if end[0].endswith("ng"):
        return 21
    return 0 if last in _OPEN else None
