"""Places that a text names or describes and that no gazetteer knows: they are kept as names, without country or point."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from spacy.tokens import Doc, Token

from ..model import Span
from .place_found import FoundPlace

Located = tuple[FoundPlace, Token]
"""A place with the word its other words depend on."""
_DATE = re.compile(
    r"\d|January|February|March|April|May|June|July|August|September|October|November|December|day$|Resolution|Council|Act\b|Gazette|Order|Report|Congress|Assembly|Committee|Ministry|University|Security"
)
_DIRECTIONS = frozenset({"north", "south", "east", "west", "republic", "gulf", "state", "president", "parliament"})

_PAGES = frozenset({"news", "web", "internet"})
"""Sites that are pages and no places."""


def named_in(doc: Doc, cues: Mapping[str, Any]) -> list[Located]:
    """Capitalised names after “in” or “at”, or of a place of work, that no gazetteer knows: kept as names, without country or point."""
    sites = frozenset(cues["sites"])
    out: list[Located] = []
    for token in doc:
        site = token.lower_ in sites
        if token.pos_ not in ("PROPN", "NOUN") or not (
            site or (token.dep_ == "pobj" and token.text[:1].isupper() and _locates(token.head, sites))
        ):
            continue
        start = token.i
        while (
            start > 0
            and doc[start - 1].text[:1].isupper()
            and doc[start - 1].pos_ in ("PROPN", "NOUN", "ADJ", "VERB")
            and not doc[start - 1].is_sent_start
        ):
            start -= 1
        name = doc[start : token.i + 1]
        if (
            (site and len(name) < 2)
            or not name[0].text[:1].isupper()
            or _DATE.search(name.text)
            or (len(name) == 1 and name[0].lower_ in _DIRECTIONS)
            or name[0].lower_ in ("chinese", "russian", "korean")
        ):
            continue
        if not site and len(name) == 1 and len(token.text) < 4:
            continue
        span = Span(name[0].idx, token.idx + len(token.text))
        out.append(
            (
                FoundPlace(
                    span=span,
                    name=name.text,
                    country=None,
                    lat=None,
                    lon=None,
                    kind="named",
                    why="named in the text; in no gazetteer",
                ),
                token,
            )
        )
    return out


def _locates(preposition: Token, sites: frozenset[str]) -> bool:
    """“In”, “at”, and “of” after a word for a place (“the forests of”)."""
    return preposition.lower_ in ("in", "at") or (
        preposition.lower_ == "of" and preposition.head.lemma_.lower() in sites
    )


def described_in(doc: Doc, sites: frozenset[str]) -> FoundPlace | None:
    """The one place of work that a text describes without naming it (“the estuary dry dock”); None if there is none or several."""
    found: dict[str, Token] = {}
    for token in doc:
        if token.lower_ not in sites or token.text[:1].isupper():
            continue
        kinds = [t for t in token.lefts if t.dep_ in ("compound", "amod") and not t.is_stop]
        if not kinds or kinds[-1].lower_ in _PAGES or not any(t.lower_ == "the" for t in token.lefts):
            continue
        found.setdefault(doc[kinds[0].i : token.i + 1].text, token)
    if len(found) != 1:
        return None
    name, token = next(iter(found.items()))
    span = Span(token.idx + len(token.text) - len(name), token.idx + len(token.text))
    return FoundPlace(
        span=span,
        name=name,
        country=None,
        lat=None,
        lon=None,
        kind="named",
        why="described in the text; in no gazetteer",
    )
