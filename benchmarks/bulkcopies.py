"""Near-copies on disk among many made-up bodies, beside sketches by rensa and datasketch: recall, CPU time, memory, disk.

`python -m benchmarks.bulkcopies SIZE...` measures other sizes (10000000 takes half an hour on two processors, 25 GB of disk and 2 GB of memory).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq

from .bodies import MANNERS, PART, copies_of, words_of, write
from .copies import PROGRAMS
from .measure import Row, version
from .tree import watched

TASK = "near-copies on disk"
SIZES = (100_000,)
PEERS = ("rensa", "datasketch")
PEERS_MOST = 100_000
WORKERS, SAMPLE, LEAST_WORDS = 2, 20_000, 20


def measure(sizes: Sequence[int] = SIZES, folder: Path | None = None) -> Iterator[Row]:
    """A row for each size, and at the smallest one for each peer.

    Args:
        sizes: how many bodies.
        folder: where bodies lie or are written, and where the work is done; a folder of the system's for passing things if None.
    """
    with tempfile.TemporaryDirectory(dir=folder) as passing:
        where = folder or Path(passing)
        for size in sizes:
            for program in ("secondsource", *(p for p in PEERS if size <= PEERS_MOST and version(p))):
                # in a process of its own: what it held would count as memory of the next
                done = subprocess.run(  # noqa: S603 (ourselves)
                    [sys.executable, "-m", "benchmarks.bulkcopies", "one", program, str(size), str(where), passing],
                    capture_output=True,
                    text=True,
                    check=True,
                    cwd=Path(__file__).resolve().parents[1],
                )
                yield Row(**json.loads(done.stdout.splitlines()[-1]))


def _files(size: int, folder: Path) -> list[Path]:
    """The files of so many bodies, written if they are not there; made by as many processes as there are workers, and not measured."""
    from secondsource.bulk.local_engine import LocalEngine

    tasks = [(a, min(size, a + PART), str(folder / _name(a, size))) for a in range(0, size, PART)]
    folder.mkdir(parents=True, exist_ok=True)
    with LocalEngine(WORKERS) as engine:
        for _ in engine.map(write, tasks):
            pass
    return [Path(file) for _, _, file in tasks]


def _name(first: int, size: int) -> str:
    short = "" if first + PART <= size else f"-{size}"
    return f"{first // PART:05}{short}.parquet"


def _one(program: str, size: int, bodies: Path, passing: Path) -> Row:
    files = _files(size, bodies)
    note: dict[str, Any] = {}
    with watched() as tree:
        if program == "secondsource":
            found, note = _ours(files, passing / f"{size}")
        else:
            found = _pairs_of(PROGRAMS[program](_texts(files)))
    said = f"{_recall(found, size)}; {found.shape[1]:,} pairs; {tree.peak:,.0f} MB at most"
    if note:
        said += f", {note['disk'] / 1e9:,.2f} GB of disk; {note['workers']} workers, {tree.wall:,.0f} s"
    return Row(
        task=TASK, program=program, items=size, unit="bodies", seconds=tree.cpu, rounds=1, note=said,
    )  # fmt: skip


def _ours(files: list[Path], out: Path) -> tuple[np.ndarray[Any, Any], dict[str, Any]]:
    from secondsource.bulk.copies import near_copies
    from secondsource.bulk.local_engine import LocalEngine

    with LocalEngine(WORKERS, preload=["secondsource.bulk.copies"]) as engine:
        made = near_copies(files, out, engine, keep=True)
    columns = ["earlier_number", "later_number"]
    tables = [pq.read_table(file, columns=columns) for file in made.pairs]
    pairs = np.array([np.concatenate([t[c].to_numpy() for t in tables]) for c in columns])
    disk = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    return pairs, {"disk": disk, "workers": WORKERS}


def _texts(files: list[Path]) -> Iterator[str]:
    for file in files:
        yield from pq.read_table(file, columns=["text"])["text"].to_pylist()


def _pairs_of(pairs: Iterable[tuple[int, int]]) -> np.ndarray[Any, Any]:
    return np.array(list(pairs), dtype=np.int64).reshape(-1, 2).T


def _recall(pairs: np.ndarray[Any, Any], size: int) -> str:
    """Of a sample of copies that share enough words with their giver to be told from chance: the share that is found with it, and the share
    that is joined to it directly or through other copies, which of many copies of one text nobody could tell from it; by manner.
    """
    from secondsource.bulk.copies.grouped import connected

    at = np.flatnonzero(copies_of(np.arange(size)).copy)
    at = at[:: max(1, len(at) // SAMPLE)]
    made = copies_of(at)
    enough = np.array([_shared(a, b) >= LEAST_WORDS for a, b in zip(words(made.giver), words(at), strict=True)])
    at, giver, manner = at[enough], made.giver[enough], made.manner[enough]
    hit = np.isin(giver * size + at, pairs[0] * size + pairs[1])
    home = connected(size, *pairs)
    near = home[giver] == home[at]
    told = [f"{name} {near[manner == kind].mean():.3f}" for kind, name in enumerate(MANNERS)]
    return (
        f"of {len(at):,} copies that share {LEAST_WORDS} words {hit.mean():.3f} found with their very giver, "
        f"{near.mean():.3f} with it or through other copies ({', '.join(told)})"
    )


def words(numbers: np.ndarray[Any, Any]) -> Iterator[list[int]]:
    """The words of each of these bodies."""
    every, sizes = words_of(numbers)
    yield from (row[:size].tolist() for row, size in zip(every, sizes, strict=True))


def _shared(giver: list[int], copy: list[int]) -> int:
    """Words of the copy in runs of five that the giver has too."""
    held = {tuple(giver[k : k + 5]) for k in range(len(giver) - 4)}
    return len({k + s for k in range(len(copy) - 4) if tuple(copy[k : k + 5]) in held for s in range(5)})


def main() -> int:
    """Other sizes, or the one measurement that a process of its own makes."""
    if sys.argv[1:2] == ["one"]:
        from dataclasses import asdict

        _, _, program, size, bodies, passing = sys.argv
        print(json.dumps(asdict(_one(program, int(size), Path(bodies), Path(passing)))))
        return 0
    folder = os.environ.get("SECONDSOURCE_BODIES")
    for row in measure([int(size) for size in sys.argv[1:]] or SIZES, Path(folder) if folder else None):
        print(f"{row.program}, {row.items:,} {row.unit}: {row.seconds:.1f} CPU s; {row.note}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
