"""Many runs at once: in chunks that stay in the processor's cache, on all processors, the same numbers whatever their number."""

from __future__ import annotations

import contextlib
import ctypes
import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from types import SimpleNamespace
from typing import Any

import numpy as np
import numpy.typing as npt

from .forces import Schedule
from .ground import Ground, laid
from .month import drawn, month
from .state import Flows, State, first
from .values import Host, Parameter, Preset

Array = npt.NDArray[Any]
CHUNK = 64
"""Runs that are carried on together: enough that the interpreter costs little, few enough for the processor's caches."""
SERIES = (
    "delivered", "seized", "cost", "pocket", "paid", "due", "granted", "strikes", "fled", "by_risk", "by_loss",
    "by_law", "rotated", "placed", "quota", "home", "late", "ready",
)  # fmt: skip
"""What is kept of each month of each run, beside the workers in each host."""
_TRIM_FROM, _MAP_FROM = -1, -3
"""Options of `mallopt`: from how many bytes memory is given back, and mapped by itself."""
_SUMMED = ("delivered", "seized", "cost", "pocket", "paid", "due", "granted", "fled", "by_risk", "by_loss", "by_law", "rotated", "placed")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Runs:
    """What many runs of a preset gave.

    Args:
        preset: which.
        hosts: codes, in the order of the last axis of `stock`.
        stock: `[runs, months, hosts]` people at work abroad at the end of each month.
        series: by name, `[runs, months]`; see `SERIES`: money in USD a month, people a month, `quota` as a multiple, `home` people,
            `late` months of pay owed on average over the crews, `ready` share of the workers ready to act.
        at_first: `[runs]` people abroad before the first month.
        strikes: `[runs, months, hosts]` crews that struck or rose.
    """

    preset: Preset
    hosts: tuple[str, ...]
    stock: Array
    series: Mapping[str, Array]
    at_first: Array
    strikes: Array

    @property
    def abroad(self) -> Array:
        """`[runs, months]` people abroad."""
        people: Array = self.stock.sum(2)
        return people


def simulate(
    preset: Preset,
    hosts: Mapping[str, Host],
    parameters: Mapping[str, Parameter],
    *,
    runs: int,
    seed: int = 1,
    change: Mapping[str, float | Array] | None = None,
    workers: int | None = None,
    kind: Any = np.float32,
) -> Runs:
    """Runs a preset many times.

    Args:
        preset: the time and its measures.
        hosts: by code.
        parameters: of the model, by name; the preset's own values stand above them.
        runs: how many.
        seed: the same seed gives the same numbers to the bit on the same machine, whatever `workers` is; run number n has the same luck in every scenario.
        change: values that stand above all others, each a number or one for each run, `[runs]`.
        workers: processes; as many as there are processors if None, none besides this one if 1.
        kind: `numpy.float32` or `numpy.float64`.

    Raises:
        KeyError: if `change` names a parameter that there is not.
    """
    values: dict[str, float | Array] = {name: p.value for name, p in parameters.items()}
    values.update(preset.parameters)
    for name, value in (change or {}).items():
        if name not in values:
            raise KeyError(name)
        values[name] = value
    starts = range(0, runs, CHUNK)
    many = min(workers or min(processors(), len(starts) // 4), len(starts))
    given = (preset, dict(hosts), values, runs, seed, kind)
    if many <= 1:
        course = Course(*given)
        found = [course.run(at) for at in starts]
    else:
        context = get_context("forkserver" if os.name == "posix" else "spawn")
        with ProcessPoolExecutor(many, context, initializer=_begin, initargs=given) as pool:
            found = list(pool.map(_run, starts))
    return Runs(
        preset=preset,
        hosts=tuple(preset.stocks),
        stock=np.concatenate([one["stock"] for one in found]),
        series={name: np.concatenate([one[name] for one in found]) for name in SERIES},
        at_first=np.concatenate([one["at_first"] for one in found]),
        strikes=np.concatenate([one["strikes_by_host"] for one in found]),
    )


def processors() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


_course: Course | None = None


def _begin(*given: Any) -> None:
    global _course
    _keep_memory()
    _course = Course(*given)


def _keep_memory() -> None:
    """Asks glibc not to give freed memory back at once: fetching it again for every small array takes longer than the arithmetic. Elsewhere nothing is done."""
    with contextlib.suppress(OSError, AttributeError):
        mallopt = ctypes.CDLL(None).mallopt
        for option in (_TRIM_FROM, _MAP_FROM):
            mallopt(option, 1 << 28)


def _run(at: int) -> dict[str, Array]:
    assert _course is not None
    return _course.run(at)


class Course:
    """Carries chunks of runs through all months of a preset; built once in each process."""

    def __init__(
        self,
        preset: Preset,
        hosts: Mapping[str, Host],
        values: Mapping[str, float | Array],
        runs: int,
        seed: int,
        kind: Any,
    ) -> None:
        self._preset, self._values, self._runs, self._seed, self._kind = preset, values, runs, seed, kind
        self._ground = laid(preset, hosts, kind)
        self._schedule = Schedule(preset, self._ground, kind)
        varied = any(isinstance(values[name], np.ndarray) for name in ("pressure", "found"))
        self._forces = None if varied else self._schedule.all(self._parameters(0, 0))

    def _parameters(self, at: int, runs: int) -> SimpleNamespace:
        kind = self._kind
        return SimpleNamespace(
            **{
                k: v[at : at + runs, None].astype(kind) if isinstance(v, np.ndarray) else kind(v)
                for k, v in self._values.items()
            }
        )

    def months(self, at: int) -> Iterator[tuple[State, Flows]]:
        """State and flows after each month, for the runs from number `at` on, `CHUNK` of them at most; the state is one that goes on changing."""
        runs, ground, kind = min(CHUNK, self._runs - at), self._ground, self._kind
        p = self._parameters(at, runs)
        rng = np.random.Generator(np.random.SFC64(np.random.SeedSequence([self._seed, at])))
        state = first(ground, p, rng, runs, kind)
        for number in range(self._preset.months):
            forces = self._forces[number] if self._forces else self._schedule.at(number, p)
            with np.errstate(under="ignore", over="ignore"):
                flows = month(state, forces, ground, p, drawn(rng, runs, ground, kind))
            yield state, flows

    def run(self, at: int) -> dict[str, Array]:
        """What is kept of these runs."""
        kept = _Kept(self._preset.months, min(CHUNK, self._runs - at), self._ground, self._kind)
        for number, (state, flows) in enumerate(self.months(at)):
            kept.note(number, state, flows)
        return kept.out


class _Kept:
    """The numbers of each month that outlive it."""

    def __init__(self, months: int, runs: int, ground: Ground, kind: Any) -> None:
        self._ground = ground
        self.out = {name: np.empty((runs, months), dtype=kind) for name in SERIES}
        self.out["stock"] = np.empty((runs, months, ground.hosts), dtype=kind)
        self.out["strikes_by_host"] = np.empty((runs, months, ground.hosts), dtype=kind)
        self.out["at_first"] = np.empty(runs, dtype=kind)

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
        at_work = np.maximum(state.workers.sum(1), 1)
        out["late"][:, number] = (flows.late * state.workers).sum(1) / at_work
        out["ready"][:, number] = (flows.ready * state.workers).sum(1) / at_work
