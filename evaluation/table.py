"""The figures as tables, ours beside the peers', columns they win included."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from . import floors as floors_of
from .tasks import RUNS, Figure, Run

HERE = Path(__file__).parent
RESULTS = HERE / "results.json"
OURS = "secondsource"


def results(path: Path = RESULTS) -> dict[str, dict[str, Any]]:
    """The last results, by run name; empty if nothing was measured yet."""
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def peers(run: Run) -> list[tuple[str, dict[str, float]]]:
    """Names and figures of other programs on the same data."""
    raw = tomllib.loads((HERE / "peers.toml").read_text(encoding="utf-8"))
    return [(peer["name"], peer["figures"]) for peer in raw.get(run.name, [])]


def rows(run: Run, result: Mapping[str, Any]) -> Iterator[tuple[str, list[float | None]]]:
    """Our row, then the peers', a number or None per figure of the run."""
    yield OURS, [figure.of(dict(result)) for figure in run.figures]
    for name, figures in peers(run):
        yield name, [figures.get(figure.path) for figure in run.figures]


def number(figure: Figure, value: float | None) -> str:
    """As the scorers round it."""
    if value is None:
        return "–"
    return f"{value:.3f}" if figure.path.endswith(("MAE", "/r", "accuracy")) and abs(value) < 10 else f"{value:g}"


def best(figure: Figure, column: list[float | None]) -> float | None:
    """The best number of a column."""
    numbers = [value for value in column if value is not None]
    if not numbers:
        return None
    return max(numbers) if figure.high_is_good else min(numbers)


def _wide(run: Run, result: Mapping[str, Any]) -> Iterator[str]:
    table = list(rows(run, result))
    tops = [best(figure, [values[i] for _, values in table]) for i, figure in enumerate(run.figures)]
    yield "| program | " + " | ".join(f.title + ("" if f.high_is_good else " ↓") for f in run.figures) + " |"
    yield "|---|" + "---:|" * len(run.figures)
    for name, values in table:
        cells = [
            f"**{number(f, v)}**" if v is not None and v == top else number(f, v)
            for f, v, top in zip(run.figures, values, tops, strict=True)
        ]
        yield f"| {name} | " + " | ".join(cells) + " |"


def _long(run: Run, result: Mapping[str, Any], pinned: Mapping[str, float]) -> Iterator[str]:
    yield "| figure | " + OURS + " | floor |"
    yield "|---|---:|---:|"
    for figure in run.figures:
        arrow = "" if figure.high_is_good else " ↓"
        yield f"| {figure.title}{arrow} | {number(figure, figure.of(dict(result)))} | {number(figure, pinned.get(figure.path))} |"


def _reliability(measured: Mapping[str, Any]) -> Iterator[str]:
    yield (
        "How far its confidence can be trusted, on the documents that it was not calibrated on (right is what LINK counts; expected "
        f"calibration error {measured['expected calibration error']:.3f}):"
    )
    yield ""
    yield "| confidence | attributions | mean confidence | right |"
    yield "|---|---:|---:|---:|"
    for row in measured["bins"]:
        yield f"| {row['from']:g} to {row['to']:g} | {row['number']} | {row['confidence']:.3f} | {row['right']:.3f} |"


def markdown(measured: Mapping[str, Mapping[str, Any]], floors: floors_of.Floors) -> str:
    """The page `docs/evaluation.md`."""
    out = [
        "# Quality",
        "",
        "Written by `python docs/generate.py` from the last run of `make evaluate`. The sets are the developer parts of public data; "
        "each figure is the scorer's own. ↓ marks figures where less is better; the best of a column is bold. Peers are measured on the same data "
        "by the same scorer unless their row says otherwise.",
        "",
    ]
    if not measured:
        out += ["Nothing has been measured yet.", ""]
    for run in RUNS:
        result = measured.get(run.name)
        if result is None:
            continue
        out += [f"## {run.title}", ""]
        out += (
            _wide(run, result["result"])
            if peers(run)
            else _long(run, result["result"], floors.figures.get(run.name, {}))
        )
        out += ["", f"Data: `{result['data'][:16]}`.", ""]
        if "reliability" in result["result"] and not run.rules_only:
            out += [*_reliability(result["result"]["reliability"]), ""]
    if floors.lowered:
        out += ["## Floors that were lowered", "", "| figure | from | to | reason |", "|---|---:|---:|---|"]
        out += [f"| {item['figure']} | {item['from']} | {item['to']} | {item['reason']} |" for item in floors.lowered]
        out.append("")
    return "\n".join(out)
