"""A case that grows: deriving all of it, and taking in a hundred more reports by `run`, with what of the case they touched.

The reports are those of a made-up press, with what stands in them given; the hundred that come in later are files, collected and read like any others.
A size beyond these takes long: `python -m benchmarks.growing 100000`; it says what each stage took as it ends.
"""

from __future__ import annotations

import hashlib
import json
import random
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Table, func, select

from secondsource import collect
from secondsource.model import Capture, Reading, Report
from secondsource.model.codec import encode
from secondsource.pipeline import run
from secondsource.pipeline.derive import derive
from secondsource.pipeline.parts import seen
from secondsource.pipeline.result import Clock
from secondsource.read import default_reader
from secondsource.read.reader import Reader
from secondsource.store import Case, documents, runs, schema
from secondsource.store.custody import START, Custody, sealed
from secondsource.subjects import Subject, load
from secondsource.trace.ecology import Settings, made, rendered

from .curves import SIZE
from .measure import CLOCK, MEMORY, Row, cpu_seconds, peak_memory

NOW = "2026-01-01T00:00:00Z"
SIZES = (1_000, 10_000)
MORE = 100
_BATCH = 5_000


def measure(sizes: Sequence[int] = SIZES) -> Iterator[Row]:
    """Two rows for each size: deriving all, and a hundred more; each step in a process of its own, so that its memory is its own."""
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="secondsource-growing-") as folder:
            for step in STEPS:
                done = subprocess.run(  # noqa: S603 (ourselves)
                    [sys.executable, "-m", "benchmarks.growing", step, str(size), folder],
                    stdout=subprocess.PIPE,
                    text=True,
                    check=True,
                    cwd=Path(__file__).resolve().parents[1],
                )
                if done.stdout:
                    yield Row(**json.loads(done.stdout))


def main() -> None:
    """Measures the sizes that are named; or does one step, in a process of its own."""
    if sys.argv[1:2] and sys.argv[1] in STEPS:
        _, step, size, folder = sys.argv
        row = STEPS[step](int(size), Path(folder))
        if row is not None:
            print(json.dumps(asdict(row)))
        return
    for row in measure([int(size) for size in sys.argv[1:]]):
        print(f"{row.task}: {row.seconds:,.1f} CPU s; {row.note}", flush=True)


def _filled(size: int, folder: Path) -> None:
    """A case of so many reports, read and not derived, and a hundred files beside it."""
    readings, _ = rendered(made(Settings(reports=round((size + MORE) / (1 - Settings().missing)), seed=2399)))
    random.Random(2399).shuffle(readings)
    with Case.create(folder / "case", now=NOW) as case:
        _fill(case, readings[MORE:], load())
    write(readings[:MORE], folder / "more")


def _derived(size: int, folder: Path) -> Row:
    pack, clock = load(), Clock()
    with Case.open(folder / "case") as case:
        with case.reading() as connection:
            reports, mentions = (
                connection.execute(select(func.count()).select_from(table)).scalar_one()
                for table in (schema.reports, schema.mentions)
            )
        before = cpu_seconds()
        derive(case, pack, _told, clock)
        took = cpu_seconds() - before
    return Row(
        task=f"deriving a case of {size:,}",
        program="secondsource",
        items=reports,
        unit="reports",
        seconds=took,
        rounds=1,
        note=f"{mentions:,} mentions; {_spent(clock.seconds)}; {peak_memory():,.0f} MB at most",
        figures={SIZE: mentions, MEMORY: round(peak_memory())},
    )


def _told(stage: str, done: int, of: int) -> None:
    """Says when a stage ends: a million reports take hours, and what is cut off has measured something."""
    if done == of:
        print(
            f"{stage}: {cpu_seconds():,.0f} CPU s, {peak_memory():,.0f} MB at most so far", file=sys.stderr, flush=True
        )


