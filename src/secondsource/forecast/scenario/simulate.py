"""Many runs at once: in chunks that stay in the processor's cache, on all processors, the same numbers whatever their number."""

from __future__ import annotations

import contextlib
import ctypes
import os
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any

import numpy as np
import numpy.typing as npt

from .course import SERIES, Course
from .engine import Engine, chosen, device
from .values import Host, Parameter, Preset

Array = npt.NDArray[Any]
_TRIM_FROM, _MAP_FROM = -1, -3
"""Options of `mallopt`: from how many bytes memory is given back, and mapped by itself."""
_SMALL = 4
"""Chunks for each processor at least: for less it does not pay to start another."""


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
    engine: Engine = Engine.AUTO,
) -> Runs:
    """Runs a preset many times.

    Args:
        preset: the time and its measures.
        hosts: by code.
        parameters: of the model, by name; the preset's own values stand above them.
        runs: how many.
        seed: the same seed and engine give the same numbers to the bit on the same machine, whatever `workers` is; run number n has the same luck in every scenario.
        change: values that stand above all others, each a number or one for each run, `[runs]`.
        workers: processors to use; all if None. NumPy starts processes, numba threads; a graphics processor is one.
        kind: `numpy.float32` or `numpy.float64`; numba computes in float64 and gives what is asked for.
        engine: what computes, see `Engine`.

    Raises:
        NoEngine: if the engine is not installed.
        KeyError: if `change` names a parameter that there is not.
    """
    values: dict[str, float | Array] = {name: p.value for name, p in parameters.items()}
    values.update(preset.parameters)
    for name, value in (change or {}).items():
        if name not in values:
            raise KeyError(name)
        values[name] = value
    given = (preset, dict(hosts), values, runs, seed, kind)
    found = _carried(given, chosen(engine), runs, workers)
    return Runs(
        preset=preset,
        hosts=tuple(preset.stocks),
        stock=np.concatenate([one["stock"] for one in found]),
        series={name: np.concatenate([one[name] for one in found]) for name in SERIES},
        at_first=np.concatenate([one["at_first"] for one in found]),
        strikes=np.concatenate([one["strikes_by_host"] for one in found]),
    )


def _carried(given: Any, engine: Engine, runs: int, workers: int | None) -> list[dict[str, Array]]:
    course = _course_of(given, engine)
    starts = range(0, runs, course.chunk)
    many = min(workers or min(processors(), len(starts) // _SMALL), len(starts))
    if many <= 1 or engine is Engine.GPU:
        return [course.run(at) for at in starts]
    if engine is Engine.NUMBA:
        with ThreadPoolExecutor(many) as threads:
            return list(threads.map(course.run, starts))
    context = get_context("forkserver" if os.name == "posix" else "spawn")
    with ProcessPoolExecutor(many, context, initializer=_begin, initargs=given) as pool:
        return list(pool.map(_run, starts))


def _course_of(given: Any, engine: Engine) -> Course:
    if engine is Engine.NUMBA:
        from .compiled import Compiled

        return Compiled(*given)
    return Course(*(*given, device())) if engine is Engine.GPU else Course(*given)


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
