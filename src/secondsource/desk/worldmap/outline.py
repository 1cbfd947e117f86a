"""The outline of the world's countries, from Natural Earth (`data/SOURCE.md`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

from .projection import Frame, Point, projected


@dataclass(frozen=True, slots=True)
class Land:
    """A country.

    Args:
        code: ISO 3166-1 alpha-2, or empty.
        name: as Natural Earth has it.
        lat: degrees north of the middle of its largest part.
        lon: degrees east of it.
        rings: its borders as points of the plane; none if it is too small for the scale.
    """

    code: str
    name: str
    lat: float
    lon: float
    rings: tuple[tuple[Point, ...], ...]

    def path(self, frame: Frame) -> str:
        """Its borders as the `d` of a path; empty if nothing of it can be seen. A step under half a unit is left out."""
        out: list[str] = []
        for ring in self.rings:
            xs, ys = [p[0] for p in ring], [p[1] for p in ring]
            if not frame.shows((min(xs), min(ys)), (max(xs), max(ys))):
                continue
            x, y = (round(v, 1) for v in frame.of(ring[0]))
            steps = [f"M{x:g} {y:g}l"]
            for point in ring[1:]:
                a, b = (round(v, 1) for v in frame.of(point))
                if abs(a - x) + abs(b - y) >= 0.5:
                    steps.append(f"{round(a - x, 1):g} {round(b - y, 1):g}")
                    x, y = a, b
            if len(steps) > 2:
                out.append(steps[0] + " ".join(steps[1:]) + "z")
        return "".join(out)


@lru_cache(maxsize=1)
def lands() -> tuple[Land, ...]:
    """Every country of the outline."""
    text = files(__package__).joinpath("data/outline.tsv").read_text(encoding="utf-8")
    return tuple(_land(line) for line in text.splitlines())


@lru_cache(maxsize=1)
def by_code() -> Mapping[str, Land]:
    """The countries that have a code."""
    return MappingProxyType({land.code: land for land in lands() if land.code})


def _land(row: str) -> Land:
    code, name, lon, lat, rings = row.split("\t")
    return Land(code, name, int(lat) / 100, int(lon) / 100, tuple(map(_ring, rings.split(";"))) if rings else ())


def _ring(text: str) -> tuple[Point, ...]:
    x = y = 0
    out = []
    for step in text.split(" "):
        east, _, north = step.partition(",")
        x, y = x + int(east), y + int(north)
        out.append(projected(y / 100, x / 100))
    return tuple(out)
