"""The reference table of a fit: parameters drawn from their priors, and what a run with each of them gives for every figure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from secondsource.forecast.scenario.engine import on_processor
from secondsource.forecast.scenario.simulate import Runs, simulate
from secondsource.forecast.scenario.values import Model, Preset

from .figures import Figure
from .observe import observed
from .prior import Prior

Floats = npt.NDArray[np.float64]
BATCH = 4096
"""Runs whose months are held in memory at once."""
_PARAMETERS, _RUNS = 1, 2
"""Streams of luck: that of the parameters and that of the runs are never the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Draws from the priors and what became of them.

    Args:
        priors: of the parameters, in the order of the columns of `values`.
        figures: in the order of the columns of `found`.
        hosts: in the order of the columns of `start`.
        values: `[draws, parameters]`.
        found: `[draws, figures]`, see `observe.observed`.
        start: `[draws, hosts]`, people in each host at the end of the first month: their number is drawn in each run too.
    """

    priors: tuple[Prior, ...]
    figures: tuple[Figure, ...]
    hosts: tuple[str, ...]
    values: Floats
    found: Floats
    start: Floats


def drawn(priors: Sequence[Prior], draws: int, seed: int) -> Floats:
    """`[draws, parameters]` values of the priors; the same seed gives the same numbers, and more draws begin with them."""
    rng = np.random.Generator(np.random.SFC64(np.random.SeedSequence([seed, _PARAMETERS])))
    luck = rng.random((draws, len(priors)))
    return np.stack([prior.at(luck[:, at]) for at, prior in enumerate(priors)], axis=1)


def tabled(
    preset: Preset,
    model: Model,
    priors: Sequence[Prior],
    figures: Sequence[Figure],
    *,
    draws: int,
    seed: int,
    workers: int | None = None,
    told: Callable[[int, int], None] = lambda _done, _total: None,
) -> Table:
    """The reference table.

    Args:
        preset: the time.
        model: hosts and parameters.
        priors: of what is fitted; all else stays as the preset has it.
        figures: that can be held against the preset, see `observe.comparable`.
        draws: how many.
        seed: the same seed gives the same table to the bit, whatever `workers` is.
        workers: processes, see `simulate`.
        told: is told how many draws are done, of how many.
    """
    values = drawn(priors, draws, seed)
    found, start = [], []
    for at in range(0, draws, BATCH):
        some = values[at : at + BATCH]
        runs = carried(preset, model, change_of(priors, some), len(some), seed, at, workers)
        found.append(observed(runs, figures))
        start.append(runs.stock[:, 0].astype(np.float64))
        told(at + len(some), draws)
    return Table(
        priors=tuple(priors),
        figures=tuple(figures),
        hosts=tuple(preset.stocks),
        values=values,
        found=np.concatenate(found),
        start=np.concatenate(start),
    )


def carried(
    preset: Preset, model: Model, change: Mapping[str, Floats], runs: int, seed: int, part: int, workers: int | None
) -> Runs:
    """Runs with one value of each changed parameter for each; `part` keeps the luck of several calls with one seed apart."""
    luck = int(np.random.SeedSequence([seed, _RUNS, part]).generate_state(1)[0])
    changed: dict[str, float | Floats] = dict(change)
    return simulate(
        preset, model.hosts, model.parameters,
        runs=runs, seed=luck, change=changed, workers=workers, engine=on_processor(),
    )  # fmt: skip


def change_of(priors: Sequence[Prior], values: Floats) -> dict[str, Floats]:
    """`[runs, parameters]` as what `simulate` takes: one array for each parameter, by its name."""
    return {prior.name: np.ascontiguousarray(values[:, at]) for at, prior in enumerate(priors)}
