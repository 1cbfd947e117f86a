"""Places the boxes of a lineage: columns from the latest relay on the left to the origins on the right (after Sugiyama 1981).

Deterministic: the same lineage always gives the same picture.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from .lineage import Edge, Lineage, Node

WIDTH = 204
GAP = 54
LINE = 15
PAD = 9
BETWEEN = 14
HEAD = 30
_WAYPOINT = 6
_SWEEPS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A node with its place in user units; `lines` are its title, wrapped."""

    node: Node
    x: float
    y: float
    height: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An edge with the points it passes, from taker to giver."""

    edge: Edge
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A picture's boxes and lines, and its size in user units."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    width: float
    height: float
    columns: int


def text_width(text: str, size: float = 12.5) -> float:
    """At most how wide a text is set in the sans-serifs a reader may have (DejaVu is the widest); Korean and Chinese signs are square."""
    total = 0.0
    for sign in text:
        if unicodedata.east_asian_width(sign) in "WF":
            total += 1.0
        elif sign in "iljtfrI.,:;'|!()[] ":
            total += 0.42
        elif sign.isupper() or sign in "mwMW@█—":
            total += 0.92
        else:
            total += 0.71
    return total * size


def wrapped(text: str, width: float, size: float = 12.5, most: int = 3) -> tuple[str, ...]:
    """The text in lines no wider than `width`; what does not fit in `most` lines ends in an ellipsis."""
    lines: list[str] = [""]
    for original in text.split():
        part = original
        while text_width(part, size) > width:
            cut = next(n for n in range(len(part), 0, -1) if n == 1 or text_width(part[:n], size) <= width)
            if lines[-1]:
                lines.append("")
            lines[-1] = part[:cut]
            lines.append("")
            part = part[cut:]
        longer = f"{lines[-1]} {part}".strip()
        if text_width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(part)
    lines = [line for line in lines if line]
    if len(lines) > most:
        last = lines[most - 1]
        while last and text_width(last + "…", size) > width:
            last = last[:-1]
        lines = [*lines[: most - 1], last.rstrip(" ,") + "…"]
    return tuple(lines) or ("",)


def place(graph: Lineage) -> Placed:
    """Where every box and line goes."""
    forward = [e for e in graph.edges if not e.back]
    layer = _layers(graph, forward)
    columns = max(layer.values(), default=0) + 1
    heights: dict[str, float] = {}
    titles: dict[str, tuple[str, ...]] = {}
    for node in graph.nodes:
        titles[node.key] = wrapped(node.title, WIDTH - 2 * PAD - 4)
        small = len(wrapped(node.small, WIDTH - 2 * PAD - 4, 11, 2)) if node.small else 0
        heights[node.key] = 2 * PAD + LINE * (len(titles[node.key]) + small)
    routes, members = _routes(graph, forward, layer, columns, heights)
    _untangle(members, routes)
    middles = _heights(members, routes, heights)
    bottom = max((middles[k] + heights[k] / 2 for k in middles), default=0.0)
    top = min((middles[k] - heights[k] / 2 for k in middles), default=0.0)
    shift = HEAD - top

    def x(column: int) -> float:
        return 1 + (columns - 1 - column) * (WIDTH + GAP)

    boxes = tuple(
        Box(
            node=n,
            x=x(layer[n.key]),
            y=round(middles[n.key] - heights[n.key] / 2 + shift, 1),
            height=heights[n.key],
            lines=titles[n.key],
        )
        for n in graph.nodes
    )
    lines = []
    for edge in graph.edges:
        if edge.back:
            low, high = layer[edge.taker], layer[edge.giver]
            lines.append(
                Line(
                    edge=edge,
                    points=((x(low), middles[edge.taker] + shift), (x(high) + WIDTH, middles[edge.giver] + shift)),
                )
            )
            continue
        stops = routes[edge.taker, edge.giver]
        points: list[tuple[float, float]] = [(x(layer[edge.taker]) + WIDTH, middles[edge.taker] + shift)]
        for at, stop in enumerate(stops[1:-1], start=1):
            column = layer[edge.taker] - at
            points += [(x(column), middles[stop] + shift), (x(column) + WIDTH, middles[stop] + shift)]
        points.append((x(layer[edge.giver]), middles[edge.giver] + shift))
        lines.append(Line(edge=edge, points=tuple((round(a, 1), round(b, 1)) for a, b in points)))
    return Placed(
        boxes=boxes,
        lines=tuple(lines),
        width=columns * WIDTH + (columns - 1) * GAP + 2,
        height=round(bottom + shift + 4, 1),
        columns=columns,
    )


def _layers(graph: Lineage, edges: list[Edge]) -> dict[str, int]:
    """Column of each box, counted from the origins at 0: one more than the furthest giver."""
    givers: defaultdict[str, list[str]] = defaultdict(list)
    for edge in edges:
        givers[edge.taker].append(edge.giver)
    layer: dict[str, int] = {}
    # A report from which no line leaves still belongs with the reports, never under the origins.
    least = 1 if any(node.kind != "report" for node in graph.nodes) else 0
    reports = {node.key for node in graph.nodes if node.kind == "report"}

    def depth(key: str) -> int:
        if key not in layer:
            layer[key] = max((depth(g) + 1 for g in givers[key]), default=least if key in reports else 0)
        return layer[key]

    for node in graph.nodes:
        depth(node.key)
    return layer


def _routes(
    graph: Lineage, edges: list[Edge], layer: dict[str, int], columns: int, heights: dict[str, float]
) -> tuple[dict[tuple[str, str], list[str]], list[list[str]]]:
    """Per edge the boxes and way points it passes, one a column; per column what stands in it."""
    members: list[list[str]] = [[] for _ in range(columns)]
    for node in graph.nodes:
        members[layer[node.key]].append(node.key)
    routes = {}
    for edge in edges:
        stops = [edge.taker]
        for column in range(layer[edge.taker] - 1, layer[edge.giver], -1):
            way = f"way:{edge.taker}>{edge.giver}@{column}"
            heights[way] = _WAYPOINT
            members[column].append(way)
            stops.append(way)
        routes[edge.taker, edge.giver] = [*stops, edge.giver]
    return routes, members


def _neighbours(routes: dict[tuple[str, str], list[str]]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    right: defaultdict[str, list[str]] = defaultdict(list)
    left: defaultdict[str, list[str]] = defaultdict(list)
    for stops in routes.values():
        for a, b in pairwise(stops):
            right[a].append(b)
            left[b].append(a)
    return right, left


def _untangle(members: list[list[str]], routes: dict[tuple[str, str], list[str]]) -> None:
    """Orders each column by the mean place of its neighbours, back and forth."""
    right, left = _neighbours(routes)

    def sort(column: int, beside: dict[str, list[str]], reference: int) -> None:
        at = {key: n for n, key in enumerate(members[reference])}
        old = {key: n for n, key in enumerate(members[column])}

        def mean(key: str) -> float:
            near = [at[k] for k in beside[key] if k in at]
            return sum(near) / len(near) if near else old[key]

        members[column].sort(key=lambda key: (mean(key), old[key]))

    for _ in range(_SWEEPS):
        for column in range(len(members) - 2, -1, -1):
            sort(column, left, column + 1)
        for column in range(1, len(members)):
            sort(column, right, column - 1)


def _heights(
    members: list[list[str]], routes: dict[tuple[str, str], list[str]], heights: dict[str, float]
) -> dict[str, float]:
    """The middle of everything, in order within its column, near the mean of its neighbours, nothing overlapping."""
    right, left = _neighbours(routes)
    middle: dict[str, float] = {}

    def stack(column: list[str], wish: dict[str, float]) -> None:
        placed: list[float] = []
        for n, key in enumerate(column):
            least = placed[-1] + (heights[column[n - 1]] + heights[key]) / 2 + BETWEEN if placed else float("-inf")
            placed.append(max(wish[key], least))
        # Pushing down only would drift; half the mean overshoot goes back up.
        drift = sum(p - wish[k] for p, k in zip(placed, column, strict=True)) / max(len(column), 1)
        middle.update({k: p - drift for k, p in zip(column, placed, strict=True)})

    tallest = max(range(len(members)), key=lambda c: (sum(heights[k] + BETWEEN for k in members[c]), -c))
    at = 0.0
    for key in members[tallest]:
        middle[key] = at + heights[key] / 2
        at += heights[key] + BETWEEN
    centre = at / 2
    order = [*range(tallest - 1, -1, -1), *range(tallest + 1, len(members))]
    for column in order:
        beside = left if column < tallest else right
        wish = {}
        for key in members[column]:
            near = [middle[k] for k in beside[key] if k in middle]
            wish[key] = sum(near) / len(near) if near else centre
        stack(members[column], wish)
    return middle
