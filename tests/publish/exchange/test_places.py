from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.model import Place
from secondsource.publish.exchange.places import geometry
from secondsource.store.view import CaseView
from tests.publish.exchange.cases import written

POSITION = {
    "type": "array", "minItems": 2, "maxItems": 2,
    "prefixItems": [{"type": "number", "minimum": -180, "maximum": 180}, {"type": "number", "minimum": -90, "maximum": 90}],
}  # fmt: skip
RFC_7946 = {
    "type": "object", "required": ["type", "features"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {"type": "array", "items": {
            "type": "object", "required": ["type", "geometry", "properties"],
            "properties": {
                "type": {"const": "Feature"}, "id": {"type": ["string", "number"]}, "properties": {"type": ["object", "null"]},
                "geometry": {"oneOf": [
                    {"type": "null"},
                    {"type": "object", "required": ["type", "coordinates"], "additionalProperties": False,
                     "properties": {"type": {"const": "Point"}, "coordinates": POSITION}},
                    {"type": "object", "required": ["type", "coordinates"], "additionalProperties": False,
                     "properties": {"type": {"const": "LineString"}, "coordinates": {"type": "array", "minItems": 2, "items": POSITION}}},
                ]},
            },
        }},
    },
    "not": {"anyOf": [{"required": [name]} for name in ("coordinates", "geometries", "geometry", "properties", "crs")]},
}  # fmt: skip
"""What sections 3 and 7.1 of the RFC ask of such a collection."""


def at(view: CaseView, place: Place, kind: str = "WORK_STOPPAGE") -> dict[str, Any]:
    """The one feature of the case, told at that place."""
    readings = tuple(
        replace(r, mentions=tuple(replace(m, place=place, type=kind) for m in r.mentions)) for r in view.readings
    )
    claim = replace(view.claims[0], place=place.name, country=place.country, type=kind, title=f"Told of {place.name}")
    found = json.loads(written(replace(view, readings=readings, claims=(claim,)), "geojson"))
    jsonschema.Draft202012Validator(RFC_7946).validate(found)
    (feature,) = found["features"]
    return dict(feature)


DOHA = Place(name="Doha", country="QA", span=None, lat=25.285447, lon=51.53104, precision="city")


def test_longitude_stands_first_and_the_rest_is_told(view: CaseView) -> None:
    feature = at(view, DOHA)
    assert feature["geometry"] == {"type": "Point", "coordinates": [51.53104, 25.285447]}
    told = feature["properties"]
    assert (told["place"], told["precision"], told["coarse"], told["at_least"], told["grade"]) == (
        "Doha",
        "city",
        False,
        1,
        "F5",
    )
    assert (told["when"], told["earliest"], told["latest"]) == ("2015-12", "2015-12-01", "2015-12-31")


def test_people_in_flight_are_shown_by_country_alone(view: CaseView) -> None:
    feature = at(view, DOHA, "DEFECTION")
    assert feature["geometry"] is None
    assert (feature["properties"]["country"], feature["properties"]["coarse"]) == ("QA", True)
    assert "Doha" not in json.dumps(feature)


def test_a_region_may_be_shown_even_then(view: CaseView) -> None:
    region = Place(name="Primorye", country="RU", span=None, lat=45.0, lon=134.0, precision="region")
    assert at(view, region, "DEFECTION")["geometry"] == {"type": "Point", "coordinates": [134.0, 45.0]}


def test_a_country_has_no_point_and_a_route_is_a_line(view: CaseView) -> None:
    assert (
        at(view, Place(name="Kuwait", country="KW", span=None, lat=29.3, lon=47.5, precision="country"))["geometry"]
        is None
    )
    line = at(view, Place(name="Pyongyang-Vladivostok", country="RU", span=None, precision="route"))["geometry"]
    assert line["type"] == "LineString" and len(line["coordinates"]) == 2


@pytest.mark.parametrize(
    "format", ["ftm", "stix", "prov", "provn", "claimreview", "geojson", "xlsx", "graphml", "gexf"]
)
def test_no_format_gives_the_point_or_the_heading_of_people_in_flight(view: CaseView, format: str) -> None:
    place = replace(DOHA, name="Zubarah Wells")
    readings = tuple(
        replace(r, mentions=tuple(replace(m, place=place, type="DEFECTION") for m in r.mentions)) for r in view.readings
    )
    values = (*view.claims[0].values, replace(view.claims[0].values[0], attribute="place", value="Zubarah Wells"))
    claim = replace(
        view.claims[0], place=place.name, country="QA", type="DEFECTION", title="Defection, Zubarah Wells",
        values=values, conflicts=("place", "when"),
    )  # fmt: skip
    data = written(replace(view, readings=readings, claims=(claim,)), format)
    if format == "xlsx":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            data = b"".join(archive.read(name) for name in archive.namelist())
    assert b"Zubarah" not in data and b"25.28" not in data


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_a_point_is_where_it_was(lat: float, lon: float) -> None:
    found = geometry(Place(name="x", country=None, span=None, lat=lat, lon=lon, precision="site"), {})
    assert found is not None
    assert found["coordinates"] == pytest.approx([lon, lat], abs=1e-6)
