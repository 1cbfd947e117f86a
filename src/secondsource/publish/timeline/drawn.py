"""The timeline as SVG: the reports of each month above, the claims in lanes below, each a link."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from ..layout import text_width, wrapped
from ..svg import GRID, INK, ORANGE, SIZE, SOFT, TEAL, line, number, picture, text
from ..tongue import say
from .axis import Axis, Extent
from .coverage import Month, Outlet, by_month
from .lanes import rows_for

WIDTH = 1160.0
LEFT = 176.0
RIGHT = WIDTH - 18
_ROW = 19.0
_BAND = 46.0
_OUTLET = 14.0
_OPEN = 34.0
"""Units that an open end is drawn beyond the day it is open from."""
_LEAST = 7.0
"""Units a span is wide at least, so that it is no dot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A claim to be drawn.

    Args:
        extent: its date.
        rivals: other dates that reports give, where they cannot all be right.
        href: where it leads.
        label: the few signs that stand beside it.
        says: its name for those who hear it, and where the pointer rests.
        origins: independent origins at least; None if not computed.
        against: whether it is disputed, denied or taken back.
    """

    extent: Extent
    rivals: tuple[Extent, ...]
    href: str
    label: str
    says: str
    origins: int | None
    against: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """Claims that stand together under a name."""

    name: str
    marks: tuple[Mark, ...]


def timeline_svg(
    axis: Axis, outlets: Sequence[Outlet], others: Sequence[Outlet], lanes: Sequence[Lane], years: str
) -> Markup:
    """The whole picture.

    Args:
        axis: from `LEFT` to `RIGHT`.
        outlets: those with a row of their own.
        others: the rest, in one row.
        lanes: the claims, lane by lane.
        years: an address with `{}` where the year stands that a label leads to.
    """
    top = 26.0
    band, y = _coverage(axis, outlets, others, top)
    below, bottom = _lanes(axis, lanes, y + 12)
    grid = list(_grid(axis, top, bottom, years))
    number_of = sum(len(lane.marks) for lane in lanes)
    spoken = say(
        "From {first} to {last}. Above, the reports of each month; below, {claims} claims in {lanes} lanes. "
        "The lists under the picture say the same in words.",
        first=axis.first.year,
        last=axis.last.year,
        claims=number_of,
        lanes=len(lanes),
    )
    return picture(
        [*grid, *band, *below],
        kind="chart timeline",
        identifier="t",
        width=WIDTH,
        height=bottom + 8,
        title=say("Timeline of claims"),
        spoken=spoken,
        role="group",
    )


def _grid(axis: Axis, top: float, bottom: float, years: str) -> Iterator[Markup]:
    for tick in axis.ticks():
        x = number(axis.x(tick.day))
        yield line(f"M{x} {number(top)}V{number(bottom)}", GRID)
        label = text(axis.x(tick.day) + 3, 16, tick.says, size=11.5, fill=SOFT, weight="600" if tick.year else "400")
        if tick.year is not None and axis.first.year != axis.last.year:
            label = Markup('<a href="{}">{}</a>').format(years.format(tick.year), label)
        yield label


def _coverage(
    axis: Axis, outlets: Sequence[Outlet], others: Sequence[Outlet], top: float
) -> tuple[list[Markup], float]:
    """The reports of each month, then when each outlet's lie; and where that ends."""
    months = {m: n for m, n in by_month([*outlets, *others]).items() if axis.first.year <= m[0] <= axis.last.year}
    most = max(months.values(), default=0)
    base = top + _BAND
    out = [
        text(8, top + 20, say("Reports a month"), size=11.5, weight="600"),
        text(8, top + 35, say("at most {n}", n=most) if most else say("none of a known month"), size=10.5, fill=SOFT),
        line(f"M{number(LEFT)} {number(base)}H{number(RIGHT)}", SOFT),
    ]
    for month, count in months.items():
        low, high = _month(month)
        tall = max(2.0, (_BAND - 6) * count / most)
        out.append(
            Markup('<path d="M{} {}h{}v{}h-{}z" fill="{}"><title>{}</title></path>').format(
                number(axis.x(low)),
                number(base),
                wide := number(max(2.0, axis.end(high) - axis.x(low) - 0.6)),
                number(-tall),
                wide,
                SOFT,
                f"{month[0]}-{month[1]:02}: {count}",
            )
        )
    y = base + 16
    for outlet in outlets:
        out += _outlet(axis, outlet.name, [outlet], y)
        y += _OUTLET
    if others:
        out += _outlet(
            axis, say("{n} other outlets", n=len(others)) if outlets else say("{n} outlets", n=len(others)), others, y
        )
        y += _OUTLET
    return out, y - 4


def _outlet(axis: Axis, name: str, members: Sequence[Outlet], y: float) -> Iterator[Markup]:
    (said,) = wrapped(name, LEFT - 16, 10.5, 1)
    yield text(8, y + 3.5, said, size=10.5, fill=SOFT)
    days = [day for o in members for day in (o.first, o.last) if day is not None]
    if days and len(members) == 1:
        yield line(f"M{number(axis.middle(min(days)))} {number(y)}H{number(axis.middle(max(days)))}", SOFT, 1)
    for month, count in by_month(members).items():
        low, high = _month(month)
        if axis.first <= low <= axis.last:
            yield Markup('<circle cx="{}" cy="{}" r="{}" fill="{}"/>').format(
                number((axis.x(low) + axis.end(high)) / 2), number(y), number(min(2.0 + 0.5 * count, 5.0)), SOFT
            )
    for outlet in members:
        if outlet.stopped is not None and axis.first <= outlet.stopped <= axis.last:
            x = number(axis.middle(outlet.stopped))
            yield Markup(
                '<path d="M{} {}m-4 -4l8 8m0 -8l-8 8" stroke="{}" stroke-width="1.8"><title>{}</title></path>'
            ).format(x, number(y), ORANGE, f"{outlet.name}: {outlet.status}")


