"""A place as a text names it, and before it is known which one is meant."""

from __future__ import annotations

from dataclasses import dataclass

from ..model import Span
from .gazetteer import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPlace:
    """A place named in a text.

    Args:
        span: its words.
        name: the gazetteer's or the pack's name for it, or the words.
        country: ISO 3166-1 alpha-2, or None.
        lat: degrees north, or None: a name without a point stays without one.
        lon: degrees east, or None.
        kind: `country`, `region`, `county`, `city`, `site`, `route`, `bloc`, `nationality` or `named` (no gazetteer knows it).
        why: on what the choice rests.
    """

    span: Span
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    kind: str
    why: str


@dataclass(slots=True)
class Candidate:
    """Words that may name a place, with the places of that name; `within` is the state or country told right after."""

    span: Span
    words: str
    entries: tuple[Entry, ...]
    within: Entry | None = None
