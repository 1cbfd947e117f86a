"""What the runs of a scenario say of a figure: the model's side of the comparison."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np
import numpy.typing as npt

from secondsource.forecast.scenario.simulate import Runs
from secondsource.forecast.scenario.values import Preset

from .figures import COMPARED, Figure, Observable

Floats = npt.NDArray[np.float64]
LEAST_COVERED = 0.5
"""Share of the time meant that a run must cover before its mean in it is held against a figure."""


def month_number(day: date, preset: Preset) -> int:
    """The number of the day's month in the preset, from 0; below 0 before it begins."""
    return (day.year - preset.start.year) * 12 + day.month - preset.start.month


def months_meant(figure: Figure, preset: Preset) -> range:
    """Numbers of the months of the preset that a figure is about; none if it is about another time."""
    first, last = month_number(figure.first, preset), month_number(figure.last, preset)
    return range(max(first, 0), min(last, preset.months - 1) + 1)


def comparable(figure: Figure, preset: Preset) -> str:
    """Why the figure cannot be held against the preset, in words; nothing if it can."""
    if figure.observable not in COMPARED:
        return "the model has no counterpart of it"
    strange = [code for code in figure.hosts if code not in preset.stocks]
    if strange:
        return "a host that the preset does not have"
    months = months_meant(figure, preset)
    if not months:
        return "another time"
    whole = month_number(figure.last, preset) - month_number(figure.first, preset) + 1
    counted = figure.observable in (Observable.STRIKES, Observable.FLED)
    if len(months) < whole * (1 if counted else LEAST_COVERED):
        return "a time that the preset covers in part only"
    if figure.observable is Observable.QUOTA and not month_number(figure.base or figure.first, preset) >= 0:
        return "a base before the preset begins"
    if figure.observable in (Observable.INCOME, Observable.FLED) and figure.hosts and figure.high is not None:
        return "a host, where the model knows the whole only"
    return ""


def chosen(figures: Iterable[Figure], preset: Preset) -> tuple[Figure, ...]:
    """The figures that can be held against the preset, by id: their order changes nothing.

    A preset none of whose hosts has a figure of its own is no place of the world, and nothing can be held against it.
    """
    every = tuple(figures)
    if not any(code in preset.stocks for figure in every for code in figure.hosts):
        return ()
    return tuple(sorted((f for f in every if not comparable(f, preset)), key=lambda f: f.id))


def observed(runs: Runs, figures: Iterable[Figure]) -> Floats:
    """`[runs, figures]`, what each run gives for each figure, in the unit of its observable.

    Args:
        runs: of a preset that all figures can be held against, see `comparable`.
        figures: in the order of the columns.
    """
    columns = [_observed(runs, figure) for figure in figures]
    return np.stack(columns, axis=1) if columns else np.empty((len(runs.stock), 0))


def _observed(runs: Runs, figure: Figure) -> Floats:
    months = np.array(months_meant(figure, runs.preset))
    hosts = [runs.hosts.index(code) for code in figure.hosts] or list(range(len(runs.hosts)))
    found: Floats
    if figure.observable is Observable.WORKERS:
        found = runs.stock[:, months][:, :, hosts].sum(2, dtype=np.float64).mean(1)
    elif figure.observable is Observable.INCOME:
        found = runs.series["delivered"][:, months].mean(1, dtype=np.float64) * 12
    elif figure.observable is Observable.QUOTA:
        quota = runs.series["quota"].astype(np.float64)
        found = quota[:, months[-1]] / quota[:, month_number(figure.base or figure.first, runs.preset)]
    elif figure.observable is Observable.STRIKES:
        found = runs.strikes[:, months][:, :, hosts].sum((1, 2), dtype=np.float64)
    else:
        found = runs.series["fled"][:, months].sum(1, dtype=np.float64)
    return found
