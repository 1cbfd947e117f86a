"""A scenario in words: what it assumes, how it ended, how much hangs on what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from .compare import LAST, PAIRED, Effect
from .fan import TOLD, fans
from .forces import month_of
from .outcome import onset, shares
from .regimemap import Cell
from .simulate import Runs
from .values import Model, Preset, Trust

CAUTION = "A scenario and no forecast: it says what follows if these assumptions hold. It knows no site and no person, and most of its numbers are assumed."


Change = Mapping[str, float | npt.NDArray[Any]]
"""What stands above the values of a preset: a number, or one for each run where a fit gave them."""


def assumes(preset: Preset, model: Model, change: Change, runs: int, seed: int) -> str:
    """One sentence that stands under every picture and report."""
    assumed = sum(p.trust is Trust.ASSUMED for p in model.parameters.values())
    by_hand = [f"{name} {value:g}" for name, value in sorted(change.items()) if not isinstance(value, np.ndarray)]
    fitted = sorted(name for name, value in change.items() if isinstance(value, np.ndarray))
    from_fit = f", and {', '.join(fitted)} as a fit has them, other in each run" if fitted else ""
    return (
        f"Assumes the preset {preset.name} with {', '.join(by_hand) or 'nothing else'} set by hand{from_fit}; {runs:,} runs of {preset.sites} crews over {preset.months} months, seed {seed}; "
        f"{assumed} of {len(model.parameters)} parameters are assumed and not measured. {CAUTION}"
    )


def report(preset: Preset, model: Model, runs: Runs, change: Change, seed: int) -> str:
    """The report of one scenario, Markdown."""
    return "\n".join(_report(preset, model, runs, change, seed)) + "\n"


def _report(preset: Preset, model: Model, runs: Runs, change: Change, seed: int) -> Iterator[str]:
    yield f"# {preset.title}"
    yield ""
    yield " ".join(preset.text.split())
    yield ""
    yield f"> {assumes(preset, model, change, len(runs.stock), seed)}"
    yield ""
    yield "## How it ended"
    yield ""
    yield "| regime | share of the runs |"
    yield "|---|---:|"
    for regime, share in shares(runs).items():
        yield f"| {regime.value} | {share:.0%} |"
    yield ""
    when = onset(runs)
    if (when >= 0).any():
        low, middle, high = (month_of(preset.start, int(n)) for n in np.quantile(when[when >= 0], (0.05, 0.5, 0.95)))
        share = (when >= 0).mean()
        yield f"The money that comes home stays below half of that at the start in {share:.0%} of the runs, from {middle:%Y-%m} on (nine in ten between {low:%Y-%m} and {high:%Y-%m})."
        yield ""
    yield "## Month by month"
    yield ""
    months = _shown(preset.months)
    yield "| series | " + " | ".join(f"{month_of(preset.start, n):%Y-%m}" for n in months) + " |"
    yield "|---|" + "---:|" * len(months)
    for told in TOLD:
        values = fans(runs)[told.name]
        cells = (f"{_figure(values[2][n])} ({_figure(values[0][n])}–{_figure(values[4][n])})" for n in months)
        yield f"| {told.title}, {told.unit} | " + " | ".join(cells) + " |"
    yield ""
    yield "Median, and in brackets what nine runs in ten lie between."
    yield ""
    yield "## Measures"
    yield ""
    for m in preset.measures:
        where = ", ".join(model.hosts[code].name for code in m.hosts) or "all hosts"
        law = f" ({m.provision})" if m.provision else ""
        yield f"- {m.start} to {m.end or 'the end'}: {m.lever.value} {m.strength:g}, {where}{law}: {m.source}"


def compared(preset: Preset, found: Sequence[Effect], one: str, other: str, said: str, how: str = PAIRED) -> str:
    """What a change makes, Markdown."""
    lines = [
        f"# {preset.title}: {other} against {one}",
        "",
        f"> {said}",
        "",
        f"Means over the last {LAST} months. {how}",
        "",
        f"| series | {one} | {other} | difference (nine runs in ten) | runs that agree on its sign |",
        "|---|---:|---:|---:|---:|",
    ]
    told = {t.name: t for t in TOLD}
    lines += [
        f"| {told[e.name].title}, {told[e.name].unit} | {_figure(e.before)} | {_figure(e.after)} | {_figure(e.middle, '+')} ({_figure(e.low, '+')} to {_figure(e.high, '+')}) | {e.surely:.0%} |"
        for e in found
    ]
    return "\n".join(lines) + "\n"


def mapped(preset: Preset, cells: Sequence[Cell], said: str) -> str:
    """The map of regimes as a table, Markdown."""
    lines = [f"# How it ends: {preset.title}", "", f"> {said}", ""]
    across = sorted({cell.pressure for cell in cells})
    for talk in sorted({cell.communication for cell in cells}):
        lines += [
            f"## Communication {talk:g}",
            "",
            "| substitution | " + " | ".join(f"pressure {p:g}" for p in across) + " |",
        ]
        lines.append("|---|" + "---|" * len(across))
        for instead in sorted({cell.substitution for cell in cells}, reverse=True):
            row = {c.pressure: c for c in cells if c.communication == talk and c.substitution == instead}
            lines.append(
                f"| {instead:g} | "
                + " | ".join(f"{row[p].mostly.value} {row[p].shares[row[p].mostly]:.0%}" for p in across)
                + " |"
            )
        lines.append("")
    return "\n".join(lines)


def _figure(value: float, sign: str = "") -> str:
    """Three digits of a number, and no more than are known: of thousands the last two are left out."""
    if abs(value) < 100:
        return f"{value:{sign}.3g}"
    return f"{round(value, -2):{sign},.0f}" if abs(value) >= 10_000 else f"{value:{sign},.0f}"


def _shown(months: int) -> list[int]:
    step = max(1, months // 6)
    return sorted({*range(0, months, step), months - 1})
