"""Approximate Bayesian computation by rejection (Pritchard and others 1999; Beaumont, Zhang and Balding 2002).

Parameters are drawn from their priors, each drives one run, and the runs that lie nearest to the figures are kept. No likelihood is needed, which the model does not have.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .distance import distances
from .figures import Figure
from .table import Table

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.intp]
LEAST_KEPT = 20
"""Fewer runs than this say nothing of a tail."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posterior:
    """The runs that were kept: each counts the same.

    Args:
        table: of all draws.
        figures: the fit was made to, by id.
        columns: of these figures in the table.
        kept: rows of the table, in order.
        tolerance: the distance of the farthest run that was kept.
        exact: how many of all draws lie inside every interval.
    """

    table: Table
    figures: tuple[Figure, ...]
    columns: tuple[int, ...]
    kept: Whole
    tolerance: float
    exact: int

    @property
    def values(self) -> Floats:
        """`[kept, parameters]`."""
        return self.table.values[self.kept]

    @property
    def found(self) -> Floats:
        """`[kept, figures of the table]`, what the kept runs gave for every figure."""
        return self.table.found[self.kept]


def fitted(table: Table, figures: Sequence[Figure], *, share: float) -> Posterior:
    """The posterior of a table, given figures.

    Args:
        table: must hold the figures among its own; their order changes nothing.
        figures: to fit to. None at all leaves the prior.
        share: of the draws that are kept; as many more as are no farther than the last of them.
    """
    columns = {figure.id: at for at, figure in enumerate(table.figures)}
    wanted = sorted(figures, key=lambda figure: figure.id)
    at = [columns[figure.id] for figure in wanted]
    far = distances(table.found[:, at], wanted)
    kept, tolerance = nearest(far, share)
    return Posterior(
        table=table,
        figures=tuple(wanted),
        columns=tuple(at),
        kept=kept,
        tolerance=tolerance,
        exact=int((far == 0).sum()),
    )


def nearest(far: Floats, share: float) -> tuple[Whole, float]:
    """Rows of the smallest distances, in order, and the largest distance among them."""
    number = min(max(round(share * len(far)), LEAST_KEPT), len(far))
    tolerance = float(np.partition(far, number - 1)[number - 1])
    return np.flatnonzero(far <= tolerance), tolerance
