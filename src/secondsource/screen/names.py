"""Names made comparable: case, signs, company words, Korean spellings; and how alike two of them are, with the reasons.

Romanised Korean has several current spellings of one name (Ri, Lee, Yi) and no fixed order of surname and given name. Spelling
variants and company words are folded; every other difference counts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from ..subjects import Subject

_ALIKE = 0.88
"""Two words at least so alike (Jaro-Winkler) may be spellings of one."""
_SHORT = 3
"""Words of so few letters must be the same."""


@dataclass(frozen=True, eq=False)
class NameWords:
    """What the pack knows of words in names (`names` of the law vocabulary).

    Args:
        spellings: each spelling to the one it is folded to.
        legal_forms: words that say nothing of who it is.
        business: words that say what a body does: two names that differ in them are different bodies (Namgang Trading is not
            Namgang Construction).
        country: words that nearly every name of the subject may carry.
    """

    spellings: Mapping[str, str]
    legal_forms: frozenset[str]
    business: frozenset[str]
    country: frozenset[str]


@lru_cache(maxsize=8)
def name_words(pack: Subject) -> NameWords:
    """The pack's words in names."""
    data = pack.law["names"]
    spellings = {spelling: group[0] for group in data["spellings"] for spelling in group}
    return NameWords(spellings, frozenset(data["legal_forms"]), frozenset(data["business"]), frozenset(data["country"]))


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two names are: `score` 0 to 1, and the reasons in plain words."""

    score: float
    why: tuple[str, ...]


@lru_cache(maxsize=65536)
def words(name: str) -> tuple[str, ...]:
    """The name's words, lower case, without marks and signs.

    >>> words("Ch'olhyo'n Overseas Construction Company")
    ('cholhyon', 'overseas', 'construction', 'company')
    """
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    plain = unicodedata.normalize("NFC", plain).lower()
    plain = re.sub(r"[’'`´]", "", plain)
    return tuple(re.findall(r"\w+", plain))


@lru_cache(maxsize=65536)
def folded(name: str, known: NameWords) -> tuple[str, ...]:
    """The words with spellings folded, legal forms left out unless nothing else is left.

    >>> from secondsource.subjects import load
    >>> known = name_words(load("dprk_labour"))
    >>> folded("Lee Young-chul", known) == folded("Ri Yong Chol", known)
    True
    """
    out = [known.spellings.get(word, word) for word in words(name)]
    core = [word for word in out if word not in known.legal_forms]
    return tuple(core or out)


@lru_cache(maxsize=65536)
def likeness(a: str, b: str, known: NameWords) -> Likeness:
    """How alike two names are. Symmetric; 1 for the same words, a little less for another order or spelling."""
    if words(a) == words(b):
        return Likeness(1.0 if words(a) else 0.0, ("the same name",))
    first, second = folded(a, known), folded(b, known)
    if not first or not second:
        return Likeness(0.0, ())
    one, other = set(first) & known.business, set(second) & known.business
    if one and other and one != other:
        return Likeness(0.3, (f"alike, but in a different business: {', '.join(sorted(one ^ other))}",))
    if first == second:
        return Likeness(0.98, ("the same but for spelling or company words",))
    if sorted(first) == sorted(second):
        return Likeness(0.96, ("the same words in another order",))
    if "".join(first) == "".join(second):
        return Likeness(0.96, ("the same but for spaces or hyphens",))
    return _aligned(first, second, known)


def _aligned(first: tuple[str, ...], second: tuple[str, ...], known: NameWords) -> Likeness:
    short, long = sorted((first, second), key=lambda parts: (len(parts), parts))
    left = list(long)
    total = 0.0
    why: list[str] = []
    missing: list[str] = []
    for word in short:
        best = max(left, key=lambda other: (JaroWinkler.similarity(word, other), other))
        score = JaroWinkler.similarity(word, best)
        if score < _ALIKE or (score < 1 and (min(len(word), len(best)) <= _SHORT or not best.isalpha())):
            missing.append(word)
            continue
        left.remove(best)
        total += score * len(word)
        if word != best:
            why.append(f"“{word}” much like “{best}”")
    single = sorted([*missing, *left])
    if single:
        why.append(f"only one of them has: {', '.join(single)}")
    extra = [word for word in left if word not in known.country]
    weight = sum(len(word) for word in short) + sum(len(word) for word in extra)
    if all(word in known.country or word in known.business for word in short):
        return Likeness(0.0, tuple(why))
    return Likeness(round(min(total / weight, 0.95), 4), tuple(why))
