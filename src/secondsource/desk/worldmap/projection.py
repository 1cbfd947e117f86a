"""The Natural Earth projection, and the part of the plane that a picture shows.

The polynomial is by Šavrič, Patterson and Jenny (2015), “The Natural Earth projection”, Cartography and Geographic Information Science 42(1).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import acos, asin, atan2, cos, degrees, hypot, radians, sin

Point = tuple[float, float]
_LEAST = 0.36
"""Radians of the plane that a picture shows at least across: nearer, the outline is too coarse."""


def projected(lat: float, lon: float) -> Point:
    """Where a place lies in the plane, in radians, east and north of 0,0.

    >>> projected(0, 0)
    (0.0, 0.0)
    """
    phi, lam = radians(max(-90.0, min(90.0, lat))), radians(lon)
    p2 = phi * phi
    p4 = p2 * p2
    x = lam * (0.8707 - 0.131979 * p2 + p4 * (-0.013791 + p4 * (0.003971 * p2 - 0.001529 * p4)))
    y = phi * (1.007226 + p2 * (0.015085 + p4 * (-0.044475 + 0.028874 * p2 - 0.005916 * p4)))
    return x, y


@dataclass(frozen=True, slots=True)
class Frame:
    """A part of the plane as a picture shows it: `left` and `top` in radians, `scale` in user units a radian."""

    left: float
    top: float
    scale: float
    width: float
    height: float

    def at(self, lat: float, lon: float) -> Point:
        """Where a place stands in the picture."""
        return self.of(projected(lat, lon))

    def of(self, point: Point) -> Point:
        """Where a point of the plane stands in the picture."""
        return (point[0] - self.left) * self.scale, (self.top - point[1]) * self.scale

    def shows(self, low: Point, high: Point) -> bool:
        """Whether anything between two corners (south-west, north-east) may be seen."""
        (x1, y2), (x2, y1) = self.of(low), self.of(high)
        return x2 >= 0 and x1 <= self.width and y2 >= 0 and y1 <= self.height


def world(width: float) -> Frame:
    """The whole world without Antarctica."""
    left, right = projected(0, -180)[0], projected(0, 180)[0]
    top, bottom = projected(84, 0)[1], projected(-57, 0)[1]
    scale = width / (right - left)
    return Frame(left, top, scale, width, (top - bottom) * scale)


def around(places: Iterable[Point], width: float) -> Frame:
    """The part of the world that holds these places (latitude, longitude), with room around; all of it if there are none."""
    whole = world(width)
    points = [projected(*place) for place in places]
    if not points:
        return whole
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    across = max((max(xs) - min(xs)) * 1.3, _LEAST)
    down = max((max(ys) - min(ys)) * 1.4, across * 0.4, _LEAST / 2)
    across = max(across, down / 0.55)
    scale = width / across
    if scale <= whole.scale:
        return whole
    left = (min(xs) + max(xs) - across) / 2
    top = (min(ys) + max(ys) + down) / 2
    return Frame(left, top, scale, width, down * scale)


def great_circle(start: Point, end: Point, steps: int = 24) -> list[Point]:
    """Places along the shortest way between two (latitude, longitude), both ends with them."""
    (a1, o1), (a2, o2) = (tuple(map(radians, p)) for p in (start, end))
    u = (cos(a1) * cos(o1), cos(a1) * sin(o1), sin(a1))
    v = (cos(a2) * cos(o2), cos(a2) * sin(o2), sin(a2))
    angle = acos(max(-1.0, min(1.0, sum(a * b for a, b in zip(u, v, strict=True)))))
    if angle < 1e-9 or sin(angle) < 1e-9:
        return [start, end]
    out = []
    for n in range(steps + 1):
        one, other = sin((1 - n / steps) * angle) / sin(angle), sin(n / steps * angle) / sin(angle)
        x, y, z = (one * a + other * b for a, b in zip(u, v, strict=True))
        out.append((degrees(asin(max(-1.0, min(1.0, z / (hypot(x, y, z) or 1.0))))), degrees(atan2(y, x))))
    return out
