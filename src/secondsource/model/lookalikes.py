"""Letters of two alphabets in one name: what looks like “Radio” and is written with a Cyrillic “а” is read as the name that it looks like.

A name in one alphabet is never touched: there is no telling whether “ВВС” is a broadcaster in disguise or the Russian air force.

Source: Unicode Technical Standard 39, Unicode Security Mechanisms (mixed-script confusables; single letters of Cyrillic and Greek that stand for a Latin one).
"""

from __future__ import annotations

import re

_LATIN_FOR = {
    **dict(zip("АВЕЅІЈКМНОРСТУҮХаегорсуүхѕіјһԁԛԝѵӏҽ", "ABESIJKMHOPCTYYXaeropcyyxsijhdqwvle", strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαγινορυϲϳ", "ABEZHIKMNOPTYXayivopucj", strict=True)),
}
_TO_LATIN = str.maketrans(_LATIN_FOR)
_TO_CYRILLIC = str.maketrans(dict(zip("ABEKMHOPCTXaeopcyx", "АВЕКМНОРСТХаеорсух", strict=True)))
_OTHER = "\u0370-\u03ff\u0400-\u052f"
_ANY_OTHER = re.compile(f"[{_OTHER}]")
_MIXED = re.compile(f"[A-Za-z{_OTHER}]*(?:[A-Za-z][{_OTHER}]|[{_OTHER}][A-Za-z])[A-Za-z{_OTHER}]*")
"""A word, or the part of one between signs, in which letters of two alphabets meet."""
_UNSEEN = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
"""Signs within a word that nobody sees."""


def as_it_looks(text: str) -> str:
    """The text as a reader sees it: without signs that nobody sees, and each word that mixes alphabets in one of them.

    Where all letters of another alphabet in the text can pass for Latin ones and others are Latin, all are taken for Latin.

    >>> as_it_looks("R\u0430di\u043e Free Asi\u0430"), as_it_looks("\u0412\u0412\u0421 News"), as_it_looks("Радио ABC")
    ('Radio Free Asia', 'BBC News', 'Радио ABC')
    >>> as_it_looks("М\u0061нсудэ")
    'Мансудэ'
    """
    if text.isascii():
        return text
    text = _UNSEEN.sub("", text)
    other = set(_ANY_OTHER.findall(text))
    if not other or not any("A" <= sign <= "Z" or "a" <= sign <= "z" for sign in text):
        return text
    if other <= _LATIN_FOR.keys():
        return text.translate(_TO_LATIN)
    return _MIXED.sub(_in_one, text)


def mixed(text: str) -> bool:
    """Whether the text is not what it looks like.

    >>> mixed("R\u0430dio"), mixed("Radio"), mixed("Радио"), mixed("Радио ABC")
    (True, False, False, False)
    """
    return as_it_looks(text) != text


def _in_one(found: re.Match[str]) -> str:
    word = found[0]
    if set(_ANY_OTHER.findall(word)) <= _LATIN_FOR.keys():
        return word.translate(_TO_LATIN)
    there = word.translate(_TO_CYRILLIC)
    return word if re.search("[A-Za-z]", there) else there
