from __future__ import annotations

from math import hypot, pi

import pytest
from hypothesis import given
from hypothesis.strategies import floats, lists, tuples

from secondsource.desk.worldmap.projection import around, great_circle, projected, world

LATS, LONS = floats(-56, 83), floats(-179.9, 179.9)
PLACES = tuples(LATS, LONS)


@given(floats(-90, 90), floats(-180, 180))
def test_east_and_west_north_and_south_mirror_each_other(lat: float, lon: float) -> None:
    x, y = projected(lat, lon)
    assert projected(-lat, lon) == pytest.approx((x, -y))
    assert projected(lat, -lon) == pytest.approx((-x, y))
    assert abs(x) <= 0.8707 * pi + 1e-9


@given(LONS, floats(-89, 88))
def test_further_north_is_further_up(lon: float, lat: float) -> None:
    assert projected(lat + 1, lon)[1] > projected(lat, lon)[1]


@given(lists(PLACES, max_size=8))
def test_a_frame_shows_what_it_was_made_for(places: list[tuple[float, float]]) -> None:
    frame = around(places, 1000)
    assert frame.width == 1000
    assert frame.scale >= world(1000).scale - 1e-9
    for place in places:
        x, y = frame.at(*place)
        assert -1 <= x <= frame.width + 1
        assert -1 <= y <= frame.height + 1


@given(PLACES, PLACES)
def test_the_shortest_way_joins_its_ends(start: tuple[float, float], end: tuple[float, float]) -> None:
    way = great_circle(start, end)
    assert way[0] == pytest.approx(start, abs=1e-4)
    assert hypot(way[-1][0] - end[0], (way[-1][1] - end[1] + 180) % 360 - 180) < 1e-3
    back = great_circle(end, start)
    assert len(back) == len(way)
