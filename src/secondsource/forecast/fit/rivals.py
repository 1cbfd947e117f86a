"""What a forecast has to beat: that nothing changes, and that things go on as they went."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from .figures import Figure

Floats = npt.NDArray[np.float64]
DRIFT = 0.3
"""Standard deviation of the logarithm of a figure after twelve months, and by the root of the time after others. Chosen before anything was scored, and not changed since."""
_ENDS, _TIMES = 20, 25
"""Values within the interval of the last figure, and multiples of each: a grid in place of luck."""
_YEAR = 365.25


def last_known(figures: Iterable[Figure], about: str, day: date) -> tuple[Figure, ...]:
    """The figures of one kind that were known on a day, the latest in time last; of several for one time the one that was known last.

    Args:
        figures: of any kind.
        about: see `Figure.about`.
        day: the day of the forecast.
    """
    known = [f for f in figures if f.about == about and f.known <= day and f.last <= day]
    latest = {f.last: f for f in sorted(known, key=lambda f: (f.known, f.id))}
    return tuple(latest[when] for when in sorted(latest))


def persistence(known: tuple[Figure, ...], target: date) -> Floats:
    """`[members]`, that the last known figure still holds: any value of its interval, times a lognormal drift of median 1.

    Args:
        known: see `last_known`; one at least.
        target: the day that is forecast.
    """
    last = known[-1]
    return _spread(*closed(last), years(last.last, target))


def trend(known: tuple[Figure, ...], target: date) -> Floats:
    """`[members]`, that the straight line through the last two known figures goes on, with the same drift; nothing falls below 0. Of one figure it is persistence."""
    if len(known) < 2:
        return persistence(known, target)
    before, last = known[-2], known[-1]
    gone = (last.value - before.value) / years(before.last, last.last)
    moved = gone * years(last.last, target)
    low, high = closed(last)
    return _spread(max(low + moved, 0.0), max(high + moved, 0.0), years(last.last, target))


def years(one: date, other: date) -> float:
    """From one day to another, in years."""
    return (other - one).days / _YEAR


def closed(figure: Figure) -> tuple[float, float]:
    """The ends of a figure, with its value for one that is open above."""
    low, high = figure.ends
    return (low, high) if np.isfinite(high) else (figure.value, figure.value)


def _spread(low: float, high: float, time: float) -> Floats:
    ends = low + (high - low) * (np.arange(_ENDS) + 0.5) / _ENDS
    normal = np.array([NormalDist().inv_cdf((n + 0.5) / _TIMES) for n in range(_TIMES)])
    times = np.exp(DRIFT * max(time, 0.0) ** 0.5 * normal)
    return np.outer(ends, times).ravel()
