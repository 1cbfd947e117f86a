"""What an engine costs: the same reading of the same reports, from JSON Lines to Parquet, plainly in one process and by both engines.

`python -m benchmarks.engines COUNT` measures that many reports. What a program does once (loading the reader, starting processes and a cluster) is
stated apart. CPU time is that of the process and of all that descend from it, Ray's daemons included.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .measure import Row
from .texts import WORDS, reports
from .tree import Tree, watched

if TYPE_CHECKING:
    from secondsource.bulk.engine import Engine

COUNT, FILES = 160, 16
SUBJECT = "dprk_labour"
VARIANTS = (("plain", 1), ("local", 1), ("local", 2), ("ray", 1), ("ray", 2))
NAMES = {"plain": "one process, no engine", "local": "local engine", "ray": "Ray"}


def measure(count: int = COUNT) -> Iterator[Row]:
    """A row for each engine and number of workers, and one for none."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write(count, folder / "in")
        seen: dict[tuple[str, int], dict[str, float]] = {}
        for kind, workers in VARIANTS:
            if kind == "ray" and find_spec("ray") is None:
                continue
            out = folder / f"{kind}-{workers}"
            # in a process of its own: what one has loaded the next would have for nothing
            done = subprocess.run(  # noqa: S603 (ourselves)
                [sys.executable, "-m", "benchmarks.engines", kind, str(workers), str(folder / "in"), str(out)],
                capture_output=True,
                text=True,
                check=True,
                cwd=Path(__file__).resolve().parents[1],
            )
            seen[kind, workers] = told = json.loads(done.stdout.splitlines()[-1])
            yield Row(
                task=f"bulk reading of reports of {WORDS} words",
                program=NAMES[kind] + (f", {workers} workers" if workers > 1 else ""),
                items=int(told["reports"]),
                unit="reports",
                seconds=told["cpu"],
                rounds=1,
                note=_note(told, seen["plain", 1], seen.get((kind, 1))),
            )


def _note(told: dict[str, float], plain: dict[str, float], one: dict[str, float] | None) -> str:
    parts = [f"{told['wall']:.1f} s"]
    if told is not plain:
        parts.append(f"{told['cpu'] / plain['cpu'] - 1:+.1%} CPU beside no engine")
    if one is not None and told is not one:
        parts.append(f"{one['wall'] / told['wall']:.2f} times as fast as with one worker")
    parts.append(f"start {told['start_wall']:.1f} s, {told['start_cpu']:.1f} CPU s")
    return "; ".join(parts)


def _write(count: int, folder: Path) -> None:
    folder.mkdir()
    made = reports(count)
    for at in range(FILES):
        lines = [
            json.dumps({"id": r.name, "outlet": f"Outlet {r.name}", "published": "2016-06-08", "text": r.text})
            for r in made[at::FILES]
        ]
        (folder / f"{at:02}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _one(kind: str, workers: int, inputs: str, out: Path) -> dict[str, Any]:
    if kind == "plain":
        count, start, work = _plainly(inputs, out)
    else:
        count, start, work = _by_engine(kind, workers, inputs, out)
    return {
        "reports": count,
        "cpu": work.cpu,
        "wall": work.wall,
        "start_cpu": start.cpu,
        "start_wall": start.wall,
    }


def _plainly(inputs: str, out: Path) -> tuple[int, Tree, Tree]:
    from secondsource.bulk.document import Document
    from secondsource.bulk.part import write_part
    from secondsource.bulk.plan import planned
    from secondsource.bulk.sources import documents
    from secondsource.bulk.sources.bytes_of import taken
    from secondsource.bulk.stages import opened

    out.mkdir()
    with watched() as start:
        stages = opened(SUBJECT)
        ready(SUBJECT)
    count = 0
    with watched() as work:
        for part in planned([inputs]):
            found = (d for d in documents(part, taken(part)) if isinstance(d, Document))
            rows = (row for d in found for row in stages.treat(d, part.address).rows)
            count += write_part(out / f"{part.id}.parquet", rows)
    return count, start, work


def _by_engine(kind: str, workers: int, inputs: str, out: Path) -> tuple[int, Tree, Tree]:
    from secondsource.bulk.supervisor import Supervisor, ordered

    with watched() as start:
        order = ordered(out, SUBJECT)
        engine = engine_of(kind, workers)
        for _ in engine.map(ready, [SUBJECT] * (2 * workers)):
            pass
    try:
        with watched() as work:
            summary = Supervisor(order, engine).run([inputs])
    finally:
        engine.close()
    return summary.counts["read"], start, work


def engine_of(kind: str, workers: int) -> Engine:
    if kind == "ray":
        from secondsource.bulk.ray_engine import RayEngine

        return RayEngine(workers)
    from secondsource.bulk.local_engine import LocalEngine

    return LocalEngine(workers, preload=["secondsource.bulk.work", "secondsource.read.prose"])


def ready(subject: str) -> None:
    """Has a process load the reader, and all that it loads with its first report."""
    from secondsource.bulk.stages import opened

    opened(subject).reader.read(reports(1)[0])


def main() -> int:
    """Another number of reports, or the one measurement that a process of its own makes."""
    if len(sys.argv) > 2:
        _, kind, workers, inputs, out = sys.argv
        print(json.dumps(_one(kind, int(workers), inputs, Path(out))))
        return 0
    for row in measure(*map(int, sys.argv[1:])):
        print(json.dumps(asdict(row)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
