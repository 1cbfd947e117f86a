"""Carries runs through all months of a preset, some at a time, and keeps what outlives a month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import SimpleNamespace
from typing import Any

import numpy as np
import numpy.typing as npt

from .forces import Forces, Schedule
from .ground import Ground, laid
from .month import drawn, drawn_on_device, month
from .place import fetched, moved
from .state import Flows, State, first
from .values import Host, Preset

Array = npt.NDArray[Any]
CHUNK = 64
"""Runs that are carried on together: enough that the interpreter costs little, few enough for the processor's caches."""
ON_DEVICE = 20_000
"""The same on a graphics processor: it needs many at once, and 2 GB for so many of 300 crews."""
SERIES = (
    "delivered", "seized", "cost", "pocket", "paid", "due", "granted", "strikes", "fled", "by_risk", "by_loss",
    "by_law", "rotated", "placed", "quota", "home", "late", "ready",
)  # fmt: skip
"""What is kept of each month of each run, beside the workers in each host."""
_SUMMED = ("delivered", "seized", "cost", "pocket", "paid", "due", "granted", "fled", "by_risk", "by_loss", "by_law", "rotated", "placed")  # fmt: skip


class Course:
    """Carries chunks of runs through all months of a preset; built once in each process.

    Args:
        preset: which.
        hosts: by code.
        values: of all parameters, each a number or `[runs]`.
        runs: how many in all.
        seed: of the luck; run number n has the same luck in every scenario.
        kind: `numpy.float32` or `numpy.float64`.
        xp: the module of the arrays: `numpy`, or `cupy` for a graphics processor, which draws its luck from a generator of its own.
    """

    def __init__(
        self,
        preset: Preset,
        hosts: Mapping[str, Host],
        values: Mapping[str, float | Array],
        runs: int,
        seed: int,
        kind: Any,
        xp: Any = np,
    ) -> None:
        self._preset, self._values, self._runs, self._seed, self._kind, self._xp = preset, values, runs, seed, kind, xp
        self.chunk = CHUNK if xp is np else ON_DEVICE
        ground = laid(preset, hosts, kind)
        self._ground: Ground = moved(ground, xp)
        self._schedule = Schedule(preset, ground, kind)
        varied = any(isinstance(values[name], np.ndarray) for name in ("pressure", "found"))
        self._forces = None if varied else [moved(one, xp) for one in self._schedule.all(self._parameters(0, 0))]

    def _parameters(self, at: int, runs: int) -> SimpleNamespace:
        kind = self._kind
        return SimpleNamespace(
            **{
                k: v[at : at + runs, None].astype(kind) if isinstance(v, np.ndarray) else kind(v)
                for k, v in self._values.items()
            }
        )

    def _on_device(self, p: SimpleNamespace) -> SimpleNamespace:
        if self._xp is np:
            return p
        asarray = self._xp.asarray
        return SimpleNamespace(**{k: asarray(v) if isinstance(v, np.ndarray) else float(v) for k, v in vars(p).items()})

    def _generator(self, at: int) -> Any:
        if self._xp is np:
            return np.random.Generator(np.random.SFC64(np.random.SeedSequence([self._seed, at])))
        return self._xp.random.default_rng([self._seed, at])

    def _acting(self, number: int, p: SimpleNamespace) -> Forces:
        return self._forces[number] if self._forces else moved(self._schedule.at(number, p), self._xp)

    def months(self, at: int) -> Iterator[tuple[State, Flows]]:
        """State and flows after each month, for the runs from number `at` on, `chunk` of them at most; the state is one that goes on changing."""
        runs, ground, kind = min(self.chunk, self._runs - at), self._ground, self._kind
        given = self._parameters(at, runs)
        p, rng = self._on_device(given), self._generator(at)
        luck = drawn if self._xp is np else drawn_on_device
        state = first(ground, p, rng, runs, kind)
        for number in range(self._preset.months):
            forces = self._acting(number, given)
            with np.errstate(under="ignore", over="ignore"):
                flows = month(state, forces, ground, p, luck(rng, runs, ground, kind))
            yield state, flows

    def run(self, at: int) -> dict[str, Array]:
        """What is kept of these runs, in memory."""
        kept = _Kept(self._preset.months, min(self.chunk, self._runs - at), self._ground, self._kind, self._xp)
        for number, (state, flows) in enumerate(self.months(at)):
            kept.note(number, state, flows)
        return {name: fetched(value) for name, value in kept.out.items()}


class _Kept:
    """The numbers of each month that outlive it."""

    def __init__(self, months: int, runs: int, ground: Ground, kind: Any, xp: Any) -> None:
        self._ground, self._xp = ground, xp
        self.out = {name: xp.empty((runs, months), dtype=kind) for name in SERIES}
        self.out["stock"] = xp.empty((runs, months, ground.hosts), dtype=kind)
        self.out["strikes_by_host"] = xp.empty((runs, months, ground.hosts), dtype=kind)
        self.out["at_first"] = xp.empty(runs, dtype=kind)

    def note(self, number: int, state: State, flows: Flows) -> None:
        ground, out = self._ground, self.out
        out["at_first"][:] = state.at_first[:, 0]
        for name in _SUMMED:
            out[name][:, number] = getattr(flows, name).sum(1)
        out["stock"][:, number] = ground.sum_by_host(ground.sum_by_group(state.workers))
        strikes = ground.sum_by_host(ground.sum_by_group(flows.strike))
        out["strikes_by_host"][:, number] = strikes
        out["strikes"][:, number] = strikes.sum(1)
        out["quota"][:, number] = state.quota[:, 0]
        out["home"][:, number] = state.home[:, 0]
        at_work = self._xp.maximum(state.workers.sum(1), 1)
        out["late"][:, number] = (flows.late * state.workers).sum(1) / at_work
        out["ready"][:, number] = (flows.ready * state.workers).sum(1) / at_work
