"""A fit from beginning to end: which figures, the table, the posterior, fresh runs, what was learned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from secondsource.forecast.scenario.simulate import Runs
from secondsource.forecast.scenario.values import Model, Preset
from secondsource.model import SecondsourceError

from .figures import Figure
from .identify import Learned, Pair, learned, together
from .influence import Influence, influences
from .observe import chosen, comparable
from .predict import Checked, again, checked
from .prior import Prior
from .rejection import Posterior, fitted
from .table import tabled

FRESH_RUNS = 1000
"""Runs with the fitted parameters and luck of their own; no more than there were draws."""


class NothingToFit(SecondsourceError):
    """No figure can be held against the preset."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """What a fit found.

    Args:
        preset: the time.
        model: hosts and parameters.
        posterior: the kept draws.
        learned: each parameter before and after, and the workers of each host at the start.
        pairs: parameters that stand in for each other.
        influences: what moves if the figures of one kind are left out.
        checks: each figure beside fresh runs.
        runs: the fresh runs.
        left: how many figures were left out, by reason.
        seed: of everything.
    """

    preset: Preset
    model: Model
    posterior: Posterior
    learned: tuple[Learned, ...]
    pairs: tuple[Pair, ...]
    influences: tuple[Influence, ...]
    checks: tuple[Checked, ...]
    runs: Runs
    left: Mapping[str, int]
    seed: int


def fit(
    preset: Preset,
    model: Model,
    figures: Sequence[Figure],
    priors: Sequence[Prior],
    *,
    draws: int,
    share: float,
    seed: int,
    workers: int | None = None,
    told: Callable[[int, int], None] = lambda _done, _total: None,
) -> Fit:
    """Fits parameters of a preset to all figures that can be held against it.

    Args:
        preset: the time.
        model: hosts and parameters.
        figures: all there are, in any order.
        priors: of what is fitted.
        draws: from the priors.
        share: of the draws that are kept.
        seed: the same seed gives the same fit to the bit.
        workers: processes.
        told: is told how many draws are done, of how many.

    Raises:
        NothingToFit: if no figure can be held against the preset.
    """
    fits = chosen(figures, preset)
    if not fits:
        raise NothingToFit(
            f"None of {len(figures)} figures can be held against {preset.name}: none is about its hosts in its time. Choose another preset, or give figures by --case."
        )
    table = tabled(preset, model, priors, fits, draws=draws, seed=seed, workers=workers, told=told)
    posterior = fitted(table, fits, share=share)
    runs = again(preset, model, posterior, runs=min(FRESH_RUNS, draws), seed=seed, workers=workers)
    return Fit(
        preset=preset,
        model=model,
        posterior=posterior,
        learned=learned(posterior),
        pairs=together(posterior),
        influences=influences(posterior, share),
        checks=checked(runs, posterior),
        runs=runs,
        left=Counter(reason for f in figures if (reason := comparable(f, preset))),
        seed=seed,
    )
