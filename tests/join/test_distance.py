import pytest

from secondsource.join.distance import kilometres
from secondsource.model import Place


def at(lat, lon):
    return Place(name="x", country=None, span=None, lat=lat, lon=lon)


def test_kuwait_to_doha():
    assert kilometres(at(29.37, 47.98), at(25.285, 51.531)) == pytest.approx(573, abs=5)


def test_a_place_without_a_point_is_at_no_distance():
    assert kilometres(at(29.37, 47.98), at(None, None)) is None
