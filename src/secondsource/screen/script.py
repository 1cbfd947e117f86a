"""Names in Latin letters: Cyrillic and Chinese spelled out, marks and signs taken off, words cut."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ..model.lookalikes import as_it_looks
from .tables import table

_QUOTES = re.compile(r"[’'`´ʼ′\"“”«»]")
_LETTERS = {"ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "æ": "ae", "Æ": "ae", "ı": "i", "đ": "d", "Đ": "d"}
"""Letters that no rule of Unicode takes apart."""
_BRACKETS = re.compile(r"[(（\[][^()（）\[\]]*[)）\]]")
_RUNS = re.compile(r"[\uac00-\ud7a3]+|[\u3400-\u9fff]+|[^\W\d_\uac00-\ud7a3\u3400-\u9fff]+|\d+")


@lru_cache(maxsize=65536)
def words(name: str) -> tuple[str, ...]:
    """The words of the name as it looks, in small letters, without marks and signs; runs of one script or of digits stand apart.

    >>> words("Ch'olhyo'n Overseas Construction Co., Ltd.")
    ('cholhyon', 'overseas', 'construction', 'co', 'ltd')
    >>> words("남산 8호")
    ('남산', '8', '호')
    """
    text = _QUOTES.sub("", as_it_looks(name))
    if not text.isascii():
        text = "".join(map(_plain, unicodedata.normalize("NFC", text)))
    return tuple(_RUNS.findall(text.lower()))


@lru_cache(maxsize=4096)
def _plain(sign: str) -> str:
    """A sign without its marks; what has letters of its own with marks (Cyrillic, Hangul) stays as it is."""
    if sign in _LETTERS:
        return _LETTERS[sign]
    if "\u0400" <= sign <= "\u04ff" or "\uac00" <= sign <= "\ud7a3":
        return sign
    apart = unicodedata.normalize("NFKD", sign)
    return unicodedata.normalize("NFC", "".join(part for part in apart if not unicodedata.combining(part)))


def without_brackets(name: str) -> str:
    """The name without what stands in brackets, unless nothing else is left.

    >>> without_brackets("Korea Mining Development Trading Corporation (KOMID)")
    'Korea Mining Development Trading Corporation'
    """
    bare = " ".join(_BRACKETS.sub(" ", name).split())
    return bare or name


@lru_cache(maxsize=65536)
def latin(word: str) -> str:
    """A word in Latin letters where a table has them; else as it is.

    >>> latin("иваненко")
    'ivanenko'
    """
    if "\u0400" <= word[:1] <= "\u04ff":
        letters = table("cyrillic")["letters"]
        return "".join(letters.get(sign, sign) for sign in word)
    return word


def is_cyrillic(word: str) -> bool:
    """Whether a word is written in Cyrillic."""
    return "\u0400" <= word[:1] <= "\u04ff"


def is_han(word: str) -> bool:
    """Whether a word is written in Chinese characters."""
    return "\u3400" <= word[:1] <= "\u9fff"


@lru_cache(maxsize=1)
def _han() -> dict[str, tuple[str, str]]:
    data = table("han")
    return {
        sign: (v.split("/")[0], v.split("/")[1])
        for part in ("characters", "surnames")
        for sign, v in data[part].items()
    }


@lru_cache(maxsize=65536)
def mandarin(word: str) -> tuple[str, ...]:
    """The readings of Chinese characters in Mandarin, one each; empty if one of them is not in the table.

    >>> mandarin("丹东")
    ('dan', 'dong')
    """
    known = _han()
    return tuple(known[sign][0] for sign in word) if all(sign in known for sign in word) else ()


@lru_cache(maxsize=65536)
def sino_korean(word: str) -> str:
    """The characters as Korean reads them; empty if one of them is not in the table.

    >>> sino_korean("金正恩")
    '김정은'
    """
    known = _han()
    return "".join(known[sign][1] for sign in word) if all(sign in known for sign in word) else ""


_LETTERS_FOR = (
    ("x", "ks"),
    ("ph", "f"),
    ("tz", "c"),
    ("cz", "c"),
    ("ts", "c"),
    ("dzh", "j"),
    ("dj", "j"),
    ("zh", "j"),
    ("kh", "h"),
    ("gh", "h"),
    ("ck", "k"),
    ("q", "k"),
)
_HARD_C = re.compile(r"c(?![eihyz])")
_GLIDE = re.compile(r"[yj](?![aeiou])")
_VOWELS_FOR = (
    ("ie", "i"),
    ("iy", "i"),
    ("yi", "i"),
    ("ij", "i"),
    ("ee", "i"),
    ("ei", "i"),
    ("ey", "i"),
    ("oo", "u"),
    ("ou", "u"),
)
_DOUBLE = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aeiouy]+")
_CLASS = {"a": "a", "e": "i", "i": "i", "y": "i", "o": "u", "u": "u"}


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """A word of any language much as it sounds, for spellings of one name in several systems.

    >>> sound("Dmitriy".lower()) == sound("dmitry")
    True
    """
    for letters, to in _LETTERS_FOR:
        word = word.replace(letters, to)
    if "c" in word:
        word = _HARD_C.sub("k", word)
    word = _GLIDE.sub("i", word.replace("w", "v"))
    for letters, to in _VOWELS_FOR:
        word = word.replace(letters, to)
    return _DOUBLE.sub(r"\1", word)


@lru_cache(maxsize=65536)
def bones(word: str) -> str:
    """The consonants of the sound, and of the vowels only what kind the first is and whether one ends the word: what systems of transliteration leave alone.

    >>> bones("mohammed") == bones("muhammad"), bones("hassan") == bones("hussein")
    (True, False)
    """
    heard = sound(word)
    first = _VOWELS.search(heard)
    kind = _CLASS[first[0][0]] if first else ""
    place = "^" if first and first.start() == 0 else ""
    end = "$" if heard[-1:] in _CLASS else ""
    return f"{place}{kind}{_VOWELS.sub('', heard)}{end}"


_PINYIN = re.compile(
    r"(?:(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?(?:i?ang|iong|uang|[eio]ng|ia[no]|ua[in]|[ae]i|[ao][ou]|[aeiu]n|i[aeu]|u[aioe]|er|[aoeiuv]))+"
)


@lru_cache(maxsize=65536)
def is_pinyin(word: str) -> bool:
    """Whether a word in Latin letters can be read as syllables of Mandarin: one letter more or less then makes another name.

    >>> is_pinyin("xiaoming"), is_pinyin("volkonsky")
    (True, False)
    """
    return _PINYIN.fullmatch(word) is not None


def merged(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words, with single Latin letters that stand in a row made one: “A.B.C.” is “abc”.

    >>> merged(("a", "b", "c", "company"))
    ('abc', 'company')
    """
    out: list[str] = []
    run = ""
    for word in words:
        if len(word) == 1 and word.isalpha() and not is_han(word) and not "가" <= word <= "힣":
            run += word
            continue
        if run:
            out.append(run)
            run = ""
        out.append(word)
    return (*out, run) if run else tuple(out)
