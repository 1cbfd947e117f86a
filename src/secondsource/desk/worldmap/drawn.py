"""The map as SVG: countries tinted by the claims known only to them, dots for places, rings for regions, lines for routes; each a link."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

from markupsafe import Markup

from secondsource.publish.layout import text_width
from secondsource.publish.svg import INK, ORANGE, TEAL, line, number, picture
from secondsource.publish.tongue import say

from .outline import Land, by_code, lands
from .projection import Frame, Point, around, great_circle, world
from .spots import Kind, Spot

WIDTH = 1160.0
_SEA, _LAND = "#f7f9fa", "#e3e8eb"
_TINTS = ("#cfe3e6", "#a6ccd2", "#76aeb7")
_STEPS = (1, 4)
"""A tint for one claim, one for up to four, one for more."""
_SMALL, _GREAT = 11.0, 17.0
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Place:
    """Claims that stand together on the map.

    Args:
        name: as it stands beside the mark.
        number: how many claims there are.
        href: where the mark leads.
        says: its name for those who hear it, and where the pointer rests.
    """

    spot: Spot
    name: str
    number: int
    href: str
    says: str


def frame_of(places: Iterable[Place], *, whole: bool) -> Frame:
    """The part of the world that a picture of these places shows."""
    return world(WIDTH) if whole else around((p for place in places for p in _points(place.spot)), WIDTH)


def map_svg(places: Sequence[Place], frame: Frame) -> Markup:
    """The whole picture."""
    tinted = {p.spot.country: p for p in places if p.spot.kind is Kind.COUNTRY}
    plain = "".join(path for land in lands() if land.code not in tinted and (path := land.path(frame)))
    parts = [_filled(_SEA, f"M0 0h{number(frame.width)}v{number(frame.height)}h{number(-frame.width)}z")]
    parts.append(_filled(_LAND, plain))
    taken: list[Box] = []
    routes = [p for p in places if p.spot.kind is Kind.ROUTE]
    points = sorted((p for p in places if p.spot.kind in (Kind.POINT, Kind.REGION)), key=lambda p: (-p.number, p.name))
    taken += [_box(frame.at(*p.spot.points[0]), _radius(p)) for p in points]
    lines = [_line(place, frame, taken) for place in routes]
    parts += [*(_country(place, frame, taken) for place in tinted.values()), *lines]
    parts += [_mark(place, frame, taken) for place in points]
    return picture(
        parts,
        kind="chart worldmap",
        identifier="m",
        width=frame.width,
        height=frame.height,
        title=say("Map of claims"),
        spoken=say(
            "{points} places with a point or a region, {countries} countries, {routes} routes. "
            "The lists under the picture say the same in words.",
            points=len(points),
            countries=len(tinted),
            routes=len(routes),
        ),
        role="group",
    )


def _points(spot: Spot) -> Iterator[Point]:
    yield from spot.points
    land = by_code().get(spot.country or "")
    if not spot.points and land is not None:
        yield land.lat, land.lon


def _filled(fill: str, path: str) -> Markup:
    return Markup('<path d="{}" fill="{}" fill-rule="evenodd" stroke="#ffffff" stroke-width="0.7"/>').format(path, fill)


def _country(place: Place, frame: Frame, taken: list[Box]) -> Markup:
    land = by_code().get(place.spot.country or "")
    if land is None:
        return Markup("")
    tint = _TINTS[sum(place.number > step for step in _STEPS)]
    x, y = frame.at(land.lat, land.lon)
    path = land.path(frame) if land.rings else f"M{number(x - 5)} {number(y - 5)}h10v10h-10z"
    said = _inside(place, land, frame, taken) or _label(place, x, y, _half(land, frame), frame, taken, "600")
    return Markup(
        '<a href="{}"><title>{}</title><path class="m" d="{}" fill="{}" fill-rule="evenodd" stroke="{}" stroke-width="0.8"/>{}</a>'
    ).format(place.href, place.says, path, tint, TEAL, said)


def _inside(place: Place, land: Land, frame: Frame, taken: list[Box]) -> Markup:
    """The name in the middle of the country, if it is wide enough for that."""
    words = f"{place.name} {place.number}"
    wide = text_width(words, _SMALL)
    x, y = frame.at(land.lat, land.lon)
    box = (x - wide / 2, y - 9, x + wide / 2, y + 5)
    if 2 * _half(land, frame) < wide or any(_cross(box, other) for other in taken):
        return Markup("")
    taken.append(box)
    return _words(x, y + 4, words, _SMALL, "middle", weight="600")


def _half(land: Land, frame: Frame) -> float:
    """Half the width of a country's largest part in the picture; a sign's, if it is too small for the scale."""
    rings = [[frame.of(point)[0] for point in ring] for ring in land.rings]
    return max((max(ring) - min(ring) for ring in rings), default=10.0) / 2


def _line(place: Place, frame: Frame, taken: list[Box]) -> Markup:
    way = [frame.at(*point) for point in great_circle(place.spot.points[0], place.spot.points[1])]
    path = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in way)
    x, y = way[len(way) // 2]
    words = f"{place.name} {place.number}"
    wide = text_width(words, _SMALL)
    taken.append((x - wide / 2, y - 17, x + wide / 2, y - 4))
    return Markup('<a href="{}"><title>{}</title>{}{}{}</a>').format(
        place.href,
        place.says,
        line(path, "transparent", 14),
        Markup('<path class="m" d="{}" fill="none" stroke="{}" stroke-width="{}" stroke-dasharray="{}"/>').format(
            path, ORANGE, number(min(1.2 + 0.3 * place.number, 4)), "7 4" if place.spot.loose else "none"
        ),
        _words(x, y - 7, words, _SMALL, "middle", fill=ORANGE),
    )


def _mark(place: Place, frame: Frame, taken: list[Box]) -> Markup:
    x, y = frame.at(*place.spot.points[0])
    r = _radius(place)
    if place.spot.kind is Kind.REGION:
        sign = Markup(
            '<circle class="m" cx="{}" cy="{}" r="{}" fill="{}" fill-opacity="0.25" stroke="{}" stroke-width="1.6" stroke-dasharray="3 3"/>'
        ).format(number(x), number(y), number(r), TEAL, TEAL)
    else:
        sign = Markup(
            '<circle class="m" cx="{}" cy="{}" r="{}" fill="{}" fill-opacity="0.85" stroke="#ffffff" stroke-width="1"/>'
        ).format(number(x), number(y), number(r), TEAL)
    return Markup('<a href="{}"><title>{}</title>{}{}</a>').format(
        place.href, place.says, sign, _label(place, x, y, r, frame, taken)
    )


def _label(place: Place, x: float, y: float, r: float, frame: Frame, taken: list[Box], weight: str = "400") -> Markup:
    """The name beside the mark, on whichever side there is room; nothing if there is none."""
    words = f"{place.name} {place.number}"
    wide = text_width(words, _SMALL)
    sides = (
        (x + r + 3, y + 4, "start", x + r + 3),
        (x - r - 3, y + 4, "end", x - r - 3 - wide),
        (x, y - r - 4, "middle", x - wide / 2),
        (x, y + r + 12, "middle", x - wide / 2),
    )
    for at, base, anchor, left in sides:
        box = (left, base - 9, left + wide, base + 2)
        inside = left >= 0 and left + wide <= frame.width and base > 10 and base < frame.height
        if inside and not any(_cross(box, other) for other in taken):
            taken.append(box)
            return _words(at, base, words, _SMALL, anchor, weight=weight)
    return Markup("")


def _words(x: float, y: float, said: str, size: float, anchor: str, *, fill: str = INK, weight: str = "400") -> Markup:
    """Words with a white rim, so that they can be read on any ground."""
    return Markup(
        '<text x="{}" y="{}" font-size="{}" font-weight="{}" text-anchor="{}" fill="{}" stroke="#ffffff" stroke-width="2.6" stroke-opacity="0.8" paint-order="stroke">{}</text>'
    ).format(number(x), number(y), number(size), weight, anchor, fill, said)


def _radius(place: Place) -> float:
    """The area grows with the number of claims; a region is wide whatever their number."""
    return _GREAT if place.spot.kind is Kind.REGION else min(3.6 * sqrt(place.number) + 1, 18.0)


def _box(at: Point, r: float) -> Box:
    return at[0] - r, at[1] - r, at[0] + r, at[1] + r


def _cross(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
