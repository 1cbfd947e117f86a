"""What hangs on which figures: the fit made again without those of each kind."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .rejection import Posterior, fitted

NOTABLE = 0.3
"""Shift of a parameter's median, as a share of the width of the prior's middle half, from which it is told; medians of some hundred draws move by a tenth by chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Influence:
    """What a kind of figures does to a parameter.

    Args:
        about: what is counted of which hosts, see `Figure.about`.
        figures: how many there are.
        name: of the parameter.
        with_them, without: its median.
        shift: from without to with them, as a share of the width of the prior's middle half.
    """

    about: str
    figures: int
    name: str
    with_them: float
    without: float
    shift: float


def influences(posterior: Posterior, share: float) -> tuple[Influence, ...]:
    """The parameters that move notably if the figures of one kind are left out, the farthest first; none if there is one kind only.

    Args:
        posterior: of all figures.
        share: of the draws that were kept.
    """
    kinds = sorted({figure.about for figure in posterior.figures})
    if len(kinds) < 2:
        return ()
    table = posterior.table
    wide = np.subtract(*np.quantile(table.values, (0.75, 0.25), axis=0))
    full = np.median(posterior.values, axis=0)
    found = []
    for about in kinds:
        rest = [figure for figure in posterior.figures if figure.about != about]
        without = np.median(fitted(table, rest, share=share).values, axis=0)
        found += [
            Influence(
                about=about,
                figures=len(posterior.figures) - len(rest),
                name=prior.name,
                with_them=float(full[at]),
                without=float(without[at]),
                shift=float((full[at] - without[at]) / wide[at]),
            )
            for at, prior in enumerate(table.priors)
        ]
    return tuple(sorted((one for one in found if abs(one.shift) >= NOTABLE), key=lambda one: -abs(one.shift)))
