"""What the fitted model would have forecast: fitted to what was known by a day, scored on figures of six and twelve months later."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import numpy.typing as npt

from secondsource.forecast.scenario.values import Model, Preset

from ..scores import crps
from .blind import blinded
from .figures import LEAST_SPREAD, Figure
from .hindsight import latest_source
from .observe import chosen
from .prior import Prior
from .rejection import fitted
from .rivals import closed, last_known, persistence, trend
from .table import tabled

Floats = npt.NDArray[np.float64]
HORIZONS = (6, 12)
"""Months ahead. A figure belongs to the nearer of the two, if it lies within three months of it."""
AROUND = 3
OLD_ENOUGH = 6
"""Months for which a preset must have run on the day of a forecast."""
LEAST_DRAWN = 5
"""Origins below which drawing them again says nothing."""
FORECASTERS = ("model", "persistence", "trend")


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecasted:
    """One figure, forecast on one day by three forecasters.

    Args:
        day: of the forecast; nothing that was known later went into it.
        preset: by which the model was run.
        months: the horizon, 6 or 12.
        figure: what came.
        last: the last figure of its kind known on the day.
        fitted: how many figures the model was fitted to.
        preset_knows: the latest year that the preset's own sources for these hosts name, see `hindsight`.
        members: what each forecaster said: 5th, 50th and 95th percentile.
        scores: the fair CRPS of each, as a share of the last known figure.
    """

    day: date
    preset: str
    months: int
    figure: Figure
    last: Figure
    fitted: int
    preset_knows: int
    members: Mapping[str, tuple[float, float, float]]
    scores: Mapping[str, float]

    @property
    def foreknown(self) -> bool:
        """Whether the preset rests on a source of a later year than that of the forecast."""
        return self.preset_knows > self.day.year


def days_of(figures: Iterable[Figure]) -> tuple[date, ...]:
    """The ends of each half-year from the first to the last time that a figure is about."""
    times = [f.last for f in figures]
    if not times:
        return ()
    every = (date(year, *half) for year in range(min(times).year, max(times).year + 1) for half in ((6, 30), (12, 31)))
    return tuple(day for day in every if min(times) <= day <= max(times))


def backtest(
    model: Model,
    figures: Sequence[Figure],
    priors: Sequence[Prior],
    *,
    draws: int,
    share: float,
    seed: int,
    presets: Sequence[Preset] | None = None,
    blind: bool = False,
    workers: int | None = None,
    told: Callable[[int, int], None] = lambda _done, _total: None,
) -> tuple[Forecasted, ...]:
    """Every forecast that can be made and scored, by day, then by figure.

    On each day the preset is taken that began last, six months ago or longer. Measures that had not begun by then are taken out of it. It is fitted to the figures that were known by
    then. The runs that were kept go on beyond the day: they are the forecast.

    Args:
        model: hosts, parameters, presets.
        figures: all there are.
        priors: of what is fitted.
        draws: of each fit.
        share: of the draws that are kept.
        seed: see `tabled`.
        presets: among which to choose; all of the model if None.
        blind: takes out of the preset what its authors knew beforehand, see `blind.blinded`.
        workers: processes.
        told: is told how many days are done, of how many.
    """
    days = days_of(figures)
    real = [p for p in (model.presets.values() if presets is None else presets) if chosen(figures, p)]
    found: list[Forecasted] = []
    for number, day in enumerate(days):
        preset = preset_on(day, real)
        if preset is not None:
            seen, hosts = blinded(preset, model, figures, day) if blind else (preset, model)
            found += _on(day, seen, hosts, figures, priors, draws, share, seed, workers)
        told(number + 1, len(days))
    return tuple(found)


def preset_on(day: date, presets: Iterable[Preset]) -> Preset | None:
    """The preset that began last, `OLD_ENOUGH` months before the day or longer, and had not ended; as it could be known on the day, and long enough for every horizon."""
    fit = [p for p in presets if OLD_ENOUGH <= _months(p.start, day) + 1 <= p.months]
    if not fit:
        return None
    last = max(fit, key=lambda p: (p.start, p.name))
    return replace(
        last,
        months=_months(last.start, day) + max(HORIZONS) + AROUND + 1,
        measures=tuple(m for m in last.measures if m.start <= day),
    )


def targets(figures: Iterable[Figure], day: date) -> Iterator[tuple[Figure, int]]:
    """The figures that lie ahead of the day at one of the horizons, were not known on it, and have two ends to be scored against; with the horizon."""
    for figure in sorted(figures, key=lambda f: f.id):
        ahead = _months(day, figure.last)
        for horizon in HORIZONS:
            if (
                figure.first > day
                and figure.known > day
                and figure.high is not None
                and -AROUND < ahead - horizon <= AROUND
            ):
                yield figure, horizon


def _on(
    day: date,
    preset: Preset,
    model: Model,
    figures: Sequence[Figure],
    priors: Sequence[Prior],
    draws: int,
    share: float,
    seed: int,
    workers: int | None,
) -> Iterator[Forecasted]:
    fits = chosen(figures, preset)
    wanted = [
        (figure, months, known)
        for figure, months in targets(fits, day)
        if (known := last_known(figures, figure.about, day))
    ]
    if not wanted:
        return
    table = tabled(preset, model, priors, fits, draws=draws, seed=seed, workers=workers)
    known_then = [f for f in fits if f.known <= day and f.last <= day]
    kept = fitted(table, known_then, share=share).found
    for figure, months, known in wanted:
        said = {
            "model": kept[:, table.figures.index(figure)],
            "persistence": persistence(known, figure.last),
            "trend": trend(known, figure.last),
        }
        unit = max(known[-1].value, LEAST_SPREAD[figure.observable])
        low, high = closed(figure)
        yield Forecasted(
            day=day,
            preset=preset.name,
            months=months,
            figure=figure,
            last=known[-1],
            fitted=len(known_then),
            preset_knows=latest_source(figure, preset, model),
            members={name: _middle(members) for name, members in said.items()},
            scores={name: crps(members, low, high) / unit for name, members in said.items()},
        )


def _middle(members: Floats) -> tuple[float, float, float]:
    low, middle, high = np.quantile(members, (0.05, 0.5, 0.95))
    return float(low), float(middle), float(high)


def _months(one: date, other: date) -> int:
    return (other.year - one.year) * 12 + other.month - one.month


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """The model against a rival over all forecasts.

    Args:
        rival: its name.
        model, other: mean scores.
        low, high: middle nine tenths of the difference, model less rival, over origins drawn again with all their forecasts; below 0 the model is better. Not a
            number where there are fewer than `LEAST_DRAWN` origins to draw from.
        won: share of the forecasts in which the model's score is less.
    """

    rival: str
    model: float
    other: float
    low: float
    high: float
    won: float


def total(found: Sequence[Forecasted], rival: str, *, seed: int, times: int = 2000) -> Total:
    """The model against a rival, with a bootstrap over origins: forecasts of what one origin says, on whatever day, stand or fall together.

    Args:
        found: one forecast at least.
        rival: `persistence` or `trend`.
        seed: of the bootstrap.
        times: how often origins are drawn again.
    """
    names = sorted({f.figure.origins for f in found})
    better = np.array([f.scores["model"] - f.scores[rival] for f in found])
    group = np.array([names.index(f.figure.origins) for f in found])
    sums, sizes = np.bincount(group, better, len(names)), np.bincount(group, minlength=len(names))
    again = np.random.Generator(np.random.SFC64(seed)).integers(0, len(names), (times, len(names)))
    means = sums[again].sum(1) / sizes[again].sum(1)
    low, high = np.quantile(means, (0.05, 0.95)) if len(names) >= LEAST_DRAWN else (np.nan, np.nan)
    return Total(
        rival=rival,
        model=float(np.mean([f.scores["model"] for f in found])),
        other=float(np.mean([f.scores[rival] for f in found])),
        low=float(low),
        high=float(high),
        won=float((better < 0).mean()),
    )
