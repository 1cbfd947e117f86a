"""Fans and maps as SVG. Every picture says underneath what it assumes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from markupsafe import Markup

from secondsource.publish.svg import BLUE, GRID, INK, ORANGE, SOFT, box, line, number, picture, text
from secondsource.publish.tongue import ENGLISH, language, say

from .fan import LEVELS, TOLD, Told
from .forces import month_of
from .outcome import Regime
from .regimemap import Cell
from .values import Preset

Array = npt.NDArray[Any]
WIDE, TALL, LEFT, TOP = 380, 230, 58, 34
COLOURS = {
    Regime.SPIRAL: "#a04000",
    Regime.CUT: "#c9a227",
    Regime.SHRUNK: "#d5dce1",
    Regime.SUBSTITUTED: "#7fb2d9",
    Regime.CONTAINED: "#1f5a66",
}
LETTERS = {
    Regime.SPIRAL: "S",
    Regime.CUT: "c",
    Regime.SHRUNK: "–",
    Regime.SUBSTITUTED: "s",
    Regime.CONTAINED: "=",
}
"""Colours alone tell some people nothing."""


def fan_picture(
    preset: Preset,
    one: Mapping[str, Array],
    other: Mapping[str, Array] | None,
    assumes: str,
    names: tuple[str, str] = ("", ""),
) -> Markup:
    """A fan for each series, three in a row; a second one beside it in another colour.

    Args:
        preset: gives the months.
        one: `[levels, months]` by series, see `fan.fans`.
        other: the same of a scenario it is compared with.
        assumes: the sentence below.
        names: of the two.
    """
    parts: list[Markup] = []
    for at, told in enumerate(TOLD):
        x, y = (at % 3) * WIDE, (at // 3) * TALL
        parts += _panel(x, y, told, preset, [(one[told.name], BLUE), *([(other[told.name], ORANGE)] if other else [])])
    below = 2 * TALL + 22
    if other:
        parts += [box(LEFT, below - 11, 12, 12, BLUE, BLUE), text(LEFT + 18, below, names[0])]
        parts += [box(LEFT + 420, below - 11, 12, 12, ORANGE, ORANGE), text(LEFT + 438, below, names[1])]
        below += 20
    bands = say("The dark band holds half of the runs, the light one nine in ten.")
    under = lines(LEFT, below, f"{bands} {assumes}", 170 if language() == ENGLISH else 95)
    parts += under
    spoken = " ".join(_spoken(told, one[told.name], preset) for told in TOLD)
    return picture(
        parts,
        kind="fan",
        identifier="fan",
        width=3 * WIDE,
        height=below + 14 * len(under),
        title=say(preset.title),
        spoken=f"{spoken} {assumes}",
    )


def _panel(x: float, y: float, told: Told, preset: Preset, found: Sequence[tuple[Array, str]]) -> list[Markup]:
    inner_w, inner_h = WIDE - LEFT - 16, TALL - TOP - 34
    top = nice(max(float(values[-1].max()) for values, _ in found))
    months = found[0][0].shape[1]

    def place(month: float, value: float) -> tuple[float, float]:
        return x + LEFT + inner_w * month / max(months - 1, 1), y + TOP + inner_h * (1 - min(value, top) / top)

    parts = [
        text(x + LEFT, y + 18, say(told.title), weight="600"),
        text(x + LEFT, y + TALL - 4, say(told.unit), size=10.5, fill=SOFT),
    ]
    for step in range(5):
        value = top * step / 4
        at = place(0, value)[1]
        parts.append(line(f"M{number(x + LEFT)} {number(at)}h{inner_w}", GRID))
        parts.append(text(x + 8, at + 4, _short(value), size=10.5, fill=SOFT))
    for month in range(months):
        day = month_of(preset.start, month)
        if day.month == 1:
            parts.append(text(place(month, 0)[0] - 12, y + TALL - 20, str(day.year), size=10.5, fill=SOFT))
    for values, colour in found:
        for low, high, shade in ((0, 4, 0.18), (1, 3, 0.3)):
            parts.append(_band(values[low], values[high], place, colour, shade))
        path = "M" + "L".join("{} {}".format(*map(number, place(n, v))) for n, v in enumerate(values[2]))
        parts.append(line(path, colour, 1.8))
    return parts


def _band(low: Array, high: Array, place: Any, colour: str, shade: float) -> Markup:
    up = [place(n, v) for n, v in enumerate(high)]
    down = [place(n, v) for n, v in reversed(list(enumerate(low)))]
    path = "M" + "L".join(f"{number(a)} {number(b)}" for a, b in [*up, *down]) + "Z"
    return Markup('<path d="{}" fill="{}" fill-opacity="{}"/>').format(path, colour, shade)


def map_picture(preset: Preset, cells: Sequence[Cell], assumes: str) -> Markup:
    """The map of regimes: a square for each pressure and substitution, one map for each communication."""
    talks = sorted({cell.communication for cell in cells})
    across, up = sorted({cell.pressure for cell in cells}), sorted({cell.substitution for cell in cells})
    side = 34
    wide = LEFT + side * len(across) + 24
    parts: list[Markup] = []
    for n, talk in enumerate(talks):
        x = float(n * wide + LEFT)
        parts.append(text(x, 20, f"communication {talk:g}", weight="600"))
        for cell in cells:
            if cell.communication == talk:
                parts += _square(
                    x + across.index(cell.pressure) * side,
                    TOP + (len(up) - 1 - up.index(cell.substitution)) * side,
                    side,
                    cell,
                )
        for at, value in enumerate(across):
            parts.append(text(x + at * side + 8, TOP + len(up) * side + 16, f"{value:g}", size=10.5, fill=SOFT))
        for at, value in enumerate(up):
            parts.append(text(x - 26, TOP + (len(up) - 1 - at) * side + 21, f"{value:g}", size=10.5, fill=SOFT))
        parts.append(
            text(x, TOP + len(up) * side + 34, "pressure, to the right; substitution, upwards", size=10.5, fill=SOFT)
        )
    below = TOP + len(up) * side + 60
    x = float(LEFT)
    for regime, colour in COLOURS.items():
        parts += [box(x, below - 11, 13, 13, colour, colour), text(x + 19, below, f"{LETTERS[regime]} {regime.value}")]
        x += 130
    parts += lines(LEFT, below + 22, assumes, 150)
    spoken = ". ".join(
        f"communication {c.communication:g}, substitution {c.substitution:g}, pressure {c.pressure:g}: {c.mostly.value} in {c.shares[c.mostly]:.0%}"
        for c in cells
    )
    return picture(
        parts,
        kind="regimes",
        identifier="regimes",
        width=max(wide * len(talks), 1000),
        height=below + 70,
        title=f"How it ends: {preset.title}",
        spoken=f"{spoken}. {assumes}",
    )


def _square(x: float, y: float, side: float, cell: Cell) -> list[Markup]:
    regime = cell.mostly
    sure = cell.shares[regime]
    dark = regime in (Regime.SPIRAL, Regime.CONTAINED)
    return [
        Markup('<rect x="{}" y="{}" width="{}" height="{}" fill="{}" fill-opacity="{}" stroke="#ffffff"/>').format(
            number(x), number(y), number(side), number(side), COLOURS[regime], number(0.35 + 0.65 * sure)
        ),
        text(x + side / 2 - 4, y + side / 2 + 4, LETTERS[regime], fill="#ffffff" if dark and sure > 0.6 else INK),
    ]


def lines(x: float, y: float, said: str, width: int) -> list[Markup]:
    """Words set in lines of so many characters at most."""
    out: list[Markup] = []
    line_: list[str] = []
    for word in [*said.split(), ""]:
        if not word or sum(map(len, line_)) + len(line_) + len(word) > width:
            out.append(text(x, y + 14 * len(out), " ".join(line_), size=10.5, fill=SOFT))
            line_ = []
        line_.append(word)
    return out


def nice(value: float) -> float:
    """The next round number from there on: 1, 2, 2.5 or 5 with zeros.

    >>> nice(0.7), nice(181_000), nice(0)
    (1.0, 200000.0, 1.0)
    """
    if value <= 0:
        return 1.0
    scale = 10.0 ** np.floor(np.log10(value))
    return float(next(step * scale for step in (1, 2, 2.5, 5, 10) if step * scale >= value * (1 - 1e-9)))


def _short(value: float) -> str:
    return f"{value / 1000:g}k" if value >= 10_000 else f"{value:g}"


def _spoken(told: Told, values: Array, preset: Preset) -> str:
    low, high = LEVELS.index(0.05), LEVELS.index(0.95)
    last = month_of(preset.start, values.shape[1] - 1)
    return say(
        "{title}: median {first} at first and {then} in {month}, nine runs in ten between {least} and {most} {unit}.",
        title=say(told.title),
        first=f"{values[2][0]:.4g}",
        then=f"{values[2][-1]:.4g}",
        month=f"{last:%Y-%m}",
        least=f"{values[low][-1]:.4g}",
        most=f"{values[high][-1]:.4g}",
        unit=say(told.unit),
    )
