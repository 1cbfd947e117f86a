"""What the law room says in its closed vocabulary, said for a reader: facts, kinds of event, countries, dates and numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from secondsource.subjects import Subject

from .names import country, kind
from .retold import point, retold
from .tongue import ENGLISH, language, noted, say
from .words import number, said_dates

EVENT_DATE = noted("the date of the event")
_EVENT = {
    "event.date": EVENT_DATE,
    "event.type": noted("the kind of event"),
    "event.country": noted("the country of the event"),
    "event.factuality": noted("how sure the reports are"),
    "provision.in_force_from": noted("the day the provision came into force"),
}
_ASIDE = re.compile(
    r", not of the report|, an id of [\w./]+|; a list means that all are shown| \(null = open\)| \(EDTF\)"
)
"""Remarks of the vocabulary for whoever fills it in."""
_GROUPS = (noted("all of"), noted("any of"), noted("not"))
"""How an outline of conditions names its groups (law/outline.py)."""
_TYPE = re.compile(r"\b[A-Z]{3,}(?:[_ ][A-Z]+)*\b")
_COUNTRY = re.compile(r"(?<![\w/.-])[A-Z]{2}(?![\w/.-])")
_FACT = re.compile(r"\b[a-z]+\.[a-z_0-9]+\b")


@lru_cache(maxsize=8)
def _meanings(pack: Subject) -> Mapping[str, str]:
    """What each fact of the closed vocabulary means, by its name; of two entries of one name the first."""
    entries = reversed(tuple(pack.law.get("facts", ())))
    told = {str(entry["name"]): _ASIDE.sub("", str(entry["meaning"])) for entry in entries}
    return told | {name: said for name, said in _EVENT.items() if name in told}


def fact_words(fact: str, pack: Subject) -> str:
    """A fact of the closed vocabulary in plain words: its meaning, or its name with dots and underscores made spaces."""
    known = _EVENT.get(fact) or _meanings(pack).get(fact)
    return say(known) if known else fact.replace(".", ": ").replace("_", " ")


def plain(text: str, pack: Subject) -> str:
    """A text of the law room for a reader: dates, event types and facts of the vocabulary in words."""
    if language() != ENGLISH:
        text = _retold(text)
    text = _ASIDE.sub("", said_dates(text))
    text = _COUNTRY.sub(lambda m: country(m[0], pack), text)
    text = _TYPE.sub(lambda m: _type_words(m[0], pack), text)
    return _FACT.sub(lambda m: say(_meanings(pack).get(m[0], m[0])), text)


def _retold(text: str) -> str:
    """A sentence, a reason or a point in the language spoken, whichever it is."""
    bare = _ASIDE.sub("", text)
    if bare.startswith("follows: "):
        # The rule by which one fact follows from others stands in the vocabulary, in English.
        return retold("follows from other facts")
    said = point(bare)
    return said if said != bare else retold(text)


def _type_words(words: str, pack: Subject) -> str:
    identifier = words.replace(" ", "_")
    return kind(identifier, pack).lower() if identifier in pack.event_types else words


def amount(value: str) -> str:
    """A bare number or range of numbers as a reader writes it; anything else as it is.

    >>> amount("135000.0 to 176400.0"), amount("KP")
    ('135,000 to 176,400', 'KP')
    """
    if not re.fullmatch(r"[\d.]+(?: to [\d.]+)?", value):
        return value
    return " to ".join(number(n) for n in value.split(" to "))
