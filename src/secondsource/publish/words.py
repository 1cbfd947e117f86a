"""The words in which a dossier tells a reader what values mean, and how dates and amounts are said."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from secondsource.model import Range
from secondsource.subjects.loader import read_yaml

from .dates import in_words, said_date, said_or_same
from .retold import figure, retold, unit
from .tongue import ENGLISH, known, language, said_of, say, say_as

_CODES = frozenset({"group", "signs", "order", "countries"})
"""Entries of `words.yaml`, and of those that say something, that are no words for a reader."""


@lru_cache(maxsize=1)
def plain_words() -> dict[str, Any]:
    """The content of `words.yaml` as it is, in English."""
    loaded: dict[str, Any] = read_yaml(Path(__file__).with_name("words.yaml"))
    return loaded


def words() -> dict[str, Any]:
    """The content of `words.yaml` in the language spoken."""
    return plain_words() if language() == ENGLISH else _words(language())


@lru_cache(maxsize=4)
def _words(of: str) -> dict[str, Any]:
    del of  # it is the language spoken here, which `say` looks up
    said: dict[str, Any] = _translated(plain_words())
    return said


def _translated(entry: Any) -> Any:
    if isinstance(entry, dict):
        codes = _CODES if "says" in entry or "digits" in entry else frozenset()
        return {key: value if key in codes else _translated(value) for key, value in entry.items()}
    if isinstance(entry, list):
        return [_translated(value) for value in entry]
    return say(entry) if isinstance(entry, str) else entry


def word(room: str, key: Any) -> str:
    """How a value is said: `word("basis", Basis.TOLD)` is “was told”. An unknown key is said as it is, without underscores."""
    entry = words()[room].get(key if isinstance(key, int) else str(key))
    if entry is None:
        return str(key).replace("_", " ")
    return str(entry["says"]) if isinstance(entry, dict) else str(entry)


def count(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun.

    >>> count(1, "report"), count(2, "report")
    ('1 report', '2 reports')
    """
    if language() != ENGLISH and (said := known(noun, "count")) is not None:
        return said.format(n=f"{number:,}")
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def sentence(text: str) -> str:
    """A generated sentence for a reader: dates in words, the first letter a capital.

    >>> sentence("it is in force from 2017-12-22.")
    'It is in force from 22 December 2017.'
    """
    said = said_dates(text)
    return said[:1].upper() + said[1:]


def said_dates(text: str) -> str:
    """A generated text with its dates in words, in the language spoken."""
    return in_words(retold(text))


def said_title(text: str) -> str:
    """A claim's heading; what is uncertain about its date stands behind the date, as everywhere else.

    >>> said_title("Detention, Kuwait, by perhaps 10 June 2016")
    'Detention, Kuwait, by 10 June 2016 (uncertain)'
    """
    return re.sub(r"\b((?:by|from|in|on) )?perhaps (\w[^,]*)$", r"\1\2 (uncertain)", text)


def mark_of(label: str | None) -> str:
    """One word for what an input says of its own nature, to stand wherever the report is named; empty without a label.

    >>> mark_of("Digest written from public facts; the comments are invented."), mark_of(None)
    ('digest', '')
    """
    if not label:
        return ""
    said = label.casefold()
    for entry in words()["marks"]:
        if any(sign in said for sign in entry["signs"]):
            return str(entry["says"])
    return str(words()["mark_otherwise"])


def number(text: str) -> str:
    """A number as a reader writes it; what is no number comes back as it is."""
    try:
        value = float(text)
    except ValueError:
        return text
    return str(Range(value, value))


def said_value(attribute: str, value: str) -> str:
    """The value of a claim's attribute as a reader says it.

    >>> said_value("quantity:workers", "24..99 workers"), said_value("quantity:USD", "..40000 USD year")
    ('24–99 workers', 'at most 40,000 USD a year')
    """
    if attribute == "when":
        return said_or_same(value)
    if attribute == "type":
        return say_as("event", value.replace("_", " ").capitalize()).lower()
    if not attribute.startswith("quantity") or not re.match(r"[\d.]", value):
        return value
    numbers, _, rest = value.partition(" ")
    what, _, per = rest.partition(" ")
    per = per.removeprefix("per ")
    low, dots, high = numbers.partition("..")
    try:
        amount = str(Range(float(low) if low else None, float(high) if high else None)) if dots else number(low)
    except ValueError:
        amount = numbers
    return figure(" ".join(part for part in (amount, what.replace("_", " "), f"a {per}" if per else "") if part))


def said_attribute(attribute: str) -> str:
    """The name of a claim's attribute as a heading."""
    kind, _, what = attribute.replace(".", ":").partition(":")
    name = word("attributes", kind)
    name = name[:1].upper() + name[1:]
    return f"{name}: {unit(what.replace('_', ' '))}" if what else name


def said_bounds(at_least: int, at_most: int) -> str:
    """The interval of support in words.

    >>> said_bounds(1, 2), said_bounds(1, 1), said_bounds(0, 0)
    ('at least 1, at most 2 independent origins', 'at least 1, at most 1 independent origin', 'no origin of its own')
    """
    if at_most == 0:
        return say("no origin of its own")
    return said_of(
        at_most,
        "at least {least}, at most {n} independent origin",
        "at least {least}, at most {n} independent origins",
        least=at_least,
    )


__all__ = [
    "count",
    "mark_of",
    "number",
    "plain_words",
    "said_attribute",
    "said_bounds",
    "said_date",
    "said_dates",
    "said_or_same",
    "said_title",
    "said_value",
    "sentence",
    "word",
    "words",
]
