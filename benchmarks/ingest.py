"""Taking reports in, from files to claims that are weighed: `run` alone, and `bulk` before it, with one worker and with two.

The reports are those of a made-up press, about a hundred words each, a file for each. `python -m benchmarks.ingest COUNT...` measures these sizes;
`python -m benchmarks.ingest COUNT WAY WORKERS` one way alone, where WAY is `run`, `local` or `ray`.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .growing import NOW, write
from .measure import CLOCK, MEMORY, Row
from .tree import watched

if TYPE_CHECKING:
    from secondsource.store import Case

SIZES = (1_000,)
WAYS = (("run", 1), ("run", 2), ("local", 1), ("local", 2), ("ray", 1), ("ray", 2))
NAMES = {"run": "run", "local": "bulk, local engine, then run", "ray": "bulk, Ray, then run"}
ABOUT = "North Korean workers abroad.\n\n"
"""What the reports begin with: the press is made up, and the gate of a bulk run lets nothing through that does not name its subject."""
FILES = 16
"""That a bulk run is given: JSON Lines, as archives of many reports are."""


def measure(sizes: Sequence[int] = SIZES, ways: Sequence[tuple[str, int]] = WAYS) -> Iterator[Row]:
    """A row for each size, way and number of workers; each is measured in a process of its own."""
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="secondsource-ingest-") as name:
            folder = Path(name)
            _made(size, folder)
            first: dict[str, float] = {}
            for way, workers in ways:
                if way == "ray" and find_spec("ray") is None:
                    continue
                told = _apart(way, workers, folder)
                note = f"{told['wall']:,.0f} s by the clock; {told['spent']}; {told['peak']:,.0f} MB at most"
                if way in first:
                    note = f"{first[way] / told['wall']:.2f} times as fast as with one worker; {note}"
                first.setdefault(way, told["wall"])
                yield Row(
                    task=f"taking in {size:,} reports",
                    program=f"{NAMES[way]}, {workers} worker{'s' if workers > 1 else ''}",
                    items=told["reports"],
                    unit="reports",
                    seconds=told["cpu"],
                    rounds=1,
                    note=note,
                    figures={CLOCK: round(told["wall"], 1), MEMORY: round(told["peak"])},
                )


def _made(size: int, folder: Path) -> None:
    """The press, as files and as JSON Lines of the same reports."""
    from secondsource.trace.ecology import Settings, made, rendered

    readings, _ = rendered(made(Settings(reports=round(size / (1 - Settings().missing)), seed=2399)))
    random.Random(2399).shuffle(readings)
    write(readings, folder / "run")
    files = sorted((folder / "run").iterdir())
    for path in files:
        told = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps({**told, "text": ABOUT + told["text"]}), encoding="utf-8")
    (folder / "bulk").mkdir()
    for at in range(FILES):
        lines = [path.read_text(encoding="utf-8") for path in files[at::FILES]]
        (folder / "bulk" / f"{at:02}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _apart(way: str, workers: int, folder: Path) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="secondsource-ingest-", dir=folder) as out:
        done = subprocess.run(  # noqa: S603 (ourselves)
            [sys.executable, "-m", "benchmarks.ingest", "--one", way, str(workers), str(folder), out],
            capture_output=True,
            text=True,
            check=True,
            cwd=Path(__file__).resolve().parents[1],
        )
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def _one(way: str, workers: int, folder: Path, out: Path) -> dict[str, Any]:
    from secondsource.pipeline import run
    from secondsource.store import Case

    with watched() as spent, Case.create(out / "case", now=NOW) as case:
        if way == "run":
            found = run(case, [folder / "run"], now=datetime.now(UTC), workers=workers)
            reports = found.reports
        else:
            reports = _taken(case, _bulk(way, workers, folder / "bulk", out / "parts"), workers)
            found = run(case, [], now=datetime.now(UTC), workers=workers)
    return {
        "reports": reports,
        "cpu": spent.cpu,
        "wall": spent.wall,
        "peak": spent.peak,
        "spent": ", ".join(f"{stage} {took:,.1f} s" for stage, took in found.timings.items()),
    }


def _taken(case: Case, parts: Path, workers: int) -> int:
    from secondsource.bulk.taking import take

    return take(case, parts, at=NOW, workers=workers).reports


def _bulk(way: str, workers: int, given: Path, out: Path) -> Path:
    from secondsource.bulk.supervisor import Supervisor, ordered

    from .engines import SUBJECT, engine_of

    engine = engine_of(way, workers)
    try:
        # threshold 0: every report of this press concerns the subject, and what the sieve costs is measured elsewhere
        Supervisor(ordered(out, SUBJECT, threshold=0.0), engine).run([str(given)])
    finally:
        engine.close()
    return out


def main() -> int:
    """The sizes that are named, or the one measurement that a process of its own makes."""
    given = sys.argv[1:]
    if given[:1] == ["--one"]:
        _, way, workers, folder, out = given
        print(json.dumps(_one(way, int(workers), Path(folder), Path(out))))
        return 0
    ways = [(given[1], int(given[2]))] if len(given) == 3 and given[1] in NAMES else WAYS
    sizes = [int(size) for size in (given[:1] if ways is not WAYS else given)]
    for row in measure(sizes or SIZES, ways):
        print(json.dumps(asdict(row)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
