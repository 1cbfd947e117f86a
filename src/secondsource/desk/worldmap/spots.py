"""Where on a map a claim may stand: no more precise than its place is known, and no more than is safe for those it tells of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from secondsource.model import BadPack, Claim, Mention, Place
from secondsource.publish.names import country
from secondsource.publish.placing import place_of, withheld_place
from secondsource.subjects import Subject
from secondsource.subjects.loader import read_yaml

from .outline import by_code
from .projection import Point

_EXACT = frozenset({"city", "site"})
_VAGUE = frozenset({"region", "county"})


class Kind(StrEnum):
    """How a claim stands on a map."""

    POINT = "point"
    REGION = "region"
    """Somewhere around a point: the middle of a province."""
    COUNTRY = "country"
    ROUTE = "route"
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a claim stands; claims with equal spots stand together.

    Args:
        name: of the place; empty if only the country may be shown.
        country: ISO code, or None.
        points: one for a point or region, two for a route (latitude, longitude), else none.
        loose: of a route, whether an end is known only to its country, whose middle stands for it.
    """

    kind: Kind
    name: str
    country: str | None
    points: tuple[Point, ...] = ()
    loose: bool = False


def spot_of(claim: Claim, mentions: Iterable[Mention], points: Mapping[str, Point], *, coarse: bool) -> Spot:
    """Where a claim stands.

    Args:
        claim: the claim.
        mentions: its mentions, in order.
        points: places that routes may end at, by name.
        coarse: show nothing more precise than a region.
    """
    whole = Spot(Kind.COUNTRY, "", claim.country) if claim.country else Spot(Kind.NOWHERE, "", None)
    place = place_of(claim, mentions)
    if place is None or (coarse and place.precision != "region"):
        return whole
    at = ((place.lat, place.lon),) if place.lat is not None and place.lon is not None else ()
    if place.precision in _VAGUE and at:
        return Spot(Kind.REGION, place.name, place.country, at)
    if place.precision in _EXACT and at:
        return Spot(Kind.POINT, place.name, place.country, at)
    if place.precision == "route":
        return _route(place, points) or whole
    return whole


def withheld(claim: Claim, mentions: Iterable[Mention], pack: Subject) -> bool:
    """Whether the place that a claim goes by is more precise than may be shown."""
    names = (atlas_name(claim.country),) if claim.country else ()
    return withheld_place(claim, place_of(claim, mentions), pack, names)


def country_name(code: str, pack: Subject) -> str:
    """The name of a country: the pack's, else the outline's, else the code.

    >>> from secondsource.subjects import load
    >>> country_name("FJ", load("dprk_labour"))
    'Fiji'
    """
    name = country(code, pack)
    return name if name != code else atlas_name(code) or code


def atlas_name(code: str) -> str:
    """The name of a country in the outline; empty if it is not there."""
    land = by_code().get(code)
    return land.name if land else ""


def _route(place: Place, points: Mapping[str, Point]) -> Spot | None:
    """“Pyongyang-Kuwait”: a name of two ends; an end that is a whole country stands in its middle."""
    for at, sign in enumerate(place.name):
        if sign not in "-–":
            continue
        start, end = points.get(place.name[:at].strip()), points.get(place.name[at + 1 :].strip())
        land = by_code().get(place.country or "")
        loose = start is not None and end is None and land is not None
        if loose and land is not None:
            end = (land.lat, land.lon)
        if start is not None and end is not None:
            return Spot(Kind.ROUTE, place.name, place.country, (start, end), loose)
    return None


@lru_cache(maxsize=8)
def _pack_points(pack: Subject) -> Mapping[str, Point]:
    try:
        rows = read_yaml(pack.data("places.yaml"))["places"]
    except BadPack:
        return MappingProxyType({})
    return MappingProxyType({r["name"]: (r["lat"], r["lon"]) for r in rows if r["kind"] == "city" and "lat" in r})


def known_points(pack: Subject, mentions: Iterable[Mention]) -> Mapping[str, Point]:
    """Cities that routes may end at: those of the pack, and those that the case itself places."""
    told = {
        m.place.name: (m.place.lat, m.place.lon)
        for m in mentions
        if m.place and m.place.precision == "city" and m.place.lat is not None and m.place.lon is not None
    }
    return {**told, **_pack_points(pack)}
