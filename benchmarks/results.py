"""What was measured, part by part, with the machine and the day of each; and the page `docs/benchmarks.md` that shows it.

A part that is measured anew takes the place of what it gave before; the others stay as they are, for a whole run takes more than an hour.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from .curves import drawn
from .estimate import estimate
from .measure import Row, conditions

ROOT = Path(__file__).resolve().parents[1]
FILE, PAGE, IMAGES = ROOT / "benchmarks" / "results.json", ROOT / "docs" / "benchmarks.md", ROOT / "docs" / "images"
TITLES = {
    "reading": "Reading", "dates": "Dates", "joining": "Joining", "mentions": "Joining from disk", "copies": "Near-copies in memory",
    "bulkcopies": "Near-copies on disk", "engines": "Engines", "ingest": "Taking reports in", "growing": "A case that grows", "flat": "Memory over a long run",
    "kills": "Killed at random", "support": "Support", "screening": "Screening", "searching": "Search", "archives": "Archives", "crawl": "Archives in bulk",
    "sieving": "The sieve", "exchange": "Exchange", "dossier": "Dossiers", "fetching": "Fetching", "leaks": "Leaks", "moving": "Moving a case",
    "desk": "The desk", "scenario": "The scenario model", "writers": "Many writers", "alerts": "Alerts",
}  # fmt: skip
"""A heading for each part, in the order of the page."""


class Measured(msgspec.Struct, frozen=True):
    """What a part gave at one time.

    Args:
        day: when, ISO 8601.
        conditions: what the figures depend on: machine, versions.
        rows: what was measured.
    """

    day: str
    conditions: Sequence[str]
    rows: Sequence[Row]


def kept(file: Path = FILE) -> dict[str, Sequence[Measured]]:
    """All that is kept, by part; a part measured on several machines has an entry for each."""
    return msgspec.json.decode(file.read_bytes(), type=dict[str, Sequence[Measured]]) if file.exists() else {}


def keep(part: str, rows: Sequence[Row], file: Path = FILE) -> None:
    """Puts the rows of a part in the place of those of the same tasks and machine; other tasks, and other machines, stay."""
    told = Measured(day=f"{datetime.now(UTC):%Y-%m-%d}", conditions=conditions(), rows=rows)
    save(replaced(kept(file), part, told), file)


def replaced(known: Mapping[str, Sequence[Measured]], part: str, new: Measured) -> dict[str, Sequence[Measured]]:
    """What is known, with a part measured anew."""
    tasks = {row.task for row in new.rows}
    stay = []
    for old in known.get(part, ()):
        if old.conditions[:1] == new.conditions[:1]:
            rows = [row for row in old.rows if row.task not in tasks]
            old = Measured(day=old.day, conditions=old.conditions, rows=rows)
        if old.rows:
            stay.append(old)
    return {**known, part: [*stay, new]}


def save(all_of: Mapping[str, Sequence[Measured]], file: Path = FILE) -> None:
    """Writes what is kept."""
    ordered = {part: all_of[part] for part in (*TITLES, *sorted(set(all_of) - set(TITLES))) if part in all_of}
    file.write_bytes(msgspec.json.format(msgspec.json.encode(ordered), indent=1) + b"\n")


def page(all_of: Mapping[str, Sequence[Measured]]) -> str:
    """The page `docs/benchmarks.md`."""
    lines = [
        "# Speed",
        "",
        "Written by `make bench`; `python -m benchmarks PART...` measures some parts anew. Peers are measured in the same run on the same texts, if they are installed.",
        "Seconds are CPU seconds, of all processes of a program together; what the clock said stands in the last column where it matters. The machines were",
        "rented, and one day's was up to twice as fast as another's: compare what was measured on one day.",
    ]
    versions: dict[str, None] = {}
    for part in TITLES:
        for number, told in enumerate(all_of.get(part, ())):
            lines += [] if number else ["", f"## {TITLES[part]}"]
            lines += ["", f"{told.day}; {told.conditions[0]}.", "", *_table(told.rows)]
            if part == "crawl":
                lines += ["", *(line for row in told.rows for line in estimate(row))]
            versions.update(dict.fromkeys(told.conditions[1:2]))
        if drawn(all_of.get(part, ()), part):
            lines += ["", f"![{TITLES[part]}: curves](images/speed-{part}.svg)"]
    return "\n".join([*lines, "", "## Versions", "", *(f"- {one}" for one in versions)]) + "\n"


def pictures(all_of: Mapping[str, Sequence[Measured]]) -> dict[str, str]:
    """The pictures that the page shows, SVG by file name."""
    made = {f"speed-{part}.svg": drawn(all_of.get(part, ()), part) for part in TITLES}
    return {name: picture for name, picture in made.items() if picture}


def write() -> None:
    """Writes the page and its pictures of what is kept; a picture of nothing that is kept is taken away."""
    known = kept()
    PAGE.write_text(page(known), encoding="utf-8")
    made = pictures(known)
    for name, picture in made.items():
        (IMAGES / name).write_text(picture, encoding="utf-8")
    for path in IMAGES.glob("speed-*.svg"):
        if path.name not in made:
            path.unlink()


def _table(rows: Iterable[Row]) -> list[str]:
    head = ["| task | program | items | CPU seconds | per CPU second | |", "|---|---|---:|---:|---:|---|"]
    return head + [
        f"| {r.task} | {r.program} | {r.items:,} {r.unit} | {r.seconds:,.2f} | {rate(r)} | {r.note} |" for r in rows
    ]


def rate(row: Row) -> str:
    """Items per CPU second, with as many digits as one reads."""
    return f"{row.rate:,.1f}" if row.rate < 100 else f"{row.rate:,.0f}"
