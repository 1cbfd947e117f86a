"""Dated figures of the world that a scenario may be held against, with their ends, their source and their origins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from secondsource.forecast.scenario.values import Trust

Floats = npt.NDArray[np.float64]
WEIGHT = {Trust.HIGH: 1.0, Trust.MEDIUM: 0.5, Trust.LOW: 0.2}
"""What a figure counts by how well it is founded."""
SPREAD = {Trust.HIGH: 0.05, Trust.MEDIUM: 0.15, Trust.LOW: 0.4}
"""How far off a run may be before it counts as one off, as a share of the figure."""


class Observable(StrEnum):
    """What is counted. Those of `COMPARED` have a counterpart in the model; the others are kept apart and never merged with them."""

    WORKERS = "workers"
    """People at work abroad, on average over the months meant."""
    INCOME = "income"
    """Money that came home, USD in a year."""
    QUOTA = "quota"
    """Plan money of a worker as a multiple of that in the month `base`."""
    STRIKES = "strikes"
    """Crews that struck or rose in the months meant; what was reported is a floor."""
    FLED = "fled"
    """Workers who left for good in the months meant; what was reported is a floor."""
    PERMITS = "permits"
    """Work permits: no count of people."""
    ENTRIES = "entries"
    """Entries over a border: no count of people at work."""
    RETURNED = "returned"
    """People sent home, of some hosts only."""
    WAGE = "wage"
    """Gross pay in a month, USD: the model takes it as given."""


COMPARED = (Observable.WORKERS, Observable.INCOME, Observable.QUOTA, Observable.STRIKES, Observable.FLED)
"""What the model has a counterpart of."""
LEAST_SPREAD = {
    Observable.WORKERS: 20.0, Observable.INCOME: 1e7, Observable.QUOTA: 0.05, Observable.STRIKES: 1.0, Observable.FLED: 5.0,
}  # fmt: skip
"""The least that counts as one off, in the unit of the observable: a share of nothing is nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure as somebody gives it.

    Args:
        id: its name.
        observable: what is counted.
        hosts: codes of the hosts it is about, together; none for all.
        first, last: the days it is about.
        base: the day that a multiple refers to, or None.
        known: the day from which everybody could know it.
        low, high: the ends of what is said, in the unit of the observable; None where it is “at most” or “at least”.
        value: the likeliest, for people to read and for forecasts that go on from it.
        weight: what it counts, 0 to 1, before the figures of one origin are counted as one.
        spread: how far off a run may be before it counts as one off, as a share of the figure.
        origins: where it comes from; figures with an origin in common share what that origin counts.
        source: in words.
        text: what is said.
        rests_on: the sentences of a case that it rests on: `report:start-end`; none for a figure of a pack.
    """

    id: str
    observable: Observable
    hosts: tuple[str, ...]
    first: date
    last: date
    base: date | None
    known: date
    low: float | None
    high: float | None
    value: float
    weight: float
    spread: float
    origins: tuple[str, ...]
    source: str
    text: str
    rests_on: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.low is None and self.high is None:
            raise ValueError("A figure needs one end at least.")
        low, high = self.ends
        if not low <= self.value <= high:
            raise ValueError(f"Its value {self.value:g} lies outside its ends.")

    @property
    def ends(self) -> tuple[float, float]:
        """Low and high, an open low end as 0 (nothing counted here is less) and an open high end as infinity."""
        return (0.0 if self.low is None else self.low, np.inf if self.high is None else self.high)

    @property
    def scale(self) -> float:
        """What counts as one off, in the unit of the observable."""
        most = max(self.value, *(end for end in self.ends if np.isfinite(end)))
        return max(self.spread * most, LEAST_SPREAD.get(self.observable, 1.0))

    @property
    def about(self) -> str:
        """What of which hosts: figures of one kind can be laid in a row."""
        return f"{self.observable.value} {'+'.join(self.hosts) or 'all'}"


def weights(figures: Sequence[Figure]) -> Floats:
    """What each figure counts: its weight, times the mean over its origins of one over how many of these figures rest on that origin.

    So two figures of one origin count as much as one, and how often an estimate is quoted changes nothing.

    Args:
        figures: those that are compared; others do not take a share.
    """
    resting = Counter(origin for figure in figures for origin in set(figure.origins))
    return np.array(
        [f.weight * float(np.mean([1 / resting[o] for o in set(f.origins)])) for f in figures], dtype=np.float64
    )
