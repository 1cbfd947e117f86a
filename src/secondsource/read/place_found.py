"""A place as a text names it, and before it is known which one is meant."""

from __future__ import annotations

from dataclasses import dataclass

from ..model import Place, Span
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

    def told(self, *, span: Span | None, why: str = "", name: str = "") -> Place:
        """The place of an event. A country or a bloc is no point, and gets none.

        Args:
            span: the words that name it there; None from context.
            why: on what that rests, where it is not what this place rests on.
            name: another name for it (the end of a route).
        """
        precision = "country" if self.kind == "nationality" else self.kind
        point = precision not in ("country", "bloc")
        return Place(
            name=name or self.name,
            country=self.country,
            span=span,
            lat=self.lat if point else None,
            lon=self.lon if point else None,
            why=why or self.why,
            precision=precision,
        )


@dataclass(slots=True)
class Candidate:
    """Words that may name a place, with the places of that name; `within` is the state or country told right after."""

    span: Span
    words: str
    entries: tuple[Entry, ...]
    within: Entry | None = None
