"""The curves of `docs/benchmarks.md`: drawn of what is kept, a picture for each part that was measured at several sizes or on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING

from .chart import Chart, svg
from .measure import MEMORY, Row

if TYPE_CHECKING:
    from .results import Measured

CPU = "CPU seconds"
SHARED_OUT = frozenset({"mentions"})
"""Parts of which one machine measured some sizes and another the others: their memory is what the curve is for."""
SIZE = "size"
"""The figure that says how much there was, where that is not what was counted."""


def drawn(entries: Sequence[Measured], part: str) -> str:
    """The picture of a part as SVG; empty if it has none, or was not measured at two sizes at least.

    Rows of one machine are drawn, that which most were measured on; those of all where the sizes were shared out (`SHARED_OUT`).
    """
    machines: dict[str, list[Row]] = {}
    for one in entries:
        machines.setdefault(one.conditions[0], []).extend(one.rows)
    rows = max(machines.values(), key=len, default=[])
    if part in SHARED_OUT:
        rows = [row for of in machines.values() for row in of]
    charts = CURVES[part](rows) if part in CURVES else ()
    charts = [chart for chart in charts if len(chart.points) > 1]
    return svg(charts) if charts else ""


def _by_size(rows: Sequence[Row], title: str, x: str, what: str, named: Mapping[str, str]) -> Chart:
    """A figure over sizes, a line for each program that is named; `named` says how the line is called."""
    lines: dict[str, dict[float, float]] = {}
    for row in rows:
        value = row.seconds if what == CPU else row.figures.get(what)
        if row.program in named and value:
            lines.setdefault(named[row.program], {})[row.figures.get(SIZE, row.items)] = value
    points = sorted({size for line in lines.values() for size in line})
    return Chart(
        title=title,
        x=x,
        points=points,
        lines={name: [line.get(size) for size in points] for name, line in lines.items()},
        percent=False,
        powers=True,
    )


def _joining(rows: Sequence[Row]) -> Sequence[Chart]:
    spread = [row for row in rows if "more" not in row.task and "six towns" not in row.task]
    crowded = [row for row in rows if "more" not in row.task and "six towns" in row.task]
    both = [row for kind, of in (("many towns", spread), ("six towns", crowded)) for row in _renamed(of, kind)]
    named = {"many towns": "many towns", "six towns": "six towns"}
    return (
        _by_size(both, "CPU seconds", "mentions", CPU, named),
        _by_size(both, "MB at most", "mentions", MEMORY, named),
    )


def _renamed(rows: Sequence[Row], program: str) -> Sequence[Row]:
    return [replace(row, program=program) for row in rows]


def _copies(rows: Sequence[Row]) -> Sequence[Chart]:
    invented = [row for row in rows if "invented" in row.task]
    named = {name: name for name in ("secondsource", "rensa", "datasketch")}
    return (
        _by_size(invented, "CPU seconds", "reports", CPU, named),
        _by_size(invented, "MB at most", "reports", MEMORY, named),
    )


def _ingest(rows: Sequence[Row]) -> Sequence[Chart]:
    ways = {"run": "run", "bulk, local engine, then run": "bulk, then run", "bulk, Ray, then run": "by Ray, then run"}
    one = {f"{way}, 1 worker": name for way, name in ways.items()}
    two = {f"{way}, 2 workers": name for way, name in ways.items()}
    return (
        _by_size(rows, "One worker: CPU seconds", "reports", CPU, one),
        _by_size(rows, "Two workers: CPU seconds", "reports", CPU, two),
        _by_size(rows, "Two workers: MB at most, all processes", "reports", MEMORY, two),
    )


def _growing(rows: Sequence[Row]) -> Sequence[Chart]:
    named = {"all of it": "all of it", "100 more": "100 more"}
    both = [
        *_renamed([row for row in rows if row.task.startswith("deriving")], "all of it"),
        *_renamed([row for row in rows if "more" in row.task], "100 more"),
    ]
    return (
        _by_size(both, "Joined to law: CPU seconds", "mentions", CPU, named),
        _by_size(both, "MB at most", "mentions", MEMORY, named),
    )


def _flat(rows: Sequence[Row]) -> Sequence[Chart]:
    points = rows[-1].curve if rows else ()
    if not points:
        return ()
    ends = [at for at, _ in points]
    whole = 10 ** (len(str(int(ends[-1]))) - 1)
    return (
        Chart(
            title="MB of a worker",
            x="pages",
            points=ends,
            lines={"bulk": [held for _, held in points]},
            top=200 * ceil(max(held for _, held in points) / 200),
            percent=False,
            ticks=[0, *(whole * n / 4 for n in range(1, 5))] if ends[-1] == whole else [ends[0], ends[-1]],
        ),
    )


def _searching(rows: Sequence[Row]) -> Sequence[Chart]:
    named = {"secondsource": "secondsource", "SQLite FTS5, bare": "FTS5, bare"}
    made = [row for row in rows if "made ready" in row.task]
    asked = [row for row in rows if "made ready" not in row.task]
    return (
        _by_size(made, "Made ready: CPU seconds", "reports", CPU, named),
        _by_size(asked, "95 of 100 searches, ms", "reports", P95, named),
    )


P95 = "ms that 95 in 100 searches take"
CURVES: Mapping[str, Callable[[Sequence[Row]], Sequence[Chart]]] = {
    "joining": _joining,
    "mentions": _joining,
    "copies": _copies,
    "ingest": _ingest,
    "growing": _growing,
    "flat": _flat,
    "searching": _searching,
}
"""What is drawn of a part."""
