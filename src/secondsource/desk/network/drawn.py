"""The network as SVG: boxes in columns, lines between them; each leads to the claims behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from markupsafe import Markup

from secondsource.publish.svg import INK, ORANGE, SOFT, TEAL, line, number, picture, text
from secondsource.publish.tongue import noted, say
from secondsource.publish.words import count

from .graph import Edge, Network, Sort, Tie
from .layout import BOX, WIDTH, Box, columns, place
from .paths import Twins

_HEADS = {
    Sort.SPEAKER: noted("WHO SPEAKS"),
    Sort.BODY: noted("WHO TAKES PART"),
    Sort.PLACE: noted("PLACES AND ROUTES"),
    Sort.COUNTRY: noted("COUNTRIES"),
}
_FILL = {Sort.SPEAKER: "#f1f4f6", Sort.BODY: "#e3eff0", Sort.PLACE: "#ffffff", Sort.COUNTRY: "#e9edf0"}


def network_svg(network: Network, same: Iterable[Twins], href: Callable[[str, str], str]) -> Markup:
    """The whole picture.

    Args:
        network: what to draw.
        same: nodes that may be one.
        href: the address of the way from one key to another; the second is empty for a node alone.
    """
    same = tuple(same)
    boxes = place(network, ((pair.one, pair.other) for pair in same))
    height = max((b.y + b.height for b in boxes.values()), default=40.0) + 12
    most = max((len(edge.claims) for edge in network.edges.values()), default=1)
    parts = [text(c.x + 2, 16, say(_HEADS[c.sort]), size=10.5, fill=SOFT, weight="600") for c in columns(network)]
    parts += [_edge(edge, boxes, href, most) for edge in network.edges.values()]
    parts += [_twins(pair, boxes) for pair in same]
    parts += [_box(box, href) for box in boxes.values()]
    return picture(
        parts,
        kind="chart network",
        identifier="w",
        width=WIDTH,
        height=height,
        title=say("Network of claims"),
        spoken=say(
            "{names} names, {ties} ties between them. The lists under the picture say the same in words.",
            names=len(network.nodes),
            ties=len(network.edges),
        ),
        role="group",
    )


def _edge(edge: Edge, boxes: dict[str, Box], href: Callable[[str, str], str], most: int) -> Markup:
    one, other = sorted((boxes[edge.ends[0]], boxes[edge.ends[1]]), key=lambda b: (b.x, b.y))
    path = _path(one, other)
    spoken_only = set(edge.ties) <= {Tie.SPEAKS, Tie.ALIKE}
    ties = ", ".join(say(tie) for tie in edge.ties)
    says = f"{one.node.name} – {other.node.name}: {ties}; {count(len(edge.claims), 'claim')}"
    return Markup('<a href="{}"><title>{}</title>{}{}</a>').format(
        href(*edge.ends),
        says,
        line(path, "transparent", 12),
        Markup('<path class="m" d="{}" fill="none" stroke="{}" stroke-width="{}" stroke-dasharray="{}"/>').format(
            path,
            SOFT if spoken_only else TEAL,
            number(0.9 + 0.35 * len(edge.claims) * min(1.0, 12 / most)),
            "5 3" if spoken_only else "none",
        ),
    )


def _path(one: Box, other: Box) -> str:
    """A curve from side to side; two boxes of one column are joined by a bow on their right."""
    a, b = one.middle, other.middle
    if one.x == other.x:
        x = one.x + BOX
        return f"M{number(x)} {number(a)}C{number(x + 46)} {number(a)} {number(x + 46)} {number(b)} {number(x)} {number(b)}"
    x1, x2 = one.x + BOX, other.x
    half = (x1 + x2) / 2
    return f"M{number(x1)} {number(a)}C{number(half)} {number(a)} {number(half)} {number(b)} {number(x2)} {number(b)}"


def _twins(pair: Twins, boxes: dict[str, Box]) -> Markup:
    one, other = sorted((boxes[pair.one], boxes[pair.other]), key=lambda b: (b.x, b.y))
    if one.x != other.x:
        path = _path(one, other)
    else:
        # On the left of the column, where no tie between two of its boxes runs.
        x, a, b = one.x, one.middle, other.middle
        path = f"M{number(x)} {number(a)}C{number(x - 34)} {number(a)} {number(x - 34)} {number(b)} {number(x)} {number(b)}"
    return Markup("<g><title>{}</title>{}</g>").format(
        say("{one} and {other} may be the same: {why}", one=one.node.name, other=other.node.name, why=say(pair.why)),
        line(path, ORANGE, 1.8, "1.5 3.5"),
    )


def _box(box: Box, href: Callable[[str, str], str]) -> Markup:
    node = box.node
    said = count(len(node.claims), "claim")
    radius = 14 if node.sort is Sort.SPEAKER else 3
    pieces = [
        Markup('<a href="{}"><title>{}</title>').format(href(node.key, ""), f"{node.name}, {node.what}: {said}"),
        Markup('<rect class="m" x="{}" y="{}" width="{}" height="{}" rx="{}" fill="{}" stroke="{}"/>').format(
            number(box.x), number(box.y), number(BOX), number(box.height), radius, _FILL[node.sort], "#8796a3"
        ),
    ]
    y = box.y + 17
    for words in box.lines:
        pieces.append(text(box.x + 9, y, words, size=12, fill=INK, weight="600"))
        y += 14
    pieces += [text(box.x + 9, y, said, size=10.5, fill=SOFT), Markup("</a>")]
    return Markup("").join(pieces)
