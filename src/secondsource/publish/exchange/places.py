"""Claims on the map as GeoJSON (RFC 7946): a feature for each claim, no more precise than is known and than is safe."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import IO, Any

from secondsource.model import BadPack, Claim, Place
from secondsource.subjects import Subject
from secondsource.subjects.loader import read_yaml

from .dates import ends
from .handed import Handed
from .plain import array, dump


def write(handed: Handed, file: IO[bytes]) -> None:
    """The feature collection, a feature a line."""
    head: dict[str, Any] = {"type": "FeatureCollection"}
    marking = handed.marking
    if marking is not None:
        head["tlp"] = marking.label
    file.write(dump(head)[:-1].encode() + b',"features":')
    array(features(handed), file)
    file.write(b"}\n")


def features(handed: Handed) -> Iterator[dict[str, Any]]:
    """A feature for each claim, in the order of the case; one without a known point has a null geometry (RFC 7946, section 3.2)."""
    points = _cities(handed)
    for claim in handed.view.claims:
        yield feature(handed, claim, points)


def feature(handed: Handed, claim: Claim, points: Mapping[str, tuple[float, float]]) -> dict[str, Any]:
    """A claim as a feature.

    Args:
        handed: the case.
        claim: the claim.
        points: places that routes may end at, by name, latitude first.
    """
    place = handed.place(claim)
    support, grade = handed.view.support(claim.id), handed.view.grade(claim.id)
    low, high = ends(claim.when.text) if claim.when else (None, None)
    marking = handed.view.marking_of_claim(claim.id)
    return {
        "type": "Feature",
        "id": claim.id,
        "geometry": geometry(place, points),
        "properties": {
            "title": handed.title(claim),
            "type": claim.type,
            "when": claim.when.text if claim.when else None,
            "earliest": low,
            "latest": high,
            "place": place.name if place else None,
            "country": claim.country,
            "precision": place.precision or None if place else None,
            "coarse": handed.coarse(claim),
            "status": claim.status.value,
            "at_least": support.at_least if support else None,
            "at_most": support.at_most if support else None,
            "grade": f"{grade.letter}{grade.digit}" if grade else None,
            "reports": [handed.view.name_of(report) for report in claim.reports],
            "tlp": marking.label if marking else None,
        },
    }


def geometry(place: Place | None, points: Mapping[str, tuple[float, float]]) -> dict[str, Any] | None:
    """A point for what has one, a line for a route both of whose ends are known, else nothing. Longitude first (RFC 7946, section 3.1.1)."""
    if place is None:
        return None
    if place.precision == "route":
        found = _route(place.name, points)
        return {"type": "LineString", "coordinates": [_position(*end) for end in found]} if found else None
    if place.lat is None or place.lon is None or place.precision == "country":
        return None
    return {"type": "Point", "coordinates": _position(place.lat, place.lon)}


def _position(lat: float, lon: float) -> list[float]:
    return [round(lon, 6), round(lat, 6)]


def _route(
    name: str, points: Mapping[str, tuple[float, float]]
) -> tuple[tuple[float, float], tuple[float, float]] | None:
    for at, sign in enumerate(name):
        if sign in "-–":
            start, end = points.get(name[:at].strip()), points.get(name[at + 1 :].strip())
            if start is not None and end is not None:
                return start, end
    return None


def _cities(handed: Handed) -> Mapping[str, tuple[float, float]]:
    return _of_pack(handed.pack)


def _of_pack(pack: Subject) -> Mapping[str, tuple[float, float]]:
    try:
        rows = read_yaml(pack.data("places.yaml"))["places"]
    except BadPack:
        return {}
    return {row["name"]: (row["lat"], row["lon"]) for row in rows if row["kind"] == "city" and "lat" in row}
