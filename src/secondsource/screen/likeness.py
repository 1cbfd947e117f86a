"""How alike two names are, with the reasons. Symmetric; 0 to 1; from 0.86 on a match is suggested.

A name is prepared once (`prepared`) and compared often. What kind of thing it names decides the way: people by the Hangul or by the sounds of all
their names, bodies by their words, ships by number and name, aircraft by registration.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

THRESHOLD = 0.86
"""Likeness from which a match is suggested; measured in docs/concepts/screening.md."""

SURE = 0.93
"""Likeness asked of words that only their capitals make a name."""


class Kind(StrEnum):
    """What a name names."""

    PERSON = "person"
    BODY = "body"
    SHIP = "ship"
    AIRCRAFT = "aircraft"


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two names are: `score` 0 to 1, and the reasons in plain words."""

    score: float
    why: tuple[str, ...] = ()


NONE = Likeness(0.0)
SAME = Likeness(1.0, ("the same name",))


@lru_cache(maxsize=65536)
def likeness(a: str, b: str, kind: Kind) -> Likeness:
    """How alike two names of one kind of thing are.

    >>> likeness("Kim Jong-un", "김정은", Kind.PERSON).score >= THRESHOLD
    True
    >>> likeness("Namgang Trading Corporation", "Namgang Construction", Kind.BODY).score >= THRESHOLD
    False
    """
    from . import bodies, people, vessels

    if kind is Kind.PERSON:
        return people.compared(people.prepared(a), people.prepared(b))
    if kind is Kind.BODY:
        return bodies.compared(bodies.prepared(a), bodies.prepared(b))
    if kind is Kind.SHIP:
        return vessels.ships_compared(vessels.ship(a), vessels.ship(b))
    return vessels.aircraft_compared(vessels.aircraft(a), vessels.aircraft(b))
