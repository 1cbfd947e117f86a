"""What the scenario model costs: each engine on one processor, the whole task of 300 crews, 120 months and 2,000 runs, and a plain Mesa model beside it.

The whole task runs in a process of its own, whose wall time and peak memory are told: `python -m benchmarks.scenario ENGINE [PROCESSORS]` by itself.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache, partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from secondsource.forecast.scenario.engine import Engine, NoEngine, chosen
from secondsource.forecast.scenario.load import model_of
from secondsource.forecast.scenario.simulate import Runs, simulate
from secondsource.forecast.scenario.values import Model, Preset
from secondsource.subjects import load

from .measure import Row, timed
from .tree import watched

PRESET, CREWS, MONTHS, RUNS = "gulf-2016", 300, 120, 2000
SOME = 256
"""Runs that tell the speed of an engine."""
MESA_MONTHS = 36
TASK, WHOLE = "months of crews simulated", f"{CREWS} crews, {MONTHS} months, {RUNS:,} runs"


def measure() -> Iterator[Row]:
    """A row for each engine that is there on one processor, one for the whole task, and one for Mesa."""
    best = 0.0
    for engine in _engines():
        items = CREWS * MONTHS * SOME
        row = timed(TASK, engine.value, items, "crew-months", partial(_run, engine, SOME, 1), note=_each(engine))
        best = max(best, row.rate)
        yield row
    for engine in _engines():
        yield _whole(engine)
    if find_spec("mesa") is None:
        print("Mesa is not installed, so it is not measured: pip install mesa, 3.1 or later.", file=sys.stderr)
        return
    yield _mesa(best)


def _engines() -> list[Engine]:
    found = []
    for engine in (Engine.NUMPY, Engine.NUMBA, Engine.GPU):
        try:
            found.append(chosen(engine))
        except NoEngine as error:
            print(f"{engine.value}: {error}", file=sys.stderr)
    return found


def _each(engine: Engine) -> str:
    return "on a graphics processor; CPU time of the host" if engine is Engine.GPU else "one processor"


@lru_cache(maxsize=1)
def _model() -> Model:
    return model_of(load())


def _preset(months: int = MONTHS) -> Preset:
    return replace(_model().presets[PRESET], sites=CREWS, months=months)


def _run(engine: Engine, runs: int, workers: int | None = None) -> Runs:
    model = _model()
    return simulate(_preset(), model.hosts, model.parameters, runs=runs, engine=engine, workers=workers)


def _whole(engine: Engine) -> Row:
    done = subprocess.run(  # noqa: S603 (ourselves)
        [sys.executable, "-m", "benchmarks.scenario", engine.value],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).resolve().parents[1],
    )
    told = json.loads(done.stdout.splitlines()[-1])
    note = f"{told['wall']:.1f} s on the clock, {told['memory']:,.0f} MB in all its processes, the same bits again: {'yes' if told['same'] else 'no'}"
    return Row(
        task=WHOLE, program=engine.value, items=CREWS * MONTHS * RUNS, unit="crew-months", seconds=told["cpu"], rounds=1, note=note
    )  # fmt: skip


def _mesa(best: float) -> Row:
    from .scenario_mesa import agreement, plain

    model, preset = _model(), _preset(MESA_MONTHS)
    apart = agreement(model, preset)
    crews = plain(model, preset, seed=1)
    row = timed(TASK, "Mesa, plain", CREWS * MESA_MONTHS, "crew-months", lambda: _carried(crews()))
    return replace(
        row,
        note=f"the fastest engine is {best / row.rate:,.0f} times as fast; with one luck they differ by {apart:.0e} at most",
    )


def _carried(mesa: Any) -> None:
    for _ in range(MESA_MONTHS):
        mesa.step()


def main(engine: Engine, workers: int | None) -> None:
    """The whole task after a small part of it; prints CPU seconds, wall seconds, peak memory (of all processes together), and whether the part came out the same."""
    one = _run(engine, 64 * 8, workers)
    with watched() as work:
        found = _run(engine, RUNS, workers)
    told = {"cpu": work.cpu, "wall": work.wall, "memory": work.peak}
    same = np.array_equal(found.stock[: len(one.stock)], one.stock) if engine is not Engine.GPU else True
    print(json.dumps(told | {"same": bool(same)}))


if __name__ == "__main__":
    main(Engine(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else None)
