"""Whether the fit keeps its promises: simulation-based calibration (Talts and others 2018).

A truth is drawn from the prior, its figures are told with the error that such figures have, the fit is made to them, and the truth's rank among the kept draws is noted. If the fit
is right, ranks are even, and half of the truths lie in its 50 % intervals.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from .figures import Figure
from .rejection import fitted
from .table import Table

Floats = npt.NDArray[np.float64]
_TELLING = 3
"""Stream of luck of how figures are told, see `table`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibrated:
    """How one parameter fared.

    Args:
        name: of the parameter.
        half: share of the truths within the middle half of the posterior.
        most: share of the truths within the middle nine tenths.
        uneven: largest distance between the ranks' distribution and an even one (Kolmogorov and Smirnov).
        allowed: what that distance exceeds in one case in twenty when all is right.
        narrower: mean share of the prior's middle-half width that the posterior's has: 1 where nothing is learned, and coverage then shows little.
    """

    name: str
    half: float
    most: float
    uneven: float
    allowed: float
    narrower: float


def calibrated(
    table: Table, figures: Iterable[Figure], *, truths: int, share: float, seed: int
) -> tuple[Calibrated, ...]:
    """How the fit fares with figures whose truth is known.

    Args:
        table: its first `truths` draws are the truths, all others the table that the fit is made with.
        figures: the kind of figures there are: their times, hosts, ends and errors are kept, their values are those of a truth.
        truths: how many.
        share: of the draws that the fit keeps.
        seed: of the errors.

    Raises:
        ValueError: if no more than half of the table would be left.
    """
    if not 0 < truths <= len(table.values) // 2:
        raise ValueError(
            f"{truths} truths need a table of {2 * truths} draws at least, and it has {len(table.values)}."
        )
    rest = replace(table, values=table.values[truths:], found=table.found[truths:], start=table.start[truths:])
    rng = np.random.Generator(np.random.SFC64(np.random.SeedSequence([seed, _TELLING])))
    columns = {figure.id: at for at, figure in enumerate(table.figures)}
    figures = tuple(figures)
    wide = np.subtract(*np.quantile(table.values, (0.75, 0.25), axis=0))
    ranks, half, most, narrow = [], [], [], []
    for truth in range(truths):
        told = [retold(f, table.found[truth, columns[f.id]], float(rng.standard_normal())) for f in figures]
        kept = fitted(rest, told, share=share).values
        value = table.values[truth]
        low, quarter, upper, high = np.quantile(kept, (0.05, 0.25, 0.75, 0.95), axis=0)
        ranks.append((kept < value).mean(0))
        half.append((quarter <= value) & (value <= upper))
        most.append((low <= value) & (value <= high))
        narrow.append((upper - quarter) / wide)
    return tuple(
        Calibrated(
            name=prior.name,
            half=float(np.mean(half, axis=0)[at]),
            most=float(np.mean(most, axis=0)[at]),
            uneven=uneven(np.array(ranks)[:, at]),
            allowed=1.358 / truths**0.5,
            narrower=float(np.mean(narrow, axis=0)[at]),
        )
        for at, prior in enumerate(table.priors)
    )


def retold(figure: Figure, truth: float, luck: float) -> Figure:
    """The figure as it would be told if this were the truth: off by its spread times the luck, its ends as far off in proportion.

    “At least” is told below the truth and “at most” above it, for whoever says so means that.

    Args:
        figure: gives what is told, how well and with what ends.
        truth: what it tells of.
        luck: standard normal.
    """
    scale = replace(figure, low=truth, value=truth, high=truth).scale
    off = scale * luck
    if figure.low is None or figure.high is None:
        off = -abs(off) if figure.high is None else abs(off)
    value = max(truth + off, 0.0)

    def end(of: float | None) -> float | None:
        return None if of is None else value * (of / figure.value) if figure.value else value + of

    return replace(figure, low=end(figure.low), value=value, high=end(figure.high))


def uneven(ranks: Floats) -> float:
    """The largest distance between the distribution of ranks in [0, 1] and an even one.

    >>> uneven(np.array([0.25, 0.75])), uneven(np.array([0.0, 0.0]))
    (0.25, 1.0)
    """
    ordered = np.sort(ranks)
    steps = np.arange(len(ordered) + 1) / len(ordered)
    return float(max((steps[1:] - ordered).max(), (ordered - steps[:-1]).max()))
