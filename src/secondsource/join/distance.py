"""How far apart two places are."""

from __future__ import annotations

import math
from typing import Protocol

EARTH = 6371.0
"""Mean radius in kilometres."""


class Point(Protocol):
    """A place on the map, or one without a point: degrees north and east."""

    @property
    def lat(self) -> float | None:
        """Degrees north."""

    @property
    def lon(self) -> float | None:
        """Degrees east."""


def kilometres(a: Point, b: Point) -> float | None:
    """The great-circle distance (haversine formula, Sinnott 1984); None where a place has no point.

    >>> from secondsource.model import Place
    >>> round(kilometres(Place(name="", country=None, span=None, lat=0, lon=0), Place(name="", country=None, span=None, lat=0, lon=1)))
    111
    """
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    one, two = math.radians(a.lat), math.radians(b.lat)
    half = (
        math.sin((two - one) / 2) ** 2 + math.cos(one) * math.cos(two) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    )
    return 2 * EARTH * math.asin(math.sqrt(half))
