"""A lineage as inline SVG: no script, no style sheet of its own, a title and a description for those who hear it."""

from __future__ import annotations

from itertools import pairwise

from markupsafe import Markup

from secondsource.model.acting import harmless

from .layout import GAP, LINE, PAD, WIDTH, Box, Line, Placed, place, text_width, wrapped
from .lineage import Lineage
from .svg import INK, SOFT, number, text
from .tongue import noted, say

_BOX = {
    "report": ("#ffffff", "#8796a3", ""),
    "teller": ("#f1f4f6", "#8796a3", ""),
    "origin": ("#e3eff0", "#1f5a66", ""),
    "unrecorded": ("#ffffff", "#51606c", "4 3"),
    "against": ("#fff4e5", "#a04000", "1.5 2.5"),
}
_LINE = {
    "tells": (SOFT, "1.3", ""),
    "cites": (SOFT, "1.3", ""),
    "same_statement": (SOFT, "1.3", "7 3"),
    "copies": ("#0060a0", "2.6", ""),
    "partial_copy": ("#0060a0", "2", "8 3"),
    "translates": ("#0060a0", "2.6", "1.5 3.5"),
}
"""Blue, orange and grey of one darkness, told apart by weight and dashes as well (after Okabe and Ito 2008)."""
_HIDDEN = "#a04000"
_SAID = {
    "tells": noted("has it from"),
    "cites": noted("has it from"),
    "same_statement": noted("carries the same statement"),
    "copies": noted("copies"),
    "partial_copy": noted("copies in part"),
    "translates": noted("translates"),
}


def svg(graph: Lineage, identifier: str, title: str, *, evidence: str = "") -> Markup:
    """The picture of a lineage.

    Args:
        graph: what to draw.
        identifier: unique in the page; ids of the picture begin with it.
        title: read out as the picture's name.
        evidence: if each line is to lead to its evidence, what the ids of that begin with; the number of the line follows, from 1.
    """
    placed = place(graph)
    used = list(dict.fromkeys((_SAID[e.how], e.how) for e in graph.edges if e.how != "tells")) or []
    if any(e.how == "tells" for e in graph.edges) and not any(said == "has it from" for said, _ in used):
        used.insert(0, ("has it from", "tells"))
    hidden = any(e.hidden for e in graph.edges)
    back = any(e.back for e in graph.edges)
    legend = [
        (say(said), *_LINE[how])
        for said, how in sorted(dict(used).items(), key=lambda item: list(_LINE).index(item[1]))
    ]
    if hidden:
        legend.append((say("does not say so"), _HIDDEN, "1.6", "5 3"))
    if back:
        legend.append((say("closes a circle"), _HIDDEN, "2.2", "3 3"))
    keys, rows = _legend(legend, placed)
    height = placed.height + (10 + 20 * rows if rows else 0)
    role = "group" if evidence else "img"
    parts = [
        Markup(
            '<svg class="lineage" xmlns="http://www.w3.org/2000/svg" role="{3}" aria-labelledby="{0}-t {0}-d" '
            'viewBox="0 0 {1} {2}" width="{1}" height="{2}" font-family="system-ui, Helvetica Neue, Arial, Noto Sans KR, '
            'Noto Sans CJK KR, sans-serif">'
        ).format(identifier, number(placed.width), number(height), role),
        Markup('<title id="{}-t">{}</title>').format(identifier, title),
        Markup('<desc id="{}-d">{}</desc>').format(identifier, " ".join(graph.sentences())),
    ]
    parts += _heads(placed)
    lines = {edge: (at, said) for at, (edge, said) in enumerate(zip(graph.edges, graph.sentences(), strict=True), 1)}
    for line in placed.lines:
        at, said = lines[line.edge]
        drawn = _line(line, 24 if evidence else 14)
        if evidence:
            drawn = Markup('<a href="#{0}{1}" id="{2}-l{1}" aria-label="{3} The evidence.">{4}</a>').format(
                evidence, at, identifier, said, drawn
            )
        parts.append(drawn)
    parts += [_box(box) for box in placed.boxes]
    parts += keys
    parts.append(Markup("</svg>"))
    return harmless(Markup("").join(parts))


def _tip(text: str) -> Markup:
    """What a browser shows where the pointer rests; it needs no script."""
    return Markup("<title>{}</title>").format(text) if text else Markup("")


