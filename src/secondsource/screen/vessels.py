"""Ships compared by IMO number first, then by name and the number in it; aircraft by registration."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from . import korean, script
from .alike import NONE, SAME, Likeness
from .tables import table

IMO = re.compile(r"\bIMO\s*(?:number|no\.?|#)?\s*[:：]?\s*(\d{7})\b", re.IGNORECASE)
_REGISTRATION = re.compile(r"\b([A-Z]{1,2}|[0-9][A-Z]|[A-Z][0-9])[ -]?([A-Z0-9]{2,5})\b")


@dataclass(frozen=True, slots=True)
class Ship:
    """A ship's name made ready: its IMO number if one stands beside it, its words, its numbers, the Hangul it may stand for."""

    name: str
    imo: str
    words: tuple[str, ...]
    numbers: frozenset[str]
    hangul: frozenset[str]


@lru_cache(maxsize=65536)
def ship(name: str) -> Ship:
    """The name made ready to be compared.

    >>> ship("M/V Tong San II (IMO 0000017)").words, ship("M/V Tong San II (IMO 0000017)").numbers
    (('tong', 'san'), frozenset({'2'}))
    """
    data = table("words")
    found = IMO.search(name)
    text = IMO.sub(" ", korean.plain(name)) if found else korean.plain(name)
    text = re.sub(r"\b[mM]/[vVtTsS]\b", " ", script.without_brackets(text))
    words, numbers = [], set()
    written = script.words(text)
    for at, word in enumerate(written):
        if korean.is_hangul(word) and len(word) > 1 and word.endswith("호"):
            word = word[:-1]
        if word.isdigit():
            numbers.add(word.lstrip("0") or "0")
        elif at and word in data["roman"]:
            numbers.add(str(data["roman"][word]))
        elif word not in data["ship_words"]:
            words.append(script.latin(word))
    kept = tuple(words)
    return Ship(name, found[1] if found else "", kept, frozenset(numbers), _hangul(kept))


@lru_cache(maxsize=65536)
def _hangul(words: tuple[str, ...]) -> frozenset[str]:
    """The Hangul that all words together may stand for."""
    out = frozenset({""})
    for word in words:
        out = frozenset(one + two for one in out for two in korean.spelled(word))
        if not out or len(out) > 256:
            return frozenset()
    return out if words else frozenset()


def ship_keys(it: Ship) -> frozenset[str]:
    """What two names of one ship have in common with each other: at least one key."""
    out = {f"h:{name}" for name in it.hangul} | {f"j:{script.sound(''.join(it.words))}"}
    if it.imo:
        out.add(f"imo:{it.imo}")
    return frozenset(out)


def ships_compared(a: Ship, b: Ship) -> Likeness:
    """How alike two ships are: the IMO number decides where both have one."""
    if a.imo and b.imo:
        if a.imo == b.imo:
            return Likeness(1.0, (f"the same IMO number, {a.imo}",))
        return Likeness(0.1, (f"different IMO numbers, {a.imo} and {b.imo}",))
    if not a.words or not b.words:
        return NONE
    if a.numbers != b.numbers:
        return Likeness(0.3, (f"different numbers: {', '.join(sorted(a.numbers ^ b.numbers))}",))
    if a.words == b.words:
        return SAME if a.name == b.name else Likeness(0.98, ("the same name; no IMO number to compare",))
    if a.hangul and b.hangul:
        common = sorted(a.hangul & b.hangul)
        if common:
            return Likeness(0.96, (f"both may be {common[0]}; no IMO number to compare",))
        return Likeness(0.5, ("Korean names that no reading makes one",))
    if script.sound("".join(a.words)) == script.sound("".join(b.words)):
        return Likeness(0.94, ("much the same in sound; no IMO number to compare",))
    return Likeness(0.4, ("different names",))


@lru_cache(maxsize=65536)
def aircraft(name: str) -> str:
    """The registration in capital letters and digits alone; empty if there is none.

    >>> aircraft("P-885 (Ilyushin Il-62M)")
    'P885'
    """
    found = _REGISTRATION.search(name.upper())
    return "".join(found.groups()) if found else ""


def aircraft_compared(a: str, b: str) -> Likeness:
    """Whether two registrations are one."""
    return Likeness(1.0, (f"the same registration, {a}",)) if a and a == b else NONE
