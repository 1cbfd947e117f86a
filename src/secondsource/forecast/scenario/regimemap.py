"""How runs end over pressure, substitution and communication."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt

from .engine import Engine
from .outcome import Regime, regimes
from .simulate import simulate
from .values import Model, Preset

Array = npt.NDArray[Any]
PRESSURES = (0.0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0)
SUBSTITUTIONS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
COMMUNICATIONS = (0.0, 0.2, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """How the runs of one setting ended.

    Args:
        pressure, substitution, communication: the levers.
        shares: share of the runs in each regime.
    """

    pressure: float
    substitution: float
    communication: float
    shares: Mapping[Regime, float]

    @property
    def mostly(self) -> Regime:
        """The regime of most runs; of two, the one that comes first."""
        return max(self.shares, key=lambda regime: self.shares[regime])


def regime_map(
    preset: Preset,
    model: Model,
    *,
    runs: int = 64,
    seed: int = 1,
    change: Mapping[str, float] | None = None,
    pressures: Sequence[float] = PRESSURES,
    substitutions: Sequence[float] = SUBSTITUTIONS,
    communications: Sequence[float] = COMMUNICATIONS,
    workers: int | None = None,
    engine: Engine = Engine.AUTO,
) -> tuple[Cell, ...]:
    """The map, one cell for each setting, in the order of communication, substitution, pressure.

    Args:
        preset: the time.
        model: parameters and hosts.
        runs: in each cell.
        seed: see `simulate`.
        change: other parameters that stand above the model's.
        pressures: of the map.
        substitutions: of the map.
        communications: of the map.
        workers: see `simulate`.
        engine: see `simulate`.
    """
    settings = list(product(communications, substitutions, pressures))
    levers = np.repeat(np.array(settings), runs, axis=0)
    found = simulate(
        preset, model.hosts, model.parameters, runs=len(levers), seed=seed, workers=workers, engine=engine,
        change={**(change or {}), "communication": levers[:, 0], "substitution": levers[:, 1], "pressure": levers[:, 2]},
    )  # fmt: skip
    ended = regimes(found).reshape(len(settings), runs)
    return tuple(
        Cell(
            communication=talk,
            substitution=instead,
            pressure=pressure,
            shares={regime: float((ended[n] == regime.value).mean()) for regime in Regime},
        )
        for n, (talk, instead, pressure) in enumerate(settings)
    )
