"""Scores of probabilistic forecasts, and how sure they are.

All are negatively oriented: the smaller, the better. Brier, G. W. (1950), Verification of forecasts expressed in terms of probability, Monthly
Weather Review 78, 1-3; Gneiting, T. and Raftery, A. E. (2007), Strictly proper scoring rules, prediction, and estimation, JASA 102, 359-378.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from secondsource.pipeline.reviewed import wilson

Array = npt.NDArray[np.float64]
BINS = 10
"""Bins of equal width between 0 and 1 in which probabilities are held against what came."""
DRAWS = 2000
"""Samples that a bootstrap draws."""


def brier(probabilities: Sequence[float], outcomes: Sequence[bool]) -> Array:
    """The Brier score of each forecast: the squared distance between probability and outcome, 0 to 1.

    >>> brier([0.8, 0.5], [True, False]).round(2).tolist()
    [0.04, 0.25]
    """
    scores: Array = (np.asarray(probabilities, float) - np.asarray(outcomes, float)) ** 2
    return scores


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Forecasts whose probability lies in `[low, high)`, the last bin with its upper end.

    Args:
        low, high: its ends.
        count: how many forecasts.
        said: their mean probability.
        came: share of them that came true.
    """

    low: float
    high: float
    count: int
    said: float
    came: float


def calibration(probabilities: Sequence[float], outcomes: Sequence[bool], bins: int = BINS) -> tuple[Bin, ...]:
    """The bins that hold a forecast, in order."""
    said, came = np.asarray(probabilities, float), np.asarray(outcomes, float)
    places = np.minimum((said * bins).astype(int), bins - 1)
    out = []
    for place in map(int, np.unique(places)):
        here = places == place
        out.append(
            Bin(
                low=place / bins,
                high=(place + 1) / bins,
                count=int(here.sum()),
                said=float(said[here].mean()),
                came=float(came[here].mean()),
            )
        )
    return tuple(out)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decomposition:
    """Where a mean Brier score comes from: `score = reliability - resolution + uncertainty + within`.

    Murphy, A. H. (1973), A new vector partition of the probability score, J. Appl. Meteor. 12, 595-600; where probabilities differ within a bin, the
    remainder of Stephenson, D. B., Coelho, C. A. S. and Jolliffe, I. T. (2008), Two extra components in the Brier score decomposition, Wea.
    Forecasting 23, 752-757.

    Args:
        score: the mean Brier score.
        reliability: how far from the share that came true the probabilities of a bin lie; 0 is best.
        resolution: how far the bins tell cases apart; large is good.
        uncertainty: of the outcomes themselves: the score of who always says the share that came true.
        within: variance within bins less twice the covariance with the outcomes; 0 if all probabilities of a bin are the same.
    """

    score: float
    reliability: float
    resolution: float
    uncertainty: float
    within: float


def decomposed(probabilities: Sequence[float], outcomes: Sequence[bool], bins: int = BINS) -> Decomposition:
    """The decomposition of the mean Brier score. Raises ValueError if there is no forecast."""
    said, came = np.asarray(probabilities, float), np.asarray(outcomes, float)
    if not said.size:
        raise ValueError("no forecast to score")
    base = float(came.mean())
    found = calibration(probabilities, outcomes, bins)
    reliability = sum(b.count * (b.said - b.came) ** 2 for b in found) / said.size
    resolution = sum(b.count * (b.came - base) ** 2 for b in found) / said.size
    places = np.minimum((said * bins).astype(int), bins - 1)
    within = 0.0
    for place in np.unique(places):
        here = places == place
        off = said[here] - said[here].mean()
        within += float((off**2).sum() - 2 * (off * (came[here] - came[here].mean())).sum())
    return Decomposition(
        score=float(brier(probabilities, outcomes).mean()),
        reliability=reliability,
        resolution=resolution,
        uncertainty=base * (1 - base),
        within=within / said.size,
    )


