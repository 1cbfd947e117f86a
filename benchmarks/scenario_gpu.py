"""The scenario model on a graphics processor: the same distributions as in memory, and how long it takes.

Where the whole package is installed, `python benchmarks/scenario_gpu.py prepare FILE` writes the presets down; `python benchmarks/scenario_gpu.py FILE`
needs nothing but NumPy and CuPy (and numba, to time it beside), and ends with 1 if the distributions differ.
"""

from __future__ import annotations

import pickle
import sys
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from secondsource.forecast.scenario.engine import Engine, NoEngine, device
from secondsource.forecast.scenario.simulate import Runs, simulate
from secondsource.forecast.scenario.values import Host, Parameter, Preset

PRESETS = ("gulf-2016", "un-bans-2017")
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
BATCHES = 20
"""Parts of a sample whose quantiles tell how uncertain that of the whole is."""
WIDEST = 4.0
"""Standard errors by which a quantile may differ: of some 50 that are compared, none does by chance."""

Given = tuple[Mapping[str, Preset], Mapping[str, Host], Mapping[str, Parameter]]


def prepare(target: Path) -> None:
    """Writes the presets of the subject pack to a file that can be read without the package's other parts."""
    from secondsource.forecast.scenario.load import model_of
    from secondsource.subjects import load

    model = model_of(load())
    presets = {name: model.presets[name] for name in PRESETS}
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(pickle.dumps((presets, dict(model.hosts), dict(model.parameters))))


def run(given: Given, name: str, engine: Engine, runs: int, months: int | None = None, seed: int = 1) -> Runs:
    """Runs of a preset."""
    presets, hosts, parameters = given
    preset = presets[name] if months is None else replace(presets[name], sites=300, months=months)
    return simulate(preset, hosts, parameters, runs=runs, seed=seed, engine=engine)


def shown(found: Runs) -> dict[str, np.ndarray[Any, Any]]:
    """`[runs]` of what is compared, each the mean over the last twelve months."""
    names = ("delivered", "quota", "home", "fled", "late")
    told = {name: found.series[name][:, -12:].mean(1) for name in names}
    return told | {"abroad": found.abroad[:, -12:].mean(1)}


def apart(one: np.ndarray[Any, Any], other: np.ndarray[Any, Any], share: float) -> float:
    """How many standard errors lie between the quantiles of two samples."""

    def error(values: np.ndarray[Any, Any]) -> float:
        return float(np.std([np.quantile(part, share) for part in np.array_split(values, BATCHES)])) / BATCHES**0.5

    gap = float(np.quantile(one, share) - np.quantile(other, share))
    return abs(gap) / max(float(np.hypot(error(one), error(other))), 1e-6 * abs(float(np.median(one))), 1e-12)


def agree(given: Given, runs: int = 4000) -> bool:
    """Prints both fans of each series, and whether they are one within Monte Carlo error."""
    worst = 0.0
    for name in PRESETS:
        here, there = (shown(run(given, name, engine, runs)) for engine in (Engine.NUMPY, Engine.GPU))
        for series, values in here.items():
            gaps = [apart(values, there[series], share) for share in QUANTILES]
            worst = max(worst, *gaps)
            two = (" ".join(f"{np.quantile(v, q):.5g}" for q in QUANTILES) for v in (values, there[series]))
            print(f"{name} {series}: {next(two)} | {next(two)} | standard errors apart: {max(gaps):.1f}")
    print(f"Of all quantiles, the farthest apart: {worst:.2f} standard errors; {WIDEST} are allowed.")
    return worst <= WIDEST


def repeated(given: Given) -> bool:
    """Whether a seed gives the same bits again."""
    one, two = (run(given, PRESETS[0], Engine.GPU, 500, seed=5) for _ in range(2))
    same = np.array_equal(one.stock, two.stock) and np.array_equal(one.series["delivered"], two.series["delivered"])
    print(f"The same seed gives the same bits: {same}")
    return same


def timings(given: Given) -> None:
    """Wall time of 300 crews over 120 months, the first call apart."""
    for engine, runs, rounds in (
        (Engine.NUMPY, 2000, 1),
        (Engine.NUMBA, 2000, 3),
        (Engine.GPU, 2000, 3),
        (Engine.GPU, 100_000, 2),
    ):
        try:
            run(given, PRESETS[0], engine, 64, 120)
        except NoEngine as error:
            print(f"{engine.value}: {error}")
            continue
        taken = []
        for _ in range(rounds):
            start = time.perf_counter()
            run(given, PRESETS[0], engine, runs, 120)
            taken.append(time.perf_counter() - start)
        rate = min(taken) / (300 * 120 * runs) * 1e9
        print(
            f"{engine.value}: 300 crews, 120 months, {runs:,} runs: {', '.join(f'{t:.2f}' for t in taken)} s; {rate:.2f} ns a crew and month"
        )
    xp = device()
    print(f"Memory taken on the device: {xp.get_default_memory_pool().total_bytes() / 1e9:.2f} GB")


def main(arguments: list[str]) -> int:
    """See the module."""
    if len(arguments) == 2 and arguments[0] == "prepare":
        prepare(Path(arguments[1]))
        return 0
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    xp = device()
    if xp is None:
        print("There is no graphics processor that CuPy finds.", file=sys.stderr)
        return 1
    given: Given = pickle.loads(Path(arguments[0]).read_bytes())  # noqa: S301 - written by `prepare`
    name = xp.cuda.runtime.getDeviceProperties(0)["name"].decode()
    print(f"{name}; CuPy {xp.__version__}, NumPy {np.__version__}, Python {sys.version.split()[0]}")
    well = repeated(given) & agree(given)
    timings(given)
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
