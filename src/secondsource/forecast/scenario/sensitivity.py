"""Which parameters decide: Morris' screening over all that have a range, then Sobol indices of those that mattered most, by SALib.

First-order and total indices by the design of Saltelli and others (Computer Physics Communications 181, 2010); screening by Morris (Technometrics 33,
1991) with the mean of absolute effects (Campolongo and others 2007). The model has luck of its own: every setting is run several times and averaged,
and all settings of one sample, those that differ in one parameter only, have the same luck (common random numbers).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from .compare import LAST
from .engine import Engine, NoEngine
from .fan import values_of
from .outcome import Regime, regimes
from .simulate import Runs, simulate
from .values import Model, Parameter, Preset

Array = npt.NDArray[Any]
REPLICATES = 4
"""Runs of each setting, whose mean is analysed."""
TRAJECTORIES = 16
"""Of the screening."""
KEPT = 12
"""Parameters whose Sobol indices are computed."""


class Of(StrEnum):
    """What may depend on the parameters, over the last twelve months but for the first."""

    SPIRAL = "spiral"
    INCOME = "income"
    STRIKES = "strikes"
    FLED = "fled"
    ABROAD = "abroad"


MEANING = {
    Of.SPIRAL: "whether the run ends in a spiral",
    Of.INCOME: f"money that came home, mean of the last {LAST} months",
    Of.STRIKES: f"crews that struck or rose in the last {LAST} months",
    Of.FLED: f"workers who left for good in the last {LAST} months",
    Of.ABROAD: f"workers abroad, mean of the last {LAST} months",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Influence:
    """How much of the variance one parameter explains.

    Args:
        name: of the parameter.
        first: first-order index: by itself.
        first_error: half the width of its 95 % interval, by bootstrap.
        total: total index: with all that it does together with others.
        total_error: likewise.
    """

    name: str
    first: float
    first_error: float
    total: float
    total_error: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitivity:
    """What a quantity of a preset depends on.

    Args:
        of: which quantity.
        found: the parameters that were kept, the largest total index first.
        screened: the mean absolute effect of every parameter over its range, in the quantity's unit, the largest first.
        mean: of the quantity over all settings of the Sobol design.
        spread: its standard deviation over them, luck averaged out as far as it is.
        luck: share of the variance of a single run that is luck and no parameter's.
        samples: of the design.
        runs: in all.
    """

    of: Of
    found: tuple[Influence, ...]
    screened: Mapping[str, float]
    mean: float
    spread: float
    luck: float
    samples: int
    runs: int


def sensitivity(
    preset: Preset,
    model: Model,
    *,
    of: Of,
    samples: int = 128,
    seed: int = 1,
    change: Mapping[str, float] | None = None,
    replicates: int = REPLICATES,
    kept: int = KEPT,
    workers: int | None = None,
    engine: Engine = Engine.AUTO,
) -> Sensitivity:
    """Screens all parameters that have a range, and computes the Sobol indices of those that mattered most.

    Args:
        preset: the time.
        model: parameters, each taken as even over its range, and hosts.
        of: what may depend on them.
        samples: of the Sobol design, a power of 2; it takes `samples * (kept + 2) * replicates` runs.
        seed: of the designs and of the luck.
        change: parameters held at a value; they are not varied.
        replicates: runs of each setting.
        kept: parameters whose indices are computed.
        workers: see `simulate`.
        engine: see `simulate`.

    Raises:
        NoEngine: if SALib is not installed.
        ValueError: if `samples` is no power of 2.
    """
    if samples < 2 or samples & (samples - 1):
        raise ValueError(f"{samples} samples make no Sobol design. Take a power of 2, such as 64, 128 or 256.")
    try:
        from SALib.analyze import morris as effects
        from SALib.analyze import sobol as indices
        from SALib.sample import morris, sobol
    except ImportError as error:
        raise NoEngine("SALib is not installed. Install it with `pip install 'secondsource[scenarios]'`.") from error

    held = dict(change or {})
    varied = [p for p in model.parameters.values() if p.high > p.low and p.name not in held]

    def outcome(names: list[str], rows: Array) -> Array:
        given: dict[str, float | Array] = {
            **held,
            **{name: np.repeat(rows[:, n], replicates) for n, name in enumerate(names)},
        }
        runs = simulate(preset, model.hosts, model.parameters, runs=len(rows) * replicates, seed=seed, change=given, workers=workers, engine=engine)  # fmt: skip
        return quantity(runs, of).reshape(len(rows), replicates)

    problem = _problem(varied)
    rows = morris.sample(problem, TRAJECTORIES, num_levels=4, seed=seed)
    y = _with_common_luck(outcome, problem["names"], rows, len(varied) + 1)
    moved = effects.analyze(problem, rows, y.mean(1), num_levels=4, seed=seed)
    screened = dict(sorted(zip(moved["names"], map(float, moved["mu_star"]), strict=True), key=lambda pair: -pair[1]))

    problem = _problem([model.parameters[name] for name in list(screened)[:kept]])
    rows = sobol.sample(problem, samples, calc_second_order=False, seed=seed)
    y = _with_common_luck(outcome, problem["names"], rows, len(problem["names"]) + 2)
    return Sensitivity(
        of=of,
        found=_indices(problem, y.mean(1), indices.analyze, seed),
        screened=screened,
        mean=float(y.mean()),
        spread=float(y.mean(1).std()),
        luck=float(y.var(1, ddof=1).mean() / max(y.var(), 1e-300)) if replicates > 1 else float("nan"),
        samples=samples,
        runs=(len(rows) + TRAJECTORIES * (len(varied) + 1)) * replicates,
    )


def quantity(runs: Runs, of: Of) -> Array:
    """`[runs]` of what is asked for."""
    if of is Of.SPIRAL:
        return np.array(regimes(runs) == Regime.SPIRAL.value, dtype=np.float64)
    name = "delivered" if of is Of.INCOME else of.value
    values = values_of(runs, name)
    # events are told as a rate over the twelve months up to each, so the last month's is that of the last year
    last = values[:, -1] if of in (Of.STRIKES, Of.FLED) else values[:, -LAST:].mean(1)
    return np.array(last, dtype=np.float64)


def _with_common_luck(
    outcome: Callable[[list[str], Array], Array], names: list[str], rows: Array, together: int
) -> Array:
    """`[rows, replicates]` outcomes; rows that stand together, which differ in few parameters, get the same luck: each is run in a call of its own."""
    parts = [outcome(names, rows[at::together]) for at in range(together)]
    return np.stack(parts, axis=1).reshape(len(rows), -1)


def _problem(parameters: list[Parameter]) -> dict[str, Any]:
    return {
        "num_vars": len(parameters),
        "names": [p.name for p in parameters],
        "bounds": [[p.low, p.high] for p in parameters],
    }


def _indices(problem: dict[str, Any], y: Array, analyze: Callable[..., Any], seed: int) -> tuple[Influence, ...]:
    if not y.std() > 0:
        return tuple(Influence(name=name, first=0, first_error=0, total=0, total_error=0) for name in problem["names"])
    found = analyze(problem, y, calc_second_order=False, seed=seed)
    columns = (found[key] for key in ("S1", "S1_conf", "ST", "ST_conf"))
    rows = (
        Influence(name=name, first=float(a), first_error=float(b), total=float(c), total_error=float(d))
        for name, a, b, c, d in zip(problem["names"], *columns, strict=True)
    )
    return tuple(sorted(rows, key=lambda one: -one.total))
