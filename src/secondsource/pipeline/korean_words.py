"""Takes Korean words apart for the search, where the extra `korean` is installed: each word by itself, as it will be asked for."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import metadata
from typing import Any

from secondsource.store.search import Cut, Morphemes, uncut

_NOUNS = frozenset({"NNG", "NNP", "NNB", "XR", "XPN", "SL", "SH", "SN"})
_MAKES = frozenset({"XSV", "XSA"})
_DOES = frozenset({"VV", "VA"})
_HANGUL = re.compile(r"[가-힣]+")
_LONGEST = 30
"""Syllables from which on a run of Hangul is no word."""


def morphemes() -> Morphemes:
    """What takes words apart; `uncut` where kiwipiepy is not installed."""
    return _cut if version() else uncut


def version() -> str:
    """Which version takes words apart; empty for none. Words made by one are not asked by another."""
    try:
        return f"kiwi {metadata.version('kiwipiepy')} {metadata.version('kiwipiepy_model')}"
    except metadata.PackageNotFoundError:
        return ""


@lru_cache(maxsize=1)
def _kiwi() -> Any:
    from kiwipiepy import Kiwi

    return Kiwi(num_workers=1)


@lru_cache(maxsize=1 << 18)
def _cut(word: str) -> Cut:
    """The stems of verbs and adjectives in a word; if it has none, its nouns without what follows them.

    A noun that is made a verb (거부하다) is a stem together with what makes it one.
    """
    if not 2 <= len(word) <= _LONGEST:
        return Cut()
    stems: dict[str, None] = {}
    noun, last, over = "", "", False
    for token in _kiwi().tokenize(word):
        form, tag = token.form, token.tag.partition("-")[0]
        if tag in _MAKES and last:
            stems[last + form] = None
        elif tag in _DOES:
            stems[form] = None
        over = over or (bool(noun) and tag not in _NOUNS)
        noun += form if tag in _NOUNS and not over else ""
        last = form if tag in _NOUNS or tag == "MAG" else ""
    said = tuple(stem for stem in stems if _HANGUL.fullmatch(stem))
    if said:
        return Cut(stems=said)
    return Cut(noun=noun) if noun != word and word.startswith(noun) and _HANGUL.fullmatch(noun) else Cut()