def _heads(placed: Placed) -> list[Markup]:
    if placed.columns < 2:
        return []
    right = (placed.columns - 1) * (WIDTH + GAP) + 1
    return [
        text(1, 12, say("REPORTS →"), size=10.5, fill=SOFT, weight="600"),
        text(right, 12, say("ORIGINS"), size=10.5, fill=SOFT, weight="600"),
    ]


def _box(box: Box) -> Markup:
    fill, stroke, dash = _BOX[box.node.kind]
    radius = 16 if box.node.kind in ("origin", "unrecorded", "against") else 3
    dashes = Markup(' stroke-dasharray="{}"').format(dash) if dash else ""
    out = [
        Markup(
            '<g class="box">{}<rect x="{}" y="{}" width="{}" height="{}" rx="{}" fill="{}" stroke="{}" stroke-width="1.2"{}/>'
        ).format(
            _tip(box.node.tip), number(box.x), number(box.y), WIDTH, number(box.height), radius, fill, stroke, dashes
        )
    ]
    at = box.y + PAD + 11
    for line in box.lines:
        out.append(text(box.x + PAD + 2, at, line, size=12.5, fill=INK, weight="600"))
        at += LINE
    if box.node.small:
        for line in wrapped(box.node.small, WIDTH - 2 * PAD - 4, 11, 2):
            out.append(text(box.x + PAD + 2, at, line, size=11, fill=SOFT))
            at += LINE
    out.append(Markup("</g>"))
    return Markup("").join(out)


def _line(line: Line, reach: int) -> Markup:
    """The line, and around it, unseen, as wide as `reach`, what a pointer can hit."""
    colour, width, dash = _LINE[line.edge.how]
    if line.edge.hidden:
        colour, dash = _HIDDEN, dash or "5 3"
    if line.edge.back:
        colour, width, dash = _HIDDEN, "2.2", "3 3"
        (x1, y1), (x2, y2) = line.points
        low = max(y1, y2) + 34
        path = f"M{number(x1)} {number(y1)} C{number(x1 - 40)} {number(low)} {number(x2 + 40)} {number(low)} {number(x2)} {number(y2)}"
        tip = f"M{number(x2 + 9)} {number(y2 - 1)} L{number(x2)} {number(y2)} L{number(x2 + 5)} {number(y2 + 8)} Z"
    else:
        points = line.points
        path = f"M{number(points[0][0])} {number(points[0][1])}"
        for (x1, y1), (x2, y2) in pairwise(points):
            if y1 == y2:
                path += f" L{number(x2)} {number(y2)}"
            else:
                half = (x1 + x2) / 2
                path += f" C{number(half)} {number(y1)} {number(half)} {number(y2)} {number(x2)} {number(y2)}"
        x, y = points[-1]
        tip = f"M{number(x - 8)} {number(y - 4.5)} L{number(x)} {number(y)} L{number(x - 8)} {number(y + 4.5)} Z"
    dashes = Markup(' stroke-dasharray="{}"').format(dash) if dash else Markup("")
    return Markup(
        '<g class="line">{}<path d="{}" fill="none" stroke="transparent" stroke-width="{}"/>'
        '<path class="stroke" d="{}" fill="none" stroke="{}" stroke-width="{}"{}/><path d="{}" fill="{}"/></g>'
    ).format(_tip(line.edge.tip), path, reach, path, colour, width, dashes, tip, colour)


def _legend(items: list[tuple[str, str, str, str]], placed: Placed) -> tuple[list[Markup], int]:
    """The keys of the lines used, and in how many rows they stand."""
    out: list[Markup] = []
    x, y = 1.0, placed.height + 18
    for said, colour, width, dash in items:
        wide = 34 + text_width(said, 11)
        if x > 1 and x + wide > placed.width:
            x, y = 1.0, y + 20
        dashes = Markup(' stroke-dasharray="{}"').format(dash) if dash else Markup("")
        out.append(
            Markup('<path d="M{} {} H{}" stroke="{}" stroke-width="{}"{}/>').format(
                number(x), number(y - 4), number(x + 28), colour, width, dashes
            )
        )
        out.append(text(x + 34, y, said, size=11, fill=SOFT))
        x += wide + 20
    return out, round((y - placed.height + 2) / 20) if items else 0
