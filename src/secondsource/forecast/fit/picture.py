"""Fans of the fitted model with the figures as bars, as SVG. The picture says underneath what it assumes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from textwrap import wrap

import numpy as np
import numpy.typing as npt
from markupsafe import Markup

from secondsource.forecast.scenario.fan import LEVELS, fan
from secondsource.forecast.scenario.forces import month_of
from secondsource.forecast.scenario.picture import nice
from secondsource.forecast.scenario.simulate import Runs
from secondsource.publish.svg import BLUE, GRID, ORANGE, SOFT, line, number, picture, text

from .figures import Figure, Observable
from .fitting import Fit
from .observe import months_meant
from .report import assumes, said, when

Floats = npt.NDArray[np.float64]
_Place = Callable[[float, float], tuple[float, float]]
WIDE, TALL, LEFT, TOP, ACROSS = 380, 220, 62, 34, 3
_DRAWN = {
    Observable.WORKERS: ("Workers", "people", 1.0),
    Observable.INCOME: ("Money that came home", "USD million a year", 1e-6),
    Observable.QUOTA: ("Plan money", "times that at the start", 1.0),
}
"""What has a course in time: a title, a unit and by what it is multiplied. Counts of events are in the report."""


def fit_picture(found: Fit) -> Markup:
    """A fan for each kind of figure, three in a row, with its figures: a bar from end to end, an arrow where an end is open."""
    kinds = sorted({f.about for f in found.posterior.figures if f.observable in _DRAWN})
    parts: list[Markup] = []
    spoken: list[str] = []
    for at, about in enumerate(kinds):
        figures = [f for f in found.posterior.figures if f.about == about]
        values = fan(course(found.runs, figures[0]))
        parts += _panel((at % ACROSS) * WIDE, (at // ACROSS) * TALL, found, values, figures)
        spoken.append(
            f"{_title(found, figures[0])}: median of the runs {values[2][0]:.4g} at first and {values[2][-1]:.4g} at the end. "
            + " ".join(f"{f.id}: {said(f)}, {when(f)}." for f in figures)
        )
    below = -(-len(kinds) // ACROSS) * TALL + 20
    note = assumes(found)
    for row, start in enumerate(wrap(note, 170)):
        parts.append(text(LEFT, below + 14 * row, start, size=10.5, fill=SOFT))
    return picture(
        parts,
        kind="fan",
        identifier="fit",
        width=ACROSS * WIDE,
        height=below + 60,
        title=f"{found.preset.title}, fitted",
        spoken=" ".join([*spoken, note]),
    )


def course(runs: Runs, figure: Figure) -> Floats:
    """`[runs, months]` of what the figure counts, in the unit of the picture."""
    factor = _DRAWN[figure.observable][2]
    if figure.observable is Observable.WORKERS:
        hosts = [runs.hosts.index(code) for code in figure.hosts] or list(range(len(runs.hosts)))
        people: Floats = runs.stock[:, :, hosts].sum(2, dtype=np.float64) * factor
        return people
    if figure.observable is Observable.INCOME:
        return runs.series["delivered"].astype(np.float64) * 12 * factor
    return runs.series["quota"].astype(np.float64) * factor


def _title(found: Fit, figure: Figure) -> str:
    hosts = ", ".join(found.model.hosts[code].name for code in figure.hosts)
    return _DRAWN[figure.observable][0] + (f": {hosts}" if hosts else ", all hosts")


def _panel(x: float, y: float, found: Fit, values: Floats, figures: Sequence[Figure]) -> list[Markup]:
    _, unit, factor = _DRAWN[figures[0].observable]
    inner_w, inner_h, months = WIDE - LEFT - 16, TALL - TOP - 34, values.shape[1]
    highest = [f.high if f.high is not None else f.value for f in figures]
    top = nice(max(float(values[-1].max()), *(h * factor for h in highest)))

    def place(month: float, value: float) -> tuple[float, float]:
        return x + LEFT + inner_w * month / max(months - 1, 1), y + TOP + inner_h * (1 - min(value, top) / top)

    parts = [
        text(x + LEFT, y + 18, _title(found, figures[0]), weight="600"),
        text(x + LEFT, y + TALL - 4, unit, size=10.5, fill=SOFT),
    ]
    for step in range(5):
        value = top * step / 4
        height = place(0, value)[1]
        parts.append(line(f"M{number(x + LEFT)} {number(height)}h{inner_w}", GRID))
        parts.append(
            text(x + 8, height + 4, f"{value / 1000:g}k" if value >= 10_000 else f"{value:g}", size=10.5, fill=SOFT)
        )
    parts += [
        text(place(month, 0)[0] - 12, y + TALL - 20, str(day.year), size=10.5, fill=SOFT)
        for month in range(months)
        if (day := month_of(found.preset.start, month)).month == 1
    ]
    for low, high, shade in (
        (LEVELS.index(0.05), LEVELS.index(0.95), 0.18),
        (LEVELS.index(0.25), LEVELS.index(0.75), 0.3),
    ):
        path = [place(n, v) for n, v in enumerate(values[low])]
        path += [place(n, v) for n, v in reversed(list(enumerate(values[high])))]
        points = "L".join(f"{number(a)} {number(b)}" for a, b in path)
        parts.append(Markup('<path d="M{}Z" fill="{}" fill-opacity="{}"/>').format(points, BLUE, shade))
    middle = "L".join("{} {}".format(*map(number, place(n, v))) for n, v in enumerate(values[2]))
    parts.append(line(f"M{middle}", BLUE, 1.8))
    for figure in figures:
        parts += _bar(figure, found, place, factor, top)
    return parts


def _bar(figure: Figure, found: Fit, place: _Place, factor: float, top: float) -> list[Markup]:
    months = months_meant(figure, found.preset)
    low, high = figure.ends
    middle = (months[0] + months[-1]) / 2
    a, b = place(middle, low * factor), place(middle, min(high * factor, top))
    value = place(middle, figure.value * factor)
    left, right = place(months[0], 0)[0], place(months[-1], 0)[0]
    width = 1 + 2.5 * figure.weight
    parts = [
        line(f"M{number(a[0])} {number(a[1])}V{number(b[1])}", ORANGE, width),
        line(f"M{number(left)} {number(value[1])}H{number(max(right, left + 1))}", ORANGE, width),
        Markup('<circle cx="{}" cy="{}" r="2.6" fill="{}"/>').format(number(value[0]), number(value[1]), ORANGE),
    ]
    if figure.high is None:
        parts.append(line(f"M{number(b[0] - 4)} {number(b[1] + 5)}l4 -5l4 5", ORANGE, width))
    if figure.low is None:
        parts.append(line(f"M{number(a[0] - 4)} {number(a[1] - 5)}l4 5l4 -5", ORANGE, width))
    return parts