def interval_score(low: float, high: float, level: float, value: float) -> float:
    """The score of a central interval: its width, and for a value outside the distance to it times 2 / (1 - level); in the unit of the value.

    Winkler (1972); Gneiting and Raftery (2007), equation 43.

    Args:
        low: one end of the interval.
        high: the other.
        level: share of cases in which the value should lie within, above 0 and below 1.
        value: what came.

    >>> interval_score(10, 20, 0.75, 15), interval_score(10, 20, 0.75, 22)
    (10.0, 26.0)
    """
    outside = max(low - value, 0.0) + max(value - high, 0.0)
    return float(high - low + 2 / (1 - level) * outside)


def crps_of_quantiles(levels: Sequence[float], quantiles: Sequence[float], value: float) -> float:
    """The continuous ranked probability score of a distribution known by its quantiles; in the unit of the value.

    Twice the mean of the quantile scores, which comes to the CRPS as the levels become dense: Laio, F. and Tamea, S. (2007), Verification tools for
    probabilistic forecasts of continuous hydrological variables, Hydrol. Earth Syst. Sci. 11, 1267-1277.

    Args:
        levels: between 0 and 1, at equal distances.
        quantiles: at these levels.
        value: what came.

    >>> crps_of_quantiles([0.5], [3.0], 5.0)
    2.0
    """
    at, q = np.asarray(levels, float), np.asarray(quantiles, float)
    return float(2 * np.mean((np.asarray(value <= q, float) - at) * (q - value)))


def crps(members: Array, low: float, high: float) -> float:
    """The fair CRPS of an ensemble against a figure (Matheson and Winkler 1976; Ferro 2014: fair to ensembles of any size), in the unit of the figure.

    Of an interval it is the mean over all values in it, each as likely as any other: the score that is expected if the truth lies somewhere in it.

    Args:
        members: `[members]`, two or more, or one that is all there is.
        low: end of the figure.
        high: its other end; the same for an exact one.

    >>> crps(np.array([3.0]), 5, 5), crps(np.array([1.0, 2.0, 3.0]), 0, 4)
    (2.0, 0.5)
    """
    x = np.sort(members.astype(np.float64))
    number = len(x)
    # the mean over all pairs of two different members, from the sorted ones
    apart = 2 * float((x * (2 * np.arange(number) - number + 1)).sum()) / (number * (number - 1)) if number > 1 else 0.0
    return float(to_interval(x, low, high).mean()) - apart / 2


def to_interval(x: Array, low: float, high: float) -> Array:
    """Mean absolute distance of each number to a value that lies anywhere between the ends, each as likely as any other."""
    if high <= low:
        return np.abs(x - low)
    middle = (low + high) / 2
    within = ((x - low) ** 2 + (high - x) ** 2) / (2 * (high - low))
    return np.where((x < low) | (x > high), np.abs(x - middle), within)


@dataclass(frozen=True, slots=True)
class Interval:
    """The ends between which a figure lies."""

    low: float
    high: float


def bootstrapped(scores: Sequence[float] | Array, level: float = 0.9, seed: int = 1, draws: int = DRAWS) -> Interval:
    """The interval of the mean by drawing as many forecasts with replacement (Efron 1979, percentiles); the same seed gives the same interval.

    Raises ValueError if there is no score.
    """
    values = np.asarray(scores, float)
    if not values.size:
        raise ValueError("no score to draw from")
    rng = np.random.default_rng(seed)
    means = values[rng.integers(0, values.size, (draws, values.size))].mean(1)
    low, high = np.quantile(means, ((1 - level) / 2, (1 + level) / 2))
    return Interval(float(low), float(high))


def share(hits: int, count: int, z: float = 1.645) -> Interval:
    """The interval of a share that was seen `hits` times in `count` (Wilson 1927); `z` of 1.645 is nine in ten. Raises ValueError if nothing was counted.

    >>> found = share(8, 10)
    >>> round(found.low, 2), round(found.high, 2)
    (0.54, 0.93)
    """
    if count < 1:
        raise ValueError("nothing counted")
    return Interval(*wilson(hits, count, z))
