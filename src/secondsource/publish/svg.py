"""Pieces of SVG that all pictures are made of: no script, no style sheet, a title and a description for those who hear them."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from secondsource.model.acting import harmless

INK = "#1d2730"
SOFT = "#51606c"
GRID = "#d5dce1"
TEAL = "#1f5a66"
ORANGE = "#a04000"
BLUE = "#0060a0"
SIZE = 12.5


def number(value: float) -> str:
    """A coordinate, to a tenth of a unit."""
    return f"{value:.1f}".rstrip("0").rstrip(".")


def text(x: float, y: float, said: str, *, size: float = SIZE, fill: str = INK, weight: str = "400") -> Markup:
    """Words on one line."""
    return Markup('<text x="{}" y="{}" font-size="{}" font-weight="{}" fill="{}">{}</text>').format(
        number(x), number(y), number(size), weight, fill, said
    )


def box(
    x: float, y: float, wide: float, tall: float, fill: str, stroke: str, *, dash: str = "none", radius: float = 0
) -> Markup:
    """A rectangle."""
    return Markup(
        '<rect x="{}" y="{}" width="{}" height="{}" rx="{}" fill="{}" stroke="{}" stroke-width="1.2" stroke-dasharray="{}"/>'
    ).format(number(x), number(y), number(wide), number(tall), number(radius), fill, stroke, dash)


def line(path: str, colour: str, width: float = 1, dash: str = "none", fill: str = "none") -> Markup:
    """A path; `path` is the value of its `d`."""
    return Markup('<path d="{}" fill="{}" stroke="{}" stroke-width="{}" stroke-dasharray="{}"/>').format(
        path, fill, colour, number(width), dash
    )


def picture(
    parts: Iterable[Markup],
    *,
    kind: str,
    identifier: str,
    width: float,
    height: float,
    title: str,
    spoken: str,
    role: str = "img",
) -> Markup:
    """The whole picture on white.

    Args:
        parts: its pieces, those behind first.
        kind: class of the element, for a page's own style.
        identifier: unique in a page; ids of the picture begin with it.
        width: in user units.
        height: in user units.
        title: read out as the picture's name.
        spoken: what it shows, in sentences.
        role: `img` for one picture; `group` if its pieces are links of their own.
    """
    head = Markup(
        '<svg class="{0}" xmlns="http://www.w3.org/2000/svg" role="{6}" aria-labelledby="{1}-t {1}-d" viewBox="0 0 {2} {3}" '
        'width="{2}" height="{3}" font-family="system-ui, Helvetica Neue, Arial, Noto Sans KR, Noto Sans CJK KR, sans-serif">'
        '<title id="{1}-t">{4}</title><desc id="{1}-d">{5}</desc><rect width="{2}" height="{3}" fill="#ffffff"/>'
    ).format(kind, identifier, round(width), round(height), title, spoken, role)
    return harmless(Markup("").join([head, *parts, Markup("</svg>")]))
