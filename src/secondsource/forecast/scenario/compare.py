"""What a change makes of a scenario: the same runs with the same luck, with and without it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from .fan import TOLD, values_of
from .simulate import Runs

Array = npt.NDArray[Any]
LAST = 12
"""Months at the end of the horizon over which two scenarios are compared."""
PAIRED = "The difference is taken run by run, with the same luck."
APART = "Months are counted from the start of each preset; run n of the one and run n of the other have other hosts and share no luck, so that the difference holds the luck of both."
"""What is said of the difference between a scenario and itself changed, and between two presets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """The difference that one series shows over the last twelve months, run by run.

    Args:
        name: of the series, see `fan.TOLD`.
        before: median without the change.
        after: median with it.
        low, middle, high: 5th, 50th and 95th percentile of the difference between run n with and run n without.
        surely: share of the runs in which the difference has the sign of the median.
    """

    name: str
    before: float
    after: float
    low: float
    middle: float
    high: float
    surely: float


def effects(one: Runs, other: Runs) -> tuple[Effect, ...]:
    """The difference that `other` makes against `one`, series by series.

    Raises:
        ValueError: if they have not as many runs and months; they must have been run with one seed.
    """
    if one.stock.shape[:2] != other.stock.shape[:2]:
        raise ValueError("Only scenarios of as many runs and months can be compared run by run.")
    return tuple(_effect(told.name, values_of(one, told.name), values_of(other, told.name)) for told in TOLD)


def _effect(name: str, one: Array, other: Array) -> Effect:
    before, after = one[:, -LAST:].mean(1), other[:, -LAST:].mean(1)
    low, middle, high = np.quantile(after - before, (0.05, 0.5, 0.95))
    sign = np.sign(middle)
    return Effect(
        name=name,
        before=float(np.median(before)),
        after=float(np.median(after)),
        low=float(low),
        middle=float(middle),
        high=float(high),
        surely=float((np.sign(after - before) == sign).mean()),
    )


def settings_of(text: str, known: Mapping[str, Any]) -> tuple[str, float]:
    """`substitution=0.2` as a name and a number.

    Raises:
        ValueError: if it is none, or names no parameter; the message says what to write.
    """
    name, sign, value = text.partition("=")
    if not sign or name not in known:
        near = ", ".join(sorted(known)[:6])
        raise ValueError(f"“{text}” is no setting. Write NAME=NUMBER with a parameter's name, such as {near}.")
    try:
        found = float(value)
    except ValueError:
        found = math.nan
    if not math.isfinite(found):
        raise ValueError(f"“{value}” is no number. Write {name}=0.5, for example.")
    return name, found
