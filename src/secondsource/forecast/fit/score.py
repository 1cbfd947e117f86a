"""Scores of forecasts that are ensembles: the continuous ranked probability score (Matheson and Winkler 1976), fair to ensembles of any size (Ferro 2014)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def crps(members: Floats, low: float, high: float) -> float:
    """The fair CRPS of an ensemble against a figure, in the unit of the figure; less is better.

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


def to_interval(x: Floats, low: float, high: float) -> Floats:
    """Mean absolute distance of each number to a value that lies anywhere between the ends, each as likely as any other."""
    if high <= low:
        return np.abs(x - low)
    middle = (low + high) / 2
    within = ((x - low) ** 2 + (high - x) ** 2) / (2 * (high - low))
    return np.where((x < low) | (x > high), np.abs(x - middle), within)
