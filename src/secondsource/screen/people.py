"""Names of people compared: Korean ones by the Hangul they may stand for, others by the sound of each of their names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from . import korean, script
from .alike import NONE, SAME, Likeness
from .tables import table

_LONG = 6
"""Letters from which one slip of the pen is forgiven."""
_MANY = 3
"""Names of a person that are enough to know it by, though one more is missing."""
_DOUBLED = re.compile(r"(.)\1+")
_SHORT = 3
"""Names of so few letters must be spelled the same."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person's name made ready.

    Args:
        words: its words in their order, particles and titles left out.
        hangul: the Hangul it may stand for, surname first; empty if it does not read as Korean.
        mandarin: its readings in Mandarin where it is written in Chinese.
    """

    name: str
    words: tuple[str, ...]
    hangul: frozenset[str]
    mandarin: tuple[str, ...] = ()


@lru_cache(maxsize=65536)
def prepared(name: str) -> Person:
    """The name made ready to be compared; “KIM, Jong Un” is read surname first."""
    written = script.words(script.without_brackets(korean.plain(name)))
    particles = _particles()
    kept = tuple(word for word in written if word not in particles and not word.isdigit()) or written
    if len(kept) == 1 and script.is_han(kept[0]):
        reading = script.sino_korean(kept[0])
        hangul = korean.person((reading,)) if reading else frozenset()
        return Person(name, kept, hangul, script.mandarin(kept[0]))
    hangul = korean.person(kept) or korean.person(tuple(_DOUBLED.sub(r"\1", word) for word in kept))
    if not hangul:
        kept = tuple(dict.fromkeys(_together(kept)))
    return Person(name, tuple(script.latin(word) for word in kept), hangul)


def _together(words: tuple[str, ...]) -> tuple[str, ...]:
    """“Abd al-Aziz” as “Abdul Aziz”."""
    return tuple("abdul" if word == "abd" else word for word in words)


@lru_cache(maxsize=1)
def _particles() -> frozenset[str]:
    return frozenset(table("words")["particles"])


def reads_as_person(name: str) -> bool:
    """Whether a name reads as a Korean person's, of a surname and one or two more syllables."""
    return bool(prepared(name).hangul)


def keys(person: Person) -> frozenset[str]:
    """What two names of one person have in common with each other: at least one key."""
    out = {f"h:{name}" for name in person.hangul}
    if not person.hangul or person.mandarin:
        out |= {f"b:{key}" for word in person.words for key in (alike(word), script.bones(word)) if len(word) > 1}
        out.add(f"j:{''.join(sorted(person.words))}")
        out |= {f"j:{whole}" for whole in _wholes(person)}
    return frozenset(out)


def compared(a: Person, b: Person) -> Likeness:
    """How alike two names of people are."""
    if not a.words or not b.words:
        return NONE
    if a.words == b.words:
        whole = len(a.words) > 1 or (a.hangul and b.hangul) or (a.mandarin and b.mandarin)
        return SAME if whole else Likeness(0.8, ("the same single name",))
    if a.hangul and b.hangul:
        return _korean(a, b)
    if _wholes(a) & _wholes(b):
        return Likeness(0.96, ("the same names in another order or joined otherwise",))
    return _others(a, b)


def _korean(a: Person, b: Person) -> Likeness:
    common = sorted(a.hangul & b.hangul)
    if not common:
        if a.mandarin or b.mandarin:
            return _others(a, b)
        return Likeness(0.5, ("Korean names that no reading makes one",))
    if sorted(a.words) == sorted(b.words):
        return Likeness(0.97, ("the same names in another order",))
    opening = {syllable for way in korean.syllables_of(a.words[0]) for syllable in way[0]}
    shown = [name for name in common if name[0] in opening] or common
    return Likeness(0.96, (f"both may be {' or '.join(shown[:2])}",))


@lru_cache(maxsize=65536)
def _wholes(person: Person) -> frozenset[str]:
    """The name as one run of letters, begun at each of its words."""
    if person.mandarin:
        surname, *given = person.mandarin
        readings = ("".join(person.mandarin), "".join(given) + surname)
        return frozenset({*map(script.sound, readings), *person.words})
    parts = person.words
    return frozenset(script.sound("".join(parts[at:] + parts[:at])) for at in range(len(parts)))


@lru_cache(maxsize=65536)
def alike(word: str) -> str:
    """What spellings of one given name or surname share."""
    return _spelling().get(word) or (script.bones(word) if len(word) > _SHORT else word)


@lru_cache(maxsize=1)
def _spelling() -> dict[str, str]:
    return {word: group[0] for group in table("words")["spellings"] for word in group}


def _like(one: str, other: str) -> bool:
    """Whether two given names or surnames may be spellings of one, or a slip of the pen apart."""
    if (
        one == other
        or alike(one) == alike(other)
        or (min(len(one), len(other)) > _SHORT and script.bones(one) == script.bones(other))
    ):
        return True
    if len(one) < _LONG - 1 or len(other) < _LONG - 1 or max(len(one), len(other)) < _LONG or one[0] != other[0]:
        return False
    if script.is_pinyin(one) and script.is_pinyin(other):
        return False
    return OSA.distance(one, other, score_cutoff=1) <= 1


def _others(a: Person, b: Person) -> Likeness:
    short, long = sorted((a.words, b.words), key=lambda words: (len(words), words))
    if len(short) < 2:
        return NONE
    left = list(long)
    why: list[str] = []
    for word in sorted(short, key=lambda w: (len(w) == 1, short.index(w))):
        found = next((w for w in left if w == word), None) or next((w for w in left if _like(w, word)), None)
        if (found is None and len(word) == 1) or (found is None and any(len(w) == 1 for w in left)):
            found = next((w for w in left if 1 in (len(word), len(w)) and w[0] == word[0]), None)
        if found is None:
            return Likeness(0.4, (f"only one of them has: {word}",))
        left.remove(found)
        if found != word:
            why.append(f"“{word}” much like “{found}”")
    if not left:
        return Likeness(0.94 if why else 0.97, tuple(why) or ("the same names in another order",))
    why.append(f"only one of them has: {', '.join(left)}")
    # A patronymic or middle name may be left out; a first or last name only where three others are the same.
    outer = (long[0] in left or long[-1] in left) and len(short) < _MANY
    return Likeness(0.7 if outer or len(left) > 1 else 0.88, tuple(why))
