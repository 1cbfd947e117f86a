"""Stems that a verb and its nouns have in common: “arrested”, “arrests” and “arrest”, “died” and “death”."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ...subjects.loader import read_yaml

if TYPE_CHECKING:
    from spacy.tokens import Token

IRREGULAR = Path(__file__).with_name("irregular.yaml")
SUFFIXES = (
    *("ations", "ation", "ments", "ment", "ings", "ing", "ions", "ion", "ies", "ied"),
    *("es", "ed", "er", "ers", "s", "al", "e", "y"),
)
"""Endings of inflection and of nouns from verbs; the first that fits is cut off."""
LEAST = 3
"""Letters that a cut must leave."""


@lru_cache(maxsize=1)
def irregular() -> Mapping[str, str]:
    """The verb of each irregular form."""
    listed: Mapping[str, list[str]] = read_yaml(IRREGULAR)
    return {form: verb for verb, forms in listed.items() for form in forms}


@lru_cache(maxsize=1 << 15)
def stem(word: str) -> str:
    """A rough stem, the same for the verb and its noun where the spelling or the list of irregular forms shows it.

    >>> stem("Arrested") == stem("arrest"), stem("death") == stem("died")
    (True, True)
    """
    word = word.casefold()
    word = irregular().get(word, word)
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= LEAST:
            word = word[: -len(suffix)]
            break
    if len(word) > LEAST and word[-1] == word[-2] and word[-1] not in "aeiou":
        word = word[:-1]
    return word


def stem_of(token: Token) -> str:
    """The stem of a parsed word, by its lemma."""
    return stem(token.lemma_ or token.text)


def worded(tokens: Iterable[Token]) -> list[Token]:
    """Those tokens that are words or numbers."""
    return [token for token in tokens if token.text[:1].isalnum()]
