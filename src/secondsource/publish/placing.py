"""How precisely the place of a claim may leave the house: no more than it is known, and no more than is safe for those it tells of.

The desk's map and every exchange format with places keep to it.
"""

from __future__ import annotations

from collections.abc import Iterable

from secondsource.model import Claim, Mention, Place
from secondsource.subjects import Subject

from .names import country_in_english
from .redact import coarse_types

WIDE = frozenset({"country", "region", "bloc"})
"""Precisions that lead to nobody."""


def place_of(claim: Claim, mentions: Iterable[Mention]) -> Place | None:
    """The place that the claim goes by, as the first mention tells it that has a point."""
    told = [m.place for m in mentions if m.place and m.place.name == claim.place and m.place.country == claim.country]
    return next((p for p in told if p.lat is not None), told[0] if told else None)


def withheld_place(claim: Claim, place: Place | None, pack: Subject, names: Iterable[str] = ()) -> bool:
    """Whether the place that a claim goes by is more precise than may be shown.

    Args:
        claim: the claim.
        place: what `place_of` gives for it.
        pack: the subject, which says what kinds of event could lead to people in flight.
        names: further names of the claim's country: a claim that goes by one of them hides nothing.
    """
    if claim.type not in coarse_types(pack) or not claim.place:
        return False
    if claim.country and claim.place in (country_in_english(claim.country, pack), *names):
        return False
    return place is None or place.precision not in WIDE


def safe_place(claim: Claim, mentions: Iterable[Mention], pack: Subject) -> Place | None:
    """The place that the claim goes by, as far as it may be shown; where only the country may be, a place of that country without a point.

    None if there is nothing to show.
    """
    place = place_of(claim, mentions)
    if not withheld_place(claim, place, pack):
        if place is not None and claim.type in coarse_types(pack) and place.precision != "region":
            return Place(name=place.name, country=place.country, span=None, why=place.why, precision=place.precision)
        if place is None and (claim.place or claim.country):
            return Place(name=claim.place or "", country=claim.country, span=None, precision="")
        return place
    if not claim.country:
        return None
    return Place(
        name=country_in_english(claim.country, pack), country=claim.country, span=None, why="", precision="country"
    )


def safe_title(claim: Claim, mentions: Iterable[Mention], pack: Subject) -> str:
    """The heading of a claim; without its place where that is withheld."""
    if not withheld_place(claim, place_of(claim, mentions), pack):
        return claim.title
    known = pack.event_types.get(claim.type)
    kind = (known.title if known else "") or claim.type.replace("_", " ").capitalize()
    parts = (
        kind,
        country_in_english(claim.country, pack) if claim.country else "",
        claim.when.text if claim.when else "",
    )
    return ", ".join(part for part in parts if part)
