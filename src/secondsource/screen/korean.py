"""Korean names in whatever letters: the Hangul they may stand for.

One name is spelled in many ways (Ri, Lee, Yi; Jong, Jung, Jeong), and one spelling stands for many names. So spellings are never compared with
each other: each is read back into the Hangul syllables it may stand for, and two names may be one if some reading is common to both.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from .tables import table

_ONSETS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_CODAS = ("", "ㄱ", "ㄲ", "ㄳ", "ㄴ", "ㄵ", "ㄶ", "ㄷ", "ㄹ", "ㄺ", "ㄻ", "ㄼ", "ㄽ", "ㄾ", "ㄿ", "ㅀ", "ㅁ", "ㅂ", "ㅄ", "ㅅ", "ㅆ", "ㅇ", "ㅈ", "ㅊ", "ㅋ", "ㅌ", "ㅍ", "ㅎ")  # fmt: skip
_FIRST, _LAST = 0xAC00, 0xD7A3
_LONGEST = 7
"""Letters of the longest spelling of a syllable (`hyeong`, `gwang` and one to spare)."""
_MOST = 4
"""Syllables in the longest personal name that is read as Korean."""
_READINGS = 96
"""Readings kept of one name; more would be no name."""

_NEVER = frozenset("fqvxz'0123456789")
"""Signs that no spelling of a syllable has."""


def is_hangul(text: str) -> bool:
    """Whether every sign is a Hangul syllable."""
    return bool(text) and not text.isascii() and all(_FIRST <= ord(sign) <= _LAST for sign in text)


def southern(syllables: str) -> str:
    """The syllables as the South writes and speaks them at the beginning of a name: 리 is 이.

    >>> southern("리")
    '이'
    """
    change = table("korean")["south"]
    return "".join(change.get(sign, sign) for sign in syllables)


@lru_cache(maxsize=1)
def spellings() -> dict[str, frozenset[str]]:
    """Every spelling of a syllable, Latin and Cyrillic, to the syllables it may stand for (in their southern form)."""
    data = table("korean")
    out: dict[str, set[str]] = {}
    for syllable in data["syllables"].strip():
        onset, vowel, coda = _letters(syllable)
        for word in _latin(onset, vowel, coda):
            out.setdefault(word, set()).add(southern(syllable))
        cyrillic = data["cyrillic"]
        for parts in product(
            cyrillic["onsets"].get(onset, ()), cyrillic["vowels"].get(vowel, ()), cyrillic["codas"].get(coda, ())
        ):
            out.setdefault("".join(parts), set()).add(southern(syllable))
    for word, syllable in data["single"].items():
        out.setdefault(word, set()).add(southern(syllable))
    return {word: frozenset(found) for word, found in out.items()}


def _letters(syllable: str) -> tuple[str, str, str]:
    at = ord(syllable) - _FIRST
    return _ONSETS[at // 588], _VOWELS[at % 588 // 28], _CODAS[at % 28]


def _latin(onset: str, vowel: str, coda: str) -> Iterator[str]:
    data = table("korean")
    first = [*data["onsets"][onset]]
    if vowel in data["soft_vowels"]:
        first += data["soft_onsets"].get(onset, ())
    middle = [*data["vowels"][vowel]]
    if coda:
        middle += data["closed_vowels"].get(vowel, ())
    for opening in first:
        vowels = middle if opening else [*middle, *data["open_vowels"].get(vowel, ())]
        for parts in product([opening], vowels, data["codas"].get(coda, ())):
            yield "".join(parts)


@lru_cache(maxsize=65536)
def syllables_of(word: str, most: int = _MOST) -> tuple[tuple[frozenset[str], ...], ...]:
    """Each way to cut a word into Korean syllables, as the Hangul each may be; empty if it is none.

    >>> [len(cut) for cut in syllables_of("jongun")]
    [2, 2]
    >>> syllables_of("trading")
    ()
    """
    if is_hangul(word):
        return (tuple(frozenset((southern(sign),)) for sign in word),) if len(word) <= most else ()
    if len(word) > most * _LONGEST or not _cuttable(word):
        return ()
    known = spellings()
    out: list[tuple[frozenset[str], ...]] = []

    def cut(at: int, done: tuple[frozenset[str], ...]) -> None:
        if at == len(word):
            out.append(done)
            return
        if len(done) == most or len(out) > 8:
            return
        for end in range(min(len(word), at + _LONGEST), at, -1):
            if found := known.get(word[at:end]):
                cut(end, (*done, found))

    cut(0, ())
    return tuple(out)


def _cuttable(word: str) -> bool:
    """Whether a word can be cut into syllables at all: known before any way to do it is tried."""
    if not _NEVER.isdisjoint(word):
        return False
    known = spellings()
    ends = {0}
    for end in range(1, len(word) + 1):
        if any(at in ends and word[at:end] in known for at in range(max(0, end - _LONGEST), end)):
            ends.add(end)
    return len(word) in ends


@lru_cache(maxsize=65536)
def spelled(word: str) -> frozenset[str]:
    """The Hangul that one word of a body's or a ship's name may stand for; empty if it is no Korean word or may be too many.

    >>> spelled("daesong") & spelled("taesong") != frozenset()
    True
    """
    out: set[str] = set()
    for way in syllables_of(word, 5):
        if _size(way) <= _READINGS:
            out.update("".join(parts) for parts in product(*map(sorted, way)))
    return frozenset(out)


def _size(way: tuple[frozenset[str], ...]) -> int:
    size = 1
    for found in way:
        size *= len(found)
    return size


@lru_cache(maxsize=65536)
def person(words: tuple[str, ...]) -> frozenset[str]:
    """The Hangul that a person's name may stand for, surname first; empty if it is not read as a Korean name.

    Args:
        words: the name's words in lower case, without hyphens and commas; the surname stands first or last.

    >>> person(("kim", "jong", "un")) & person(("gim", "jeongeun")) != frozenset()
    True
    >>> person(("john", "smith"))
    frozenset()
    """
    surnames = _surnames()
    cuts = [syllables_of(word) for word in words]
    if not cuts or not all(cuts):
        return frozenset()
    out: set[str] = set()
    for ways in product(*cuts):
        flat = tuple(found for way in ways for found in way)
        if not 2 <= len(flat) <= _MOST:
            continue
        orders = [flat]
        if len(ways) > 1 and len(ways[-1]) == 1:
            orders.append((flat[-1], *flat[:-1]))
        for order in orders:
            family = order[0] & surnames
            if family and _size(order[1:]) * len(family) <= _READINGS:
                out.update("".join(parts) for parts in product(sorted(family), *map(sorted, order[1:])))
    return frozenset(out)


@lru_cache(maxsize=1)
def _surnames() -> frozenset[str]:
    return frozenset(southern(name) for name in table("korean")["surnames"].split())


def plain(text: str) -> str:
    """Hangul put together (NFC), so that both ways of writing it are one."""
    return unicodedata.normalize("NFC", text)
