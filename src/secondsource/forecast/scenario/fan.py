"""Runs told as fans: what lies between which of them, month by month. One line would hide that nobody knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from .simulate import Runs

Array = npt.NDArray[Any]
LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
"""Shares of the runs that lie below each line of a fan."""
YEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A series that people are shown.

    Args:
        name: as on the command line.
        title: for people.
        unit: `people`, `USD million/month`, `times the start`, `a year, over the last twelve months`, `months`.
    """

    name: str
    title: str
    unit: str


TOLD = (
    Told(name="abroad", title="Workers abroad", unit="people"),
    Told(name="delivered", title="Money that came home", unit="USD million a month"),
    Told(name="quota", title="Plan money of a worker", unit="times that at the start"),
    Told(name="strikes", title="Crews that struck or rose", unit="a year, over the last twelve months"),
    Told(name="fled", title="Workers who left for good", unit="a year, over the last twelve months"),
    Told(name="late", title="Pay owed to a worker", unit="months"),
)
"""The series of every report and picture, in order."""


def values_of(runs: Runs, name: str) -> Array:
    """`[runs, months]` of a series of `TOLD`; events are counted over the twelve months up to each, fewer at the start, as a rate in a year."""
    if name == "abroad":
        return runs.abroad
    found = runs.series[name]
    if name == "delivered":
        return found / 1e6
    if name in ("strikes", "fled"):
        total = np.cumsum(found, axis=1)
        earlier = np.pad(total, ((0, 0), (YEAR, 0)))[:, : total.shape[1]]
        months = np.minimum(np.arange(1, total.shape[1] + 1), YEAR)
        rate: Array = (total - earlier) * (YEAR / months)
        return rate
    return found


def fan(values: Array) -> Array:
    """`[levels, months]` quantiles of `[runs, months]`, see `LEVELS`."""
    found: Array = np.quantile(values.astype(np.float64), LEVELS, axis=0)
    return found


def fans(runs: Runs) -> Mapping[str, Array]:
    """The fan of each series of `TOLD`, by its name."""
    return {told.name: fan(values_of(runs, told.name)) for told in TOLD}
