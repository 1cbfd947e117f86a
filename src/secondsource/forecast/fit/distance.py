"""How far a run is from the figures: nothing inside an interval, then in spreads of the figure."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from .figures import Figure, weights

Floats = npt.NDArray[np.float64]
MOST = 5.0
"""Spreads beyond which being farther off makes no difference: one figure that fits nowhere must not decide alone."""


def gaps(values: Floats, figures: Sequence[Figure]) -> Floats:
    """`[runs, figures]`, by how many spreads a run lies below (negative) or above the interval of a figure; 0 inside.

    Args:
        values: `[runs, figures]`, see `observe.observed`.
        figures: in the order of the columns.
    """
    low, high = np.array([f.ends for f in figures]).reshape(-1, 2).T
    scale = np.array([f.scale for f in figures])
    outside = np.minimum(values - low, 0) + np.maximum(values - high, 0)
    clipped: Floats = np.clip(outside / scale, -MOST, MOST)
    return clipped


def distances(values: Floats, figures: Sequence[Figure]) -> Floats:
    """`[runs]`, the root of the weighted mean square of the gaps; 0 for a run that lies inside every interval, and where there are no figures."""
    if not figures:
        return np.zeros(len(values))
    share = weights(figures)
    far: Floats = np.sqrt((gaps(values, figures) ** 2 * share).sum(1) / share.sum())
    return far
