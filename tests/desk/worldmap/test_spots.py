from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis.strategies import booleans, builds, floats, none, sampled_from, text

from secondsource.desk.worldmap.spots import Kind, known_points, spot_of, withheld
from secondsource.model import Place
from secondsource.publish.redact import coarse_types
from secondsource.subjects import load
from tests.desk.told import DOHA, KUWAIT, PRIMORYE, ROUTE, YARD, place, told

PACK = load("dprk_labour")
POINTS = known_points(PACK, ())
PRECISIONS = ("", "country", "region", "county", "city", "site", "route", "bloc", "named")


def spot(where: Place | None, *, coarse: bool = False):
    reading, claim = told(1, where=where)
    return spot_of(claim, reading.mentions, POINTS, coarse=coarse)


@pytest.mark.parametrize(
    ("where", "kind"),
    [
        (DOHA, Kind.POINT),
        (KUWAIT, Kind.COUNTRY),
        (PRIMORYE, Kind.REGION),
        (ROUTE, Kind.ROUTE),
        (YARD, Kind.NOWHERE),
        (None, Kind.NOWHERE),
        (place("Middle East", None, "bloc"), Kind.NOWHERE),
        (place("a yard", "KW", "named"), Kind.COUNTRY),
        (place("Doha", "QA", "city"), Kind.COUNTRY),
        (place("Nowhere-Elsewhere", "KW", "route"), Kind.COUNTRY),
    ],
)
def test_no_spot_is_more_precise_than_its_place(where: Place | None, kind: Kind) -> None:
    assert spot(where).kind is kind


@given(
    builds(
        Place,
        name=text(max_size=6),
        country=none() | sampled_from(["KW", "QA", "RU"]),
        span=none(),
        lat=none() | floats(-80, 80),
        lon=none() | floats(-170, 170),
        precision=sampled_from(PRECISIONS),
    )
)
def test_what_is_coarse_never_shows_a_town_a_site_or_a_way(where: Place) -> None:
    found = spot(where, coarse=True)
    assert found.kind not in (Kind.POINT, Kind.ROUTE)
    if found.kind is Kind.REGION:
        assert where.precision == "region"
    else:
        assert found.name == ""
        assert found.points == ()


def test_an_end_known_only_to_its_country_is_loose() -> None:
    assert spot(ROUTE).loose
    both = spot(place("Pyongyang-Vladivostok", "RU", "route"))
    assert both.kind is Kind.ROUTE
    assert not both.loose


@given(booleans())
def test_people_in_flight_are_always_coarse(first: bool) -> None:
    assert {"DEFECTION", "DESERTION"} <= coarse_types(PACK)
    kind = "DEFECTION" if first else "DESERTION"
    for where, held in ((DOHA, True), (YARD, True), (KUWAIT, False), (PRIMORYE, False), (None, False)):
        reading, claim = told(1, where=where, type=kind)
        assert withheld(claim, reading.mentions, PACK) is held
        assert not withheld(told(2, where=where)[1], reading.mentions, PACK)
