"""`python -m benchmarks [PART...]`: measures, prints the table, keeps it part by part in benchmarks/results.json and writes docs/benchmarks.md with its curves."""

from __future__ import annotations

import sys
from importlib import import_module

from rich.console import Console
from rich.table import Table

from .results import keep, rate, write

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
    "scenario",
)
MORE = ("alerts", "kills", "flat", "writers")
"""Parts that measure something else than speed, take long, and are measured only when named."""


def main() -> int:
    """Measure all parts, or those named on the command line, and write them down."""
    names = sys.argv[1:] or list(PARTS)
    if unknown := [name for name in names if name not in (*PARTS, *MORE)]:
        print(f"There is no benchmark “{unknown[0]}”. Choose among: {', '.join((*PARTS, *MORE))}.", file=sys.stderr)
        return 2
    console, rows = Console() if sys.stdout.isatty() else Console(width=160), []
    for name in names:
        found = []
        for row in import_module(f"{__package__}.{name}").measure():
            console.print(f"{row.task}: {row.program}: {rate(row)} {row.unit} per CPU second", highlight=False)
            found.append(row)
        keep(name, found)
        rows += found
    table = Table("task", "program", "items", "CPU s", "per CPU s", "")
    for row in rows:
        table.add_row(row.task, row.program, f"{row.items:,} {row.unit}", f"{row.seconds:.2f}", rate(row), row.note)
    console.print(table)
    write()
    return 0


if __name__ == "__main__":
    sys.exit(main())
