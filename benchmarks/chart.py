"""Line charts as SVG: a few lines over a few points, told apart by marks and dashes as well as by colour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 430, 280, 52, 118, 40, 46
INK, SOFT = "#1d2730", "#51606c"
STYLES = (
    ("#0060a0", "", "circle"),
    ("#a04000", "7 4", "square"),
    ("#1f5a66", "2 3", "diamond"),
    ("#51606c", "9 3 2 3", "ring"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """What to draw.

    Args:
        title: above it.
        x: name of the horizontal axis.
        points: values along it.
        lines: values of each line by its name, one per point; None leaves a gap.
        top: the upper end of the vertical axis, which begins at 0.
        percent: whether values are shares, written as per cent.
    """

    title: str
    x: str
    points: Sequence[float]
    lines: Mapping[str, Sequence[float | None]]
    top: float = 1.0
    percent: bool = True


def svg(charts: Sequence[Chart]) -> str:
    """The charts side by side, with a title and a description for those who hear it."""
    width = WIDTH * len(charts)
    said = " ".join(_spoken(chart) for chart in charts)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width} {HEIGHT}" width="{width}" height="{HEIGHT}" '
        'font-family="system-ui, Helvetica Neue, Arial, sans-serif">',
        f"<title>{escape('; '.join(c.title for c in charts))}</title><desc>{escape(said)}</desc>",
        f'<rect width="{width}" height="{HEIGHT}" fill="#ffffff"/>',
    ]
    for n, chart in enumerate(charts):
        parts.append(f'<g transform="translate({n * WIDTH} 0)">')
        parts += _drawn(chart)
        parts.append("</g>")
    return "\n".join([*parts, "</svg>"]) + "\n"


def _label(chart: Chart, value: float) -> str:
    return f"{value:.0%}" if chart.percent else f"{value:g}"


def _spoken(chart: Chart) -> str:
    rows = [
        f"{name}: " + ", ".join("none" if v is None else f"{v:.0%}" if chart.percent else f"{v:.1f}" for v in values)
        for name, values in chart.lines.items()
    ]
    return f"{chart.title}, over {chart.x} of {', '.join(f'{p:g}' for p in chart.points)}. {'. '.join(rows)}."


def _drawn(chart: Chart) -> list[str]:
    inner_w, inner_h = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
    low, high = chart.points[0], chart.points[-1]

    def at(n: int, value: float) -> tuple[float, float]:
        x = LEFT + inner_w * (chart.points[n] - low) / ((high - low) or 1)
        return round(x, 1), round(TOP + inner_h * (1 - min(value, chart.top) / chart.top), 1)

    out = [f'<text x="{LEFT}" y="22" font-size="13.5" font-weight="600" fill="{INK}">{escape(chart.title)}</text>']
    for step in range(5):
        value = chart.top * step / 4
        y = at(0, value)[1]
        out.append(f'<path d="M{LEFT} {y} H{LEFT + inner_w}" stroke="#d5dbe0" stroke-width="1"/>')
        out.append(
            f'<text x="{LEFT - 8}" y="{y + 4}" font-size="11" text-anchor="end" fill="{SOFT}">{_label(chart, value)}</text>'
        )
    for n, point in enumerate(chart.points):
        x = at(n, 0)[0]
        out.append(
            f'<text x="{x}" y="{TOP + inner_h + 17}" font-size="11" text-anchor="middle" fill="{SOFT}">{point:g}</text>'
        )
    out.append(
        f'<text x="{LEFT + inner_w / 2}" y="{HEIGHT - 8}" font-size="11.5" text-anchor="middle" fill="{SOFT}">{escape(chart.x)}</text>'
    )
    ends: list[tuple[float, str, str]] = []
    for (name, values), (colour, dash, mark) in zip(chart.lines.items(), STYLES, strict=False):
        points = [(n, *at(n, v)) for n, v in enumerate(values) if v is not None]
        path = " ".join(f"{'M' if k == 0 else 'L'}{x} {y}" for k, (_, x, y) in enumerate(points))
        out.append(
            f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dash or "none"}"/>'
        )
        out += [_mark(mark, x, y, colour) for _, x, y in points]
        if points:
            ends.append((points[-1][2], name, colour))
    y = -99.0
    for wanted, name, colour in sorted(ends):
        y = max(wanted + 4, y + 15)
        out.append(
            f'<text x="{LEFT + inner_w + 10}" y="{round(y, 1)}" font-size="11.5" fill="{colour}">{escape(name)}</text>'
        )
    return out


def _mark(mark: str, x: float, y: float, colour: str) -> str:
    if mark == "square":
        return f'<rect x="{x - 3.5}" y="{y - 3.5}" width="7" height="7" fill="{colour}"/>'
    if mark == "diamond":
        return f'<path d="M{x} {y - 5} l5 5 l-5 5 l-5 -5 Z" fill="{colour}"/>'
    fill = "#ffffff" if mark == "ring" else colour
    return f'<circle cx="{x}" cy="{y}" r="3.8" fill="{fill}" stroke="{colour}" stroke-width="1.6"/>'