def _month(month: Month) -> tuple[date, date]:
    low = date(month[0], month[1], 1)
    nxt = date(month[0] + month[1] // 12, month[1] % 12 + 1, 1) if month != (9999, 12) else date.max
    return low, nxt - timedelta(days=1)


def _lanes(axis: Axis, lanes: Sequence[Lane], top: float) -> tuple[list[Markup], float]:
    out: list[Markup] = []
    y = top
    for lane in lanes:
        out.append(line(f"M0 {number(y)}H{number(WIDTH)}", GRID))
        rows = rows_for([_reach(axis, mark) for mark in lane.marks])
        words = wrapped(lane.name, LEFT - 20, SIZE, 3)
        for at, said in enumerate(words):
            out.append(text(8, y + 16 + 15 * at, said, weight="600"))
        for mark, row in zip(lane.marks, rows, strict=True):
            out.append(_mark(axis, mark, y + 12 + _ROW * row))
        y += max(_ROW * (max(rows, default=0) + 1), 15.0 * len(words)) + 8
    return out, y


def _reach(axis: Axis, mark: Mark) -> tuple[float, float]:
    """From where to where a mark reaches, its label with it."""
    low, high = _ends(axis, mark.extent)
    ends = [end for rival in mark.rivals for end in _ends(axis, rival)]
    left, right = min([low, *ends]), max([high + 3 + text_width(mark.label, 10.5), *ends])
    return max(left, axis.left), right


def _ends(axis: Axis, extent: Extent) -> tuple[float, float]:
    first, last = extent.first, extent.last
    if first is not None and last is not None:
        low, high = axis.x(first), axis.end(last)
        if extent.is_day:
            return (low + high) / 2 - 5, (low + high) / 2 + 5
        return low, max(high, low + _LEAST)
    if last is not None:
        return axis.end(last) - _OPEN, axis.end(last) + 2
    return axis.x(first or axis.first) - 2, axis.x(first or axis.first) + _OPEN


def _mark(axis: Axis, mark: Mark, y: float) -> Markup:
    _, high = _ends(axis, mark.extent)
    pieces = [
        Markup('<a href="{}"><title>{}</title>').format(mark.href, mark.says),
        *(_rival(axis, rival, y) for rival in mark.rivals),
        _sign(axis, mark, y),
        text(high + 3, y + 3.8, mark.label, size=10.5, fill=INK),
        Markup("</a>"),
    ]
    return Markup("").join(pieces)


def _sign(axis: Axis, mark: Mark, y: float) -> Markup:
    """A dot for a day, a bar for more, dots towards an open end; filled if an origin is shown."""
    extent = mark.extent
    low, high = _ends(axis, extent)
    colour = ORANGE if mark.against else TEAL
    fill = colour if mark.origins else "#ffffff"
    dash = "2.5 2" if extent.mark else "none"
    if extent.first is None or extent.last is None:
        known = high - 2 if extent.first is None else low + 2
        other = low if extent.first is None else high
        return Markup('<path class="m" d="M{} {}v10" stroke="{}" stroke-width="{}"/>').format(
            number(known), number(y - 5), colour, "3.6" if mark.origins else "1.6"
        ) + line(f"M{number(known)} {number(y)}H{number(other)}", colour, 2, "1.5 3.5")
    if extent.is_day:
        return Markup(
            '<circle class="m" cx="{}" cy="{}" r="4.4" fill="{}" stroke="{}" stroke-width="1.5" stroke-dasharray="{}"/>'
        ).format(number((low + high) / 2), number(y), fill, colour, dash)
    soft = Markup(' fill-opacity="0.55"') if mark.origins else ""
    return Markup(
        '<rect class="m" x="{}" y="{}" width="{}" height="9" rx="2" fill="{}"{} stroke="{}" stroke-width="1.2" stroke-dasharray="{}"/>'
    ).format(number(low), number(y - 4.5), number(high - low), fill, soft, colour, dash)


def _rival(axis: Axis, extent: Extent, y: float) -> Markup:
    low, high = _ends(axis, extent)
    if extent.is_day:
        return Markup(
            '<path d="M{} {}l3.2 3.2l-3.2 3.2l-3.2 -3.2z" fill="#ffffff" stroke="{}" stroke-width="1"/>'
        ).format(number((low + high) / 2), number(y - 3.2), SOFT)
    dash = "none" if extent.first and extent.last else "1.5 3"
    return line(f"M{number(max(low, axis.left))} {number(y + 6)}H{number(high)}", SOFT, 1.4, dash)


def drawn(axis: Axis, marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """The marks that have something on the axis, in order of time."""
    found = [mark for mark in marks if mark.extent.touches(axis.first, axis.last)]
    return tuple(sorted(found, key=lambda m: (m.extent.first or m.extent.last or date.max, m.extent.last or date.max)))
