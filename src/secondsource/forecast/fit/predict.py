"""What fresh runs with the fitted parameters say of the figures (posterior predictive checks; Gelman and others 1996)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from secondsource.forecast.scenario.simulate import Runs
from secondsource.forecast.scenario.values import Model, Preset

from .figures import Figure
from .observe import observed
from .rejection import Posterior
from .table import carried, change_of

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A figure beside what fresh runs give for it.

    Args:
        figure: the figure.
        fitted: whether the fit was made to it.
        low, middle, high: 5th, 50th and 95th percentile of the runs.
        inside: whether its interval and the middle nine tenths of the runs meet.
        p: chance of a run as far off as the figure or farther, either way; 1 where runs lie on both sides of its interval or within.
    """

    figure: Figure
    fitted: bool
    low: float
    middle: float
    high: float
    inside: bool
    p: float


def again(
    preset: Preset, model: Model, posterior: Posterior, *, runs: int, seed: int, workers: int | None = None
) -> Runs:
    """Runs with the fitted parameters and luck of their own: each kept draw drives as many as any other, or one more.

    What is fitted are the parameters; the number of workers at the start is drawn anew from what the preset believes.
    """
    values = np.resize(posterior.values, (runs, len(posterior.table.priors)))
    part = len(posterior.table.values)  # no batch of the table begins there
    return carried(preset, model, change_of(posterior.table.priors, values), runs, seed, part, workers)


def checked(runs: Runs, posterior: Posterior) -> tuple[Checked, ...]:
    """Each figure of the table beside these runs, by id."""
    fitted = {figure.id for figure in posterior.figures}
    found = observed(runs, posterior.table.figures)
    return tuple(
        _checked(figure, found[:, at], figure.id in fitted) for at, figure in enumerate(posterior.table.figures)
    )


def _checked(figure: Figure, values: Floats, fitted: bool) -> Checked:
    low, middle, high = (float(q) for q in np.quantile(values, (0.05, 0.5, 0.95)))
    least, most = figure.ends
    below, above = ((values <= most).sum() + 1) / (len(values) + 1), ((values >= least).sum() + 1) / (len(values) + 1)
    return Checked(
        figure=figure,
        fitted=fitted,
        low=low,
        middle=middle,
        high=high,
        inside=least <= high and low <= most,
        p=float(min(1.0, 2 * min(below, above))),
    )
