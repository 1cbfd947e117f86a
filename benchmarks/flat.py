"""The memory of one worker over a long run of bulk work: a hundred thousand pages, of which few concern the subject.

`python -m benchmarks flat`, or `python -m benchmarks.flat PAGES`, which prints a point for each slice.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from secondsource.bulk.folder import made_ready
from secondsource.bulk.plan import planned
from secondsource.bulk.supervisor import ordered
from secondsource.bulk.work import Task, work

from .invented import WORDS, record
from .measure import Row, cpu_seconds

PAGES, SLICES, ONE_IN = 100_000, 100, 300
_ABOUT = "North Korean workers at the shipyard have not been paid since March, manager {n} said. Officials took their passports, and 70 percent of the wages went to Pyongyang."
_WORDS = ["the", "of", "and", "to", "in", "a", *WORDS]


def archive(path: Path, pages: int) -> None:
    """Pages of some hundred words each; one in 300 concerns the subject."""
    chance = random.Random(1718)
    with path.open("wb") as file:
        for n in range(pages):
            words = " ".join(chance.choices(_WORDS, k=200)) + (_ABOUT.format(n=n) if n % ONE_IN == 0 else "")
            page = f"<html><head><title>Paper {n}</title></head><body><nav>{'<a href=/>Home</a>' * 20}</nav><article><p>{words}</p></article></body></html>"
            file.write(record(n, page, 1))


def held() -> float:
    """Memory of this process that is in use, in MB (Linux)."""
    lines = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
    return next(int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("VmRSS:"))


def points(pages: int) -> Iterator[tuple[int, int, float]]:
    """After each slice: documents so far, those that were kept, memory in MB."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        source, out = folder / "papers.warc.gz", folder / "out"
        archive(source, pages)
        made_ready(out)
        order = ordered(out, "dprk_labour")
        documents = kept = 0
        for part in planned([str(source)], source.stat().st_size // SLICES + 1):
            counts = work(order, Task(part=part)).told["counts"]
            documents += counts.get("documents", 0)
            kept += counts.get("kept", 0)
            yield documents, kept, held()


def measure() -> Iterator[Row]:
    """One row, with the memory after a tenth of the pages, after half of them and at the end."""
    start = cpu_seconds()
    found = list(points(PAGES))
    told = ", ".join(f"{found[at][2]:,.0f} MB after {found[at][0]:,}" for at in (len(found) // 10, len(found) // 2, -1))
    note = f"{told}; {found[-1][1]:,} of them read"
    yield Row(
        task="memory of a worker",
        program="bulk",
        items=PAGES,
        unit="pages",
        seconds=cpu_seconds() - start,
        rounds=1,
        note=note,
        curve=[(pages, round(memory, 1)) for pages, _, memory in found],
    )


if __name__ == "__main__":
    for documents, kept, memory in points(int(sys.argv[1]) if sys.argv[1:] else PAGES):
        print(f"{documents}\t{kept}\t{memory:.1f}", flush=True)
