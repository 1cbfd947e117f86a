"""Near-copies: the index of runs that we use, beside rensa and datasketch, on the same report bodies.

The bodies come from an invented world (`secondsource.trace.ecology`), so who copied whom is known. Each program takes each size in a process of its own,
reads the bodies from a file a line at a time, and gives the pairs it would compare. Recall is the share of copies for which the pair of copy and giver is
among them. Where the real stories of a news agency are at hand (`../shared/eval`), they are measured too, without recall: nobody knows its copies.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from .measure import MEMORY, Row, cpu_seconds, peak_memory, version

TASK = "near-copy candidates"
SIZES = {
    "secondsource": (10_000, 100_000, 1_000_000),
    "rensa": (10_000, 100_000, 1_000_000),
    "datasketch": (10_000, 100_000),
}
PERMUTATIONS, THRESHOLD, SHINGLE = 128, 0.4, 3
AGENCY = Path(__file__).resolve().parents[2] / "shared" / "eval" / "data" / "reuse" / "kcna_2024.json"
Pairs = Iterable[tuple[int, int]]


def measure() -> Iterator[Row]:
    """A row for each program and size."""
    with tempfile.TemporaryDirectory() as folder:
        for size in sorted({n for sizes in SIZES.values() for n in sizes}):
            path = Path(folder) / f"{size}.txt"
            # a process of its own makes the world: what it held would count as memory of those that come after
            copies = _asked({"make": size, "path": str(path)})["copies"]
            for program, sizes in SIZES.items():
                if size in sizes and (program == "secondsource" or version(program)):
                    yield _row(program, size, path, copies, "reports of an invented world")
            path.unlink()
        if AGENCY.is_file():
            path = Path(folder) / "agency.txt"
            stories = json.loads(AGENCY.read_text(encoding="utf-8"))
            path.write_text("\n".join(" ".join(s["story_text"].split()) for s in stories) + "\n", encoding="utf-8")
            for program in SIZES:
                if program == "secondsource" or version(program):
                    yield _row(program, len(stories), path, [], "real stories of one news agency")


def _written(size: int, path: Path) -> dict[int, int]:
    """Writes the bodies, a line each; gives the giver of every copy that is still one after its giver's and its own changes."""
    from secondsource.trace.ecology import Manner, Settings, made
    from secondsource.trace.ecology.render import bodies_of

    world = made(Settings(reports=size, seed=1718, translators=0.0))
    with path.open("w", encoding="utf-8") as out:
        for _, sentences in bodies_of(world):
            out.write(" ".join(sentences) + "\n")
    return {
        r.number: r.giver
        for r in world.reports
        if r.manner is Manner.COPIES and r.giver is not None and r.withdraws is None
    }


def _asked(what: dict[str, Any]) -> Any:
    """The answer of a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.copies"],
        input=json.dumps(what),
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).resolve().parents[1],
        env={**os.environ, "PYTHONHASHSEED": "0"},
    )
    return json.loads(done.stdout)


def _row(program: str, size: int, path: Path, copies: list[list[int]], what: str) -> Row:
    found = _asked({"program": program, "path": str(path), "copies": copies})
    recall = f"recall {found['recall']:.3f}, " if copies else ""
    return Row(
        task=f"{TASK}, {what}",
        program=program,
        items=size,
        unit="reports",
        seconds=found["seconds"],
        rounds=1,
        note=f"{recall}{found['pairs']:,} pairs; {found['megabytes']:,} MB at most",
        figures={MEMORY: found["megabytes"]},
    )


def ours(lines: Iterable[str]) -> Pairs:
    """The pairs that the tracer aligns."""
    from secondsource.trace.copies import LEAST_WORDS
    from secondsource.trace.shared import candidates

    return candidates(lines, LEAST_WORDS)


def _shingles(line: str) -> list[str]:
    words = line.lower().split()
    return [" ".join(words[k : k + SHINGLE]) for k in range(len(words) - SHINGLE + 1)]


def by_rensa(lines: Iterable[str]) -> Pairs:
    """Pairs by locality-sensitive hashing of rensa's MinHash."""
    rensa: Any = import_module("rensa")
    index = rensa.RMinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS, num_bands=_bands())
    for number, line in enumerate(lines):
        sketch = rensa.RMinHash(num_perm=PERMUTATIONS, seed=1)
        sketch.update(_shingles(line))
        yield from ((other, number) for other in index.query(sketch))
        index.insert(number, sketch)


def by_datasketch(lines: Iterable[str]) -> Pairs:
    """Pairs by locality-sensitive hashing of datasketch's MinHash."""
    datasketch: Any = import_module("datasketch")
    index = datasketch.MinHashLSH(num_perm=PERMUTATIONS, params=(_bands(), PERMUTATIONS // _bands()))
    for number, line in enumerate(lines):
        sketch = datasketch.MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch([shingle.encode() for shingle in _shingles(line)])
        yield from ((other, number) for other in index.query(sketch))
        index.insert(number, sketch)


def _bands() -> int:
    """Bands of four hashes: texts of which 0.4 is the same meet with a chance of 56 %, of which 0.7 is the same with 99.99 %."""
    return PERMUTATIONS // 4


PROGRAMS: dict[str, Callable[[Iterable[str]], Pairs]] = {
    "secondsource": ours,
    "rensa": by_rensa,
    "datasketch": by_datasketch,
}


def main() -> int:
    """The process of one program: what is asked comes as JSON on standard input."""
    asked = json.load(sys.stdin)
    if "make" in asked:
        json.dump({"copies": sorted(_written(asked["make"], Path(asked["path"])).items())}, sys.stdout)
        return 0
    copies = {int(taker): int(giver) for taker, giver in asked["copies"]}
    list(PROGRAMS[asked["program"]](["what is loaded once is not measured"] * 2))
    before = cpu_seconds()
    met = hits = 0
    with Path(asked["path"]).open(encoding="utf-8") as lines:
        for earlier, later in PROGRAMS[asked["program"]](lines):
            met += 1
            hits += copies.get(later) == earlier
    json.dump(
        {
            "seconds": cpu_seconds() - before,
            "pairs": met,
            "recall": hits / len(copies) if copies else None,
            "megabytes": round(peak_memory()),
        },
        sys.stdout,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
