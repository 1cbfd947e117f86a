"""How alike two names are, with the reasons. Symmetric; 0 to 1; from 0.86 on a match is suggested.

A name is prepared once (`prepared`) and compared often. What kind of thing it names decides the way: people by the Hangul or by the sounds of all
their names, bodies by their words, ships by number and name, aircraft by registration.
"""

from __future__ import annotations

from functools import lru_cache

from . import bodies, people, vessels
from .alike import Kind, Likeness


@lru_cache(maxsize=65536)
def likeness(a: str, b: str, kind: Kind) -> Likeness:
    """How alike two names of one kind of thing are.

    >>> likeness("Kim Jong-un", "김정은", Kind.PERSON).score >= THRESHOLD
    True
    >>> likeness("Namgang Trading Corporation", "Namgang Construction", Kind.BODY).score >= THRESHOLD
    False
    """
    if kind is Kind.PERSON:
        return people.compared(people.prepared(a), people.prepared(b))
    if kind is Kind.BODY:
        return bodies.compared(bodies.prepared(a), bodies.prepared(b))
    if kind is Kind.SHIP:
        return vessels.ships_compared(vessels.ship(a), vessels.ship(b))
    return vessels.aircraft_compared(vessels.aircraft(a), vessels.aircraft(b))
