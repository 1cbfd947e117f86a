"""`python -m benchmarks`: prints the table, keeps it in benchmarks/out and writes docs/benchmarks.md."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

from rich.console import Console
from rich.table import Table

from .measure import Row, conditions

HERE = Path(__file__).resolve().parent
PARTS = (
    "reading",
    "dates",
    "joining",
    "copies",
    "bulkcopies",
    "engines",
    "ingest",
    "support",
    "screening",
    "searching",
    "archives",
    "crawl",
    "sieving",
    "exchange",
    "dossier",
    "fetching",
    "leaks",
    "moving",
    "desk",
    "mentions",
    "growing",
)
MORE = ("alerts", "kills", "flat", "writers")
"""Parts that measure something else than speed, take long, and are measured only when named."""


def page(rows: Iterable[Row]) -> str:
    """The page `docs/benchmarks.md`."""
    lines = [
        "# Speed",
        "",
        "Written by `make bench`. Peers are measured in the same run on the same texts, if they are installed.",
        "",
    ]
    lines += [f"- {condition}" for condition in conditions()]
    lines += ["", "| task | program | items | CPU seconds | per CPU second | |", "|---|---|---:|---:|---:|---|"]
    lines += [
        f"| {r.task} | {r.program} | {r.items:,} {r.unit} | {r.seconds:.2f} | {_rate(r)} | {r.note} |" for r in rows
    ]
    return "\n".join(lines) + "\n"


def _rate(row: Row) -> str:
    return f"{row.rate:,.1f}" if row.rate < 100 else f"{row.rate:,.0f}"


def measured(names: Iterable[str]) -> Iterator[Row]:
    """The rows of these parts, as they are measured."""
    for name in names:
        yield from import_module(f"{__package__}.{name}").measure()


def main() -> int:
    """Measure all parts, or those named on the command line; only a run of all of them is written down."""
    names = sys.argv[1:] or list(PARTS)
    if unknown := [name for name in names if name not in (*PARTS, *MORE)]:
        print(f"There is no benchmark “{unknown[0]}”. Choose among: {', '.join((*PARTS, *MORE))}.", file=sys.stderr)
        return 2
    console, rows = Console() if sys.stdout.isatty() else Console(width=160), []
    for row in measured(names):
        console.print(f"{row.task}: {row.program}: {_rate(row)} {row.unit} per CPU second", highlight=False)
        rows.append(row)
    table = Table("task", "program", "items", "CPU s", "per CPU s", "")
    for row in rows:
        table.add_row(row.task, row.program, f"{row.items:,} {row.unit}", f"{row.seconds:.2f}", _rate(row), row.note)
    console.print(table)
    if names == list(PARTS):
        (HERE / "out").mkdir(exist_ok=True)
        (HERE / "out" / "last.json").write_text(
            json.dumps([asdict(row) for row in rows], indent=1) + "\n", encoding="utf-8"
        )
        (HERE.parent / "docs" / "benchmarks.md").write_text(page(rows), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
