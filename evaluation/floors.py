"""Floors: figures that may not fall. Raising one is free; lowering one needs to be said, with a reason that stays in the file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .tasks import Figure, Run

FILE = Path(__file__).parent / "floors.toml"
HEAD = """\
# Figures that may not fall, per run and figure, with the digest of the data they were measured on (SHA-256 over a scorer's
# inputs and gold). Written by `python -m evaluation pin`; lowering one needs `--lower RUN.FIGURE --reason "..."`.
"""


@dataclass(slots=True)
class Floors:
    """Pinned figures: run name to figure path to number; the data's digest per run; what was lowered and why."""

    figures: dict[str, dict[str, float]] = field(default_factory=dict)
    data: dict[str, str] = field(default_factory=dict)
    lowered: list[dict[str, str | float]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Fallen:
    """A figure below its floor."""

    run: str
    figure: str
    floor: float
    now: float | None

    def __str__(self) -> str:
        return (
            f"{self.run}.{self.figure}: {'nothing' if self.now is None else self.now} where the floor is {self.floor}"
        )


def load(path: Path = FILE) -> Floors:
    """The floors of a file; none if there is no file."""
    if not path.is_file():
        return Floors()
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    lowered = raw.pop("lowered", [])
    return Floors(
        figures={run: {k: float(v) for k, v in table.items() if k != "data"} for run, table in raw.items()},
        data={run: str(table["data"]) for run, table in raw.items()},
        lowered=lowered,
    )


def save(floors: Floors, path: Path = FILE) -> None:
    """Write them, sorted, so that a change shows as a change."""
    parts = [HEAD]
    for run in sorted(floors.figures):
        lines = [
            f"[{run}]",
            f'data = "{floors.data[run]}"',
            *(f'"{k}" = {v:g}' for k, v in sorted(floors.figures[run].items())),
        ]
        parts.append("\n".join(lines) + "\n")
    for item in floors.lowered:
        lines = [
            "[[lowered]]",
            *(f"{k} = {v:g}" if isinstance(v, float) else f"{k} = {_quoted(str(v))}" for k, v in item.items()),
        ]
        parts.append("\n".join(lines) + "\n")
    path.write_text("\n".join(parts), encoding="utf-8")


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'


def worse(figure: Figure, floor: float, now: float | None) -> bool:
    """Whether the figure has fallen further than its slack allows.

    A figure that is gone has fallen where more is better; where less is better there was nothing to count against the program.
    """
    if now is None:
        return figure.high_is_good
    return (floor - now if figure.high_is_good else now - floor) > figure.slack + 1e-9


def fallen(run: Run, result: Mapping[str, object], floors: Floors, data: str) -> list[Fallen]:
    """The figures of a run below their floors. Floors of other data say nothing about these, so they are passed over."""
    if floors.data.get(run.name) != data:
        return []
    pinned = floors.figures.get(run.name, {})
    return [
        Fallen(run.name, figure.path, pinned[figure.path], figure.of(dict(result)))
        for figure in run.figures
        if figure.path in pinned and worse(figure, pinned[figure.path], figure.of(dict(result)))
    ]


def pin(run: Run, result: Mapping[str, object], data: str, floors: Floors, lower: Mapping[str, str]) -> list[str]:
    """Raise the run's floors to what was measured; lower only those named.

    Args:
        run: the run whose floors are set.
        result: the scorer's JSON.
        data: digest of the data it was measured on. Floors of other data are replaced as they are.
        floors: changed in place.
        lower: `run.figure path` to the reason for lowering it.

    Returns:
        The figures that are worse than their floor and were left, because nobody asked to lower them.
    """
    if floors.data.get(run.name) != data:
        floors.data[run.name], floors.figures[run.name] = data, {}
    pinned, left = floors.figures[run.name], []
    for figure in run.figures:
        now, name = figure.of(dict(result)), f"{run.name}.{figure.path}"
        old = pinned.get(figure.path)
        if now is None:
            continue
        better = old is None or (now > old if figure.high_is_good else now < old)
        if better or now == old:
            pinned[figure.path] = now
        elif name in lower and old is not None:
            pinned[figure.path] = now
            floors.lowered.append({"figure": name, "from": old, "to": now, "reason": lower[name]})
        else:
            left.append(name)
    return left
