"""The engine of compiled loops: lays state, forces and parameters out for `loops.py`, and hands it the luck that NumPy draws."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from types import SimpleNamespace
from typing import Any

import numpy as np
import numpy.typing as npt

from .course import SERIES, Course
from .forces import Forces
from .ground import Ground
from .loops import TOLD, carry
from .month import raw
from .state import State, first
from .values import Host, Preset

Array = npt.NDArray[Any]
BOOKS = (*SERIES, "broker", "plan", "keep", "written_off")
"""The rows of `loops.TOLD`, by name."""
GROUP = np.dtype(
    [("first", np.uint64), ("last", np.uint64), ("host", np.uint64)]
    + [(name, np.float64) for name in ("wage", "plan", "keep", "flight", "informal", "openness", "talk")]
)
"""What a group has in common: its crews, from `first` up to but not `last`, its host, and the figures of `Host`."""
_BY_GROUP = tuple(f.name for f in fields(Forces) if f.name != "fall")
FORCE = np.dtype([(name, np.float64) for name in _BY_GROUP])


class Compiled(Course):
    """Carries chunks of runs through all months in compiled loops; computes in float64 whatever `kind` it gives back."""

    def __init__(
        self,
        preset: Preset,
        hosts: Mapping[str, Host],
        values: Mapping[str, float | Array],
        runs: int,
        seed: int,
        kind: Any,
    ) -> None:
        super().__init__(preset, hosts, values, runs, seed, np.float64)
        self._wanted = kind
        self._laid = _ground_of(self._ground)
        self._acting_always = [_forces_of(one, self._ground) for one in self._forces] if self._forces else None

    def books(self, at: int) -> Iterator[tuple[State, dict[str, Array]]]:
        """State and `[runs]` sums over the crews after each month, by the names of `BOOKS`, for the runs from number `at` on."""
        for number, state, told, _, _ in self._carried(at):
            yield state, {name: told[row, :, number] for row, name in enumerate(BOOKS)}

    def run(self, at: int) -> dict[str, Array]:
        """What is kept of these runs."""
        for _, state, told, stock, strikes in self._carried(at):  # noqa: B007 - the last month's are the whole
            pass
        out = {name: told[row].astype(self._wanted) for row, name in enumerate(SERIES)}
        kept = {"stock": stock, "strikes_by_host": strikes, "at_first": state.at_first[:, 0]}
        return out | {name: value.astype(self._wanted) for name, value in kept.items()}

    def _carried(self, at: int) -> Iterator[tuple[int, State, Array, Array, Array]]:
        runs, months, ground = min(self.chunk, self._runs - at), self._preset.months, self._ground
        p, rng = self._parameters(at, runs), self._generator(at)
        state = first(ground, p, rng, runs, np.float64)
        told = np.empty((TOLD, runs, months))
        stock, strikes = np.empty((2, runs, months, ground.hosts))
        laid_out, values = _state_of(state), _values_of(p, runs)
        for number in range(months):
            forces = self._acting(number, p)
            acting = self._acting_always[number] if self._acting_always else _forces_of(forces, ground)
            luck, money = raw(rng, runs, ground)
            swings = money * ground.swing + forces.fall
            carry(number, luck, swings, values, acting, self._laid, laid_out, told, stock, strikes)
            yield number, state, told, stock, strikes


def _state_of(state: State) -> tuple[tuple[Array, ...], tuple[Array, ...], tuple[Array, ...], Array]:
    crews = (state.workers, state.cash, state.arrears, state.grievance, state.threshold, state.ready, state.margin)
    spare = tuple(np.zeros_like(state.workers) for _ in range(4))
    whole = (state.quota, state.home, state.posts, state.income, state.target, state.at_first)
    return (*crews, *spare), (state.risk, state.opened), whole, state.money


def _values_of(p: SimpleNamespace, runs: int) -> Array:
    values = np.empty(runs, dtype=[(name, np.float64) for name in sorted(vars(p))])
    for name, value in vars(p).items():
        values[name] = np.ravel(value)
    return values


def _forces_of(forces: Forces, ground: Ground) -> Array:
    runs = max(len(getattr(forces, name)) for name in _BY_GROUP)
    found = np.empty((runs, ground.groups), dtype=FORCE)
    for name in _BY_GROUP:
        found[name] = getattr(forces, name)
    return found


def _ground_of(ground: Ground) -> Array:
    last = np.cumsum(ground.size[0]).astype(np.int64)
    found = np.empty(ground.groups, dtype=GROUP)
    found["first"], found["last"], found["host"] = last - ground.size[0].astype(np.int64), last, ground.host_of_group
    for name in ("wage", "plan", "keep", "flight", "informal"):
        found[name] = getattr(ground, name)[0, found["first"]]
    for name in ("openness", "talk"):
        found[name] = getattr(ground, name)[0]
    return found
