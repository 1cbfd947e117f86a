"""What became of the labour export in each run: spiral, decline by law, substitution, or containment."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from .simulate import Runs

Array = npt.NDArray[Any]
AVERAGED = 6
"""Months at the start and at the end over which a run is averaged before it is judged."""
HALF, MUCH = 0.5, 0.8
"""Shares of the income at the start: below the first it has collapsed, above the second it stands."""


class Regime(StrEnum):
    """How a run ended."""

    SPIRAL = "spiral"
    """The income fell below half, and more posts were lost to unrest, flight, withdrawal and want of profit than the law took."""
    CUT = "cut"
    """The income fell below half, and the law took the greater part of the posts that were lost."""
    SUBSTITUTED = "substituted"
    """The income stands although at least a fifth of the posts at the start were lost: others were found."""
    CONTAINED = "contained"
    """The income stands, and so do most posts."""
    SHRUNK = "shrunk"
    """In between: less comes home, and there is no end in sight either way."""


def regimes(runs: Runs) -> Array:
    """`[runs]`, the name of the regime of each."""
    money = runs.series["delivered"]
    left = money[:, -AVERAGED:].mean(1) / np.maximum(money[:, :AVERAGED].mean(1), 1)
    own, law = losses(runs)
    gone = own + law
    found = np.full(len(left), Regime.SHRUNK.value, dtype="U12")
    found[(left >= MUCH) & (gone < 0.2)] = Regime.CONTAINED.value
    found[(left >= MUCH) & (gone >= 0.2)] = Regime.SUBSTITUTED.value
    found[(left < HALF) & (own > law)] = Regime.SPIRAL.value
    found[(left < HALF) & (own <= law)] = Regime.CUT.value
    return found


def losses(runs: Runs) -> tuple[Array, Array]:
    """Posts lost to the system's own dynamics and to the law, `[runs]` each, as shares of the workers at the start."""
    series = runs.series
    first = np.maximum(runs.at_first, 1)
    own = (series["by_risk"] + series["by_loss"] + series["fled"]).sum(1) / first
    return own, series["by_law"].sum(1) / first


def shares(runs: Runs) -> Mapping[Regime, float]:
    """Share of the runs in each regime."""
    found = regimes(runs)
    return {regime: float((found == regime.value).mean()) for regime in Regime}


def onset(runs: Runs) -> Array:
    """`[runs]`, the first month from which on the money that comes home stays below half of that at the start; -1 where it does not."""
    money = runs.series["delivered"]
    base = money[:, :AVERAGED].mean(1, keepdims=True)
    smooth = np.cumsum(np.pad(money, ((0, 0), (1, 0))), axis=1)
    width = min(AVERAGED, money.shape[1])
    mean = (smooth[:, width:] - smooth[:, :-width]) / width
    low = mean < HALF * base
    stays = np.logical_and.accumulate(low[:, ::-1], axis=1)[:, ::-1]
    return np.where(stays.any(1), stays.argmax(1) + width - 1, -1)