def _more(size: int, folder: Path) -> Row:
    with Case.open(folder / "case") as case:
        before, began = cpu_seconds(), time.perf_counter()
        found = run(case, [folder / "more"], now=datetime.now(UTC))
        took, wall = cpu_seconds() - before, time.perf_counter() - began
    touched = ", ".join(f"{name} {count:,}" for name, count in found.touched.items())
    return Row(
        task=f"{MORE} more reports for a case of {size:,}",
        program="secondsource",
        items=found.reports,
        unit="reports",
        seconds=took,
        rounds=1,
        note=f"{wall:,.0f} s by the clock; {_spent(found.timings)}; {touched}; {peak_memory():,.0f} MB at most",
        figures={SIZE: size, CLOCK: round(wall, 1), MEMORY: round(peak_memory())},
    )


STEPS: Mapping[str, Callable[[int, Path], Row | None]] = {"fill": _filled, "derive": _derived, "more": _more}


def _spent(seconds: dict[str, float]) -> str:
    return ", ".join(f"{stage} {took:,.1f} s" for stage, took in seconds.items())


def _fill(case: Case, readings: Sequence[Reading], pack: Subject) -> None:
    """The readings into the case as if this program had collected and read them; the originals themselves are left out."""
    reader, stages = default_reader(pack), (seen(pack, "collect"), seen(pack, "read"))
    seal, seq = START, 0
    for first in range(0, len(readings), _BATCH):
        rows = defaultdict[Table, list[dict[str, Any]]](list)
        for reading in readings[first : first + _BATCH]:
            # the first digits of the capture name the report, and two reports of the same words would else be one capture
            rest = hashlib.sha256(reading.report.id.encode()).hexdigest()[16:]
            report = replace(reading.report, capture=reading.report.id[:16] + rest)
            held = Capture(digest=report.capture, size=len(report.text), media="text/plain", name=f"{report.id}.txt")
            seq += 1
            entry = Custody(seq=seq, capture=held.digest, path=f"generated/{held.name}", at=NOW, tool="benchmark")
            seal = sealed(seal, entry, held)
            rows[schema.captures].append({c.name: getattr(held, c.name) for c in schema.captures.columns})
            rows[schema.custody].append({**{name: getattr(entry, name) for name in Custody.__slots__}, "seal": seal})
            _note(rows, report, reading, reader, stages)
        with case.writing() as connection:
            for table, some in rows.items():
                connection.execute(table.insert(), some)


def _note(
    rows: Mapping[Table, list[dict[str, Any]]], report: Report, reading: Reading, reader: Reader, stages: Sequence[str]
) -> None:
    """A report with what was read in it, and that both is done."""
    body = encode(report).decode()
    said, told = ([encode(item).decode() for item in items] for items in (reading.statements, reading.mentions))
    written = runs.digest([body])
    rows[schema.reports].append(documents.report_row(report, body, written))
    for at, (statement, text) in enumerate(zip(reading.statements, said, strict=True)):
        rows[schema.statements].append(documents.statement_row(at, statement, text))
    for at, (mention, text) in enumerate(zip(reading.mentions, told, strict=True)):
        rows[schema.mentions].append(documents.mention_row(at, mention, text))
    took = runs.digest([report.capture, f"{report.id}.txt", collect.VERSION, stages[0]])
    given = runs.digest([written, reader.name, reader.version, stages[1]])
    for stage, key, went, came in (
        ("collect", report.capture, took, written),
        ("read", report.id, given, documents.reading_digest(said, told)),
    ):
        rows[schema.stage_runs].append({"stage": stage, "key": key, "input": went, "version": "", "output": came})


def write(readings: Sequence[Reading], folder: Path) -> None:
    """The reports as files that carry their own metadata."""
    folder.mkdir()
    for reading in readings:
        report = reading.report
        told = {"id": report.id, "language": report.lang, "text": report.text}
        for name, known in (("outlet", report.outlet), ("published", report.published), ("title", report.title)):
            if known:
                told[name] = known.value
        (folder / f"{report.id}.json").write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    main()
