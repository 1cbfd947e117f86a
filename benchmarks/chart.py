"""Line charts as SVG: a few lines over a few points, told apart by marks and dashes as well as by colour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 430, 280, 52, 118, 40, 46
INK, SOFT = "#1d2730", "#51606c"
MARKED = 12
"""Points up to which each has a mark of its own."""
_NEARLY = log10(1.02)
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
        powers: whether both axes go by powers of ten, as far as the values need; all of them must be positive then.
        ticks: points that are written below the horizontal axis; all of them if none are named.
    """

    title: str
    x: str
    points: Sequence[float]
    lines: Mapping[str, Sequence[float | None]]
    top: float = 1.0
    percent: bool = True
    powers: bool = False
    ticks: Sequence[float] = ()

    @property
    def across(self) -> Scale:
        """The horizontal axis."""
        if self.powers:
            return Scale.of(self.points)
        every = (*self.points, *self.ticks)
        return Scale(min(every), max(every))

    @property
    def up(self) -> Scale:
        """The vertical axis."""
        values = [v for line in self.lines.values() for v in line if v is not None]
        return Scale.of(values) if self.powers else Scale(0.0, self.top)


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from one value to another, by powers of ten or evenly."""

    low: float
    high: float
    powers: bool = False

    @classmethod
    def of(cls, values: Sequence[float]) -> Scale:
        """By powers of ten, of which it holds as many as all values need; what is past an end by less than a fiftieth is drawn at it."""
        low, high = floor(log10(min(values)) + _NEARLY), ceil(log10(max(values)) - _NEARLY)
        return cls(10.0**low, 10.0 ** max(high, low + 1), powers=True)

    def at(self, value: float) -> float:
        """Where a value lies, from 0 to 1; what lies beyond an end is drawn at it."""
        if self.powers:
            share = log10(value / self.low) / log10(self.high / self.low)
        else:
            share = (value - self.low) / ((self.high - self.low) or 1)
        return min(max(share, 0.0), 1.0)

    def steps(self) -> Sequence[float]:
        """The values that a line is drawn at."""
        if self.powers:
            return [10.0**n for n in range(round(log10(self.low)), round(log10(self.high)) + 1)]
        return [self.low + (self.high - self.low) * n / 4 for n in range(5)]


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
    return f"{value:.0%}" if chart.percent else short(value)


def short(value: float) -> str:
    """A number as an axis says it.

    >>> [short(n) for n in (0.25, 1000, 2500, 100_000, 10_000_000)]
    ['0.25', '1k', '2.5k', '100k', '10M']
    """
    for size, sign in ((1e6, "M"), (1e3, "k")):
        if value >= size:
            return f"{value / size:g}{sign}"
    return f"{value:g}"


def _spoken(chart: Chart) -> str:
    rows = [
        f"{name}: " + ", ".join("none" if v is None else f"{v:.0%}" if chart.percent else f"{v:,.1f}" for v in values)
        for name, values in chart.lines.items()
    ]
    return f"{chart.title}, over {chart.x} of {', '.join(short(p) for p in chart.points)}. {'. '.join(rows)}."


def _drawn(chart: Chart) -> list[str]:
    inner_w, inner_h = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
    across, up = chart.across, chart.up

    def at(point: float, value: float) -> tuple[float, float]:
        return round(LEFT + inner_w * across.at(point), 1), round(TOP + inner_h * (1 - up.at(value)), 1)

    out = [f'<text x="{LEFT}" y="22" font-size="13.5" font-weight="600" fill="{INK}">{escape(chart.title)}</text>']
    for value in up.steps():
        y = at(across.low, value)[1]
        out.append(f'<path d="M{LEFT} {y} H{LEFT + inner_w}" stroke="#d5dbe0" stroke-width="1"/>')
        out.append(
            f'<text x="{LEFT - 8}" y="{y + 4}" font-size="11" text-anchor="end" fill="{SOFT}">{_label(chart, value)}</text>'
        )
    for point in chart.ticks or (across.steps() if chart.powers else chart.points):
        x = at(point, up.low)[0]
        out.append(
            f'<text x="{x}" y="{TOP + inner_h + 17}" font-size="11" text-anchor="middle" fill="{SOFT}">{short(point)}</text>'
        )
    out.append(
        f'<text x="{LEFT + inner_w / 2}" y="{HEIGHT - 8}" font-size="11.5" text-anchor="middle" fill="{SOFT}">{escape(chart.x)}</text>'
    )
    ends: list[tuple[float, str, str]] = []
    for (name, values), (colour, dash, mark) in zip(chart.lines.items(), STYLES, strict=False):
        points = [at(point, v) for point, v in zip(chart.points, values, strict=True) if v is not None]
        path = " ".join(f"{'M' if k == 0 else 'L'}{x} {y}" for k, (x, y) in enumerate(points))
        out.append(
            f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dash or "none"}"/>'
        )
        if len(points) <= MARKED:
            out += [_mark(mark, x, y, colour) for x, y in points]
        if points:
            ends.append((points[-1][1], name, colour))
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
