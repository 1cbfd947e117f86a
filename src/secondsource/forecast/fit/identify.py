"""What the figures say of the parameters, and what they cannot tell apart."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from .rejection import Posterior

Floats = npt.NDArray[np.float64]
LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
IDENTIFIED, WEAKLY = 0.5, 0.2
"""Contraction from which a parameter is called identified, and weakly identified."""
PUSHED = 0.3
"""Share of the posterior in the outermost tenth of the prior from which the figures are said to push it to the end."""
TOGETHER = 0.3
"""Correlation in the posterior from which two parameters are said to stand in for each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """A parameter before and after.

    Args:
        name: of the parameter, or the code of a host for its number of workers at the start.
        shape: of the prior, in a word.
        unit: of the values.
        before, after: quantiles at `LEVELS`.
        contraction: 1 less the variance after over that before; 0 if nothing was learned, 1 if all was; below 0 it grew.
        chance: contraction that as few draws as were kept reach by chance alone, in one case in forty or fewer.
        pushed: `upper` or `lower` if `PUSHED` of the posterior or more lies in that tenth of the prior, else empty.
    """

    name: str
    shape: str
    unit: str
    before: tuple[float, ...]
    after: tuple[float, ...]
    contraction: float
    chance: float
    pushed: str

    @property
    def said(self) -> str:
        """How far it is identified, in words."""
        if self.contraction >= max(IDENTIFIED, self.chance):
            return "identified"
        return "weakly identified" if self.contraction >= max(WEAKLY, self.chance) else "not identified"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two parameters that stand in for each other: their correlation among the kept runs."""

    one: str
    other: str
    correlation: float


def learned(posterior: Posterior) -> tuple[Learned, ...]:
    """Each parameter before and after, then the workers of each host at the start, which every run draws for itself."""
    table, kept = posterior.table, posterior.kept
    found = [
        _learned(prior.name, prior.shape.value, prior.parameter.unit, table.values[:, at], kept, prior.scaled(table.values[:, at]))
        for at, prior in enumerate(table.priors)
    ]  # fmt: skip
    found += [
        _learned(code, "workers in the first month", "people", table.start[:, at], kept, table.start[:, at])
        for at, code in enumerate(table.hosts)
    ]
    return tuple(found)


def _learned(name: str, shape: str, unit: str, all_: Floats, kept: npt.NDArray[np.intp], scaled: Floats) -> Learned:
    spread = float(scaled.var())
    return Learned(
        name=name,
        shape=shape,
        unit=unit,
        before=tuple(float(q) for q in np.quantile(all_, LEVELS)),
        after=tuple(float(q) for q in np.quantile(all_[kept], LEVELS)),
        # the standard error of a normal variance; those of uniform and triangular draws are smaller
        chance=2 * (2 / len(kept)) ** 0.5,
        pushed=_pushed(all_, all_[kept]),
        contraction=1 - float(scaled[kept].var()) / spread if spread > 0 else 0.0,
    )


def _pushed(before: Floats, after: Floats) -> str:
    low, high = np.quantile(before, (0.1, 0.9))
    if (after > high).mean() >= PUSHED:
        return "upper"
    return "lower" if (after < low).mean() >= PUSHED else ""


def together(posterior: Posterior) -> tuple[Pair, ...]:
    """The pairs of fitted parameters whose correlation among the kept runs is `TOGETHER` or more, the strongest first."""
    priors = posterior.table.priors
    scaled = np.stack([prior.scaled(posterior.values[:, at]) for at, prior in enumerate(priors)])
    if len(priors) < 2:
        return ()
    matrix = np.atleast_2d(np.corrcoef(scaled))
    pairs = [
        Pair(one=priors[a].name, other=priors[b].name, correlation=float(matrix[a, b]))
        for a, b in combinations(range(len(priors)), 2)
    ]
    return tuple(sorted((p for p in pairs if abs(p.correlation) >= TOGETHER), key=lambda p: -abs(p.correlation)))
