"""Invented names and sentences. No outlet, person or place in them exists; the words mean little, and no two texts share long runs by chance."""

from __future__ import annotations

import random

from .vocabulary import (
    ADJECTIVES,
    CODAS,
    HANGUL,
    HOURS,
    NOUNS,
    ONSETS,
    PREPOSITIONS,
    PRESS,
    TIMES,
    TOWNS,
    VERBS,
    VOWELS,
)


class Names:
    """Makes names, none of them twice.

    Args:
        chance: the source of choices.
    """

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._used: set[str] = set()

    def _syllables(self, count: int) -> str:
        pick = self._chance.choice
        return "".join(pick(ONSETS) + pick(VOWELS) + pick(CODAS) for _ in range(count)).capitalize()

    def _new(self) -> str:
        name, size = self._syllables(2), 2
        while name in self._used:
            size = min(4, size + 1)
            name = self._syllables(size)
        self._used.add(name)
        return name

    def outlets(self, count: int) -> tuple[str, ...]:
        """So many names of outlets."""
        return tuple(f"{self._new()} {PRESS[n % len(PRESS)]}" for n in range(count))

    def place(self) -> str:
        """A town."""
        return f"{self._new()} {self._chance.choice(TOWNS)}"

    def origin(self, access: str) -> str:
        """A person, a register or an instrument."""
        name = self._new()
        if access == "record":
            return f"{name} shift register"
        if access == "sensor":
            return f"{name} gate camera"
        return f"{self._new()} {name}"


def sentence(chance: random.Random) -> str:
    """A sentence of about eleven words about nothing in particular.

    >>> sentence(random.Random(1)) == sentence(random.Random(1))
    True
    """
    pick = chance.choice

    def thing() -> str:
        return f"{pick(('the', 'a', 'one', 'that', 'each'))} {pick(ADJECTIVES)} {pick(NOUNS)}"

    first = thing()
    return f"{first[0].upper()}{first[1:]} {pick(VERBS)} {thing()} {pick(PREPOSITIONS)} {thing()} {pick(TIMES)} {pick(HOURS)}."


def body(chance: random.Random, count: int) -> list[str]:
    """So many sentences."""
    return [sentence(chance) for _ in range(count)]


def foreign(chance: random.Random, count: int) -> list[str]:
    """So many sentences in Hangul that mean nothing: what a translator writes shares no words with what he read."""
    pick = chance.choice
    return [" ".join("".join(pick(HANGUL) for _ in range(3)) for _ in range(7)) + "다." for _ in range(count)]
