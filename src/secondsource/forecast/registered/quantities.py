"""Forecasts of quantities held against what is known of them, which may itself be a range."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..scores import crps_of_quantiles, interval_score
from .values import Expected, Registered


def quantity_score(item: Registered) -> tuple[str, float, float] | None:
    """The rule by which a forecast of a quantity is scored, and the ends of its score over the range of the outcome; None if it cannot be scored.

    Both rules are convex in the outcome and least where the middle of the forecast lies, so the ends of the range and that middle are enough.
    """
    expected, found = item.forecast.expected, item.resolution
    if found is None or found.low is None or found.high is None:
        return None
    if expected.quantiles:
        (middle,) = quantiles_at(expected.quantiles, (0.5,))
        rule, levels = "CRPS", levels_of(expected.quantiles)
        scores = [crps_of_quantiles(levels, expected.quantiles, v) for v in _ends(found.low, found.high, middle)]
    elif expected.low is not None and expected.high is not None and expected.level is not None:
        rule, middle = "interval score", (expected.low + expected.high) / 2
        scores = [
            interval_score(expected.low, expected.high, expected.level, value)
            for value in _ends(found.low, found.high, middle)
        ]
    else:
        return None
    return rule, min(scores), max(scores)


def levels_of(quantiles: Sequence[float]) -> list[float]:
    """The levels at which quantiles of a registration stand: equal steps, neither 0 nor 1 among them."""
    return [n / (len(quantiles) + 1) for n in range(1, len(quantiles) + 1)]


def quantiles_at(quantiles: Sequence[float], levels: Sequence[float]) -> tuple[float, ...]:
    """The quantiles at other levels, along straight lines between those that are known."""
    return tuple(map(float, np.interp(levels, levels_of(quantiles), quantiles)))


def _ends(low: float, high: float, middle: float) -> tuple[float, float, float]:
    return low, high, min(max(middle, low), high)


def interval_of(expected: Expected) -> tuple[float, float, float | None] | None:
    """The interval that was said; of quantiles that of eight in ten."""
    if expected.low is not None and expected.high is not None:
        return expected.low, expected.high, expected.level
    if expected.quantiles:
        low, high = quantiles_at(expected.quantiles, (0.1, 0.9))
        return low, high, 0.8
    return None
