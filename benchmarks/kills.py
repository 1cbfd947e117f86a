"""Bulk runs in which workers and the program itself are killed at random: what comes out must be, byte for byte, what an undisturbed run gives.

`python -m benchmarks kills`, or `python -m benchmarks.kills ROUNDS KILLS PAGES SEED [plain]`, without reading. It measures no speed; each round is a line, and the last row says how
many rounds of all were right.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path

from secondsource.bulk.engine import Died, Done, P, R
from secondsource.bulk.local_engine import LocalEngine
from secondsource.bulk.supervisor import Supervisor, ordered

from .invented import Plain, record
from .measure import Row

ROUNDS, KILLS, PAGES, SEED = 20, 3, 600, 1718
SLICES = 12
_ABOUT = (
    "North Korean workers at the shipyard have not been paid since March, a manager said. Officials took the passports of "
    "{n} workers, and 70 percent of the wages went to Pyongyang, two of them told the paper."
)
_OTHER = "The town council will plant {n} trees along the river this spring, the mayor said on Tuesday at the market."


def archive(pages: int) -> bytes:
    """A web archive of which every fourth page concerns the subject."""
    out = []
    for n in range(pages):
        words = (_ABOUT if n % 4 == 0 else _OTHER).format(n=n)
        page = f"<html><head><title>Paper {n}</title></head><body><article><p>{words}</p><p>{words}</p></article></body></html>"
        out.append(record(n, page))
    return b"".join(out)


def plainly(function: Callable[[P], R], part: P) -> R:
    import secondsource.read

    secondsource.read.default_reader = lambda _: Plain()
    return function(part)


class Engine(LocalEngine):
    """The engine of this machine, whose workers read plainly."""

    def map(self, function: Callable[[P], R], parts: Iterable[P]) -> Iterator[Done[P, R] | Died[P]]:
        """As `LocalEngine.map`."""
        return super().map(partial(plainly, function), parts)


def drive(source: Path, out: Path, read: bool) -> None:
    """One run, as the command makes it, over small slices."""
    order = plainly(partial(ordered, out), "dprk_labour") if not read else ordered(out, "dprk_labour")
    preload = ["secondsource.bulk.work", *(["secondsource.read.prose"] if read else [])]
    with (LocalEngine if read else Engine)(2, preload) as engine:
        Supervisor(order, engine).run([str(source)], source.stat().st_size // SLICES + 1)


class Program:
    """A run in a process of its own, made of this one, so that nothing need be loaded again."""

    def __init__(self, source: Path, out: Path, read: bool) -> None:
        self.pid = os.fork()
        self.code: int | None = None
        if not self.pid:
            try:
                drive(source, out, read)
            except BaseException:
                traceback.print_exc()
                os._exit(1)
            os._exit(0)

    def ended(self, *, wait: bool = False) -> bool:
        """Whether it has ended; `code` then says how."""
        if self.code is None:
            pid, status = os.waitpid(self.pid, 0 if wait else os.WNOHANG)
            if pid:
                self.code = os.waitstatus_to_exitcode(status)
        return self.code is not None


def workers(program: int) -> list[int]:
    """The processes below a program that work or will work for it."""
    parents = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            told = status.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(status.parent.name)] = int(told[1])
    below, found = {program}, []
    while more := {pid for pid, parent in parents.items() if parent in below and pid not in below}:
        below |= more
        found.extend(more)
    # those right below the program are Python's own: the server that forks workers, and what tidies up after it
    return [pid for pid in found if parents[pid] != program]


def state(out: Path) -> dict[str, str]:
    """Every file of a run's parts and of what it set aside, by digest."""
    files = sorted(path for folder in ("parts", "aside", "pieces", "hand") for path in (out / folder).glob("*"))
    return {path.relative_to(out).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


def disturbed(source: Path, out: Path, kills: int, read: bool, chance: random.Random) -> list[str]:
    """A run in which so many processes are killed, and which is begun again where it was the program; what was killed, and when."""
    said: list[str] = []
    program = Program(source, out, read)
    while len(said) < kills and not program.ended():
        # somewhere between two parts: workers load, work and write there
        wanted, wait = chance.randrange(SLICES), chance.uniform(0, 0.3)
        while not program.ended() and parts(out) < wanted:
            time.sleep(0.005)
        time.sleep(wait)
        victims = workers(program.pid)
        what = "program" if chance.random() < 0.4 or not victims else "worker"
        if program.ended():
            break
        done = parts(out)
        try:
            os.kill(program.pid if what == "program" else chance.choice(victims), signal.SIGKILL)
        except ProcessLookupError:
            continue
        said.append(f"{what} at {done} parts")
        if what == "program":
            program.ended(wait=True)
            program = Program(source, out, read)
    program.ended(wait=True)
    if program.code:
        raise RuntimeError("The run did not end well.")
    return said


def parts(out: Path) -> int:
    return len(list((out / "parts").glob("*.parquet"))) if (out / "parts").is_dir() else 0


def rounds(count: int, kills: int, pages: int, seed: int, read: bool = True) -> Iterator[tuple[bool, list[str]]]:
    """For each round whether it gave what an undisturbed run gives, and what was killed in it."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        source = folder / "papers.warc.gz"
        source.write_bytes(archive(pages))
        undisturbed = Program(source, folder / "undisturbed", read)
        undisturbed.ended(wait=True)
        if undisturbed.code:
            raise RuntimeError("The undisturbed run did not end well.")
        wanted = state(folder / "undisturbed")
        for number in range(count):
            out = folder / str(number)
            said = disturbed(source, out, kills, read, chance)
            yield state(out) == wanted, said


def measure() -> Iterator[Row]:
    """One row: of how many rounds came out what should."""
    right = killed = 0
    start = time.process_time()
    for number, (same, said) in enumerate(rounds(ROUNDS, KILLS, PAGES, SEED), start=1):
        print(
            f"round {number}: {'the same' if same else 'ANOTHER RESULT'} after {', '.join(said) or 'no kill'}",
            flush=True,
        )
        right += same
        killed += len(said)
    note = f"{right} of {ROUNDS} runs of {PAGES} pages gave the same bytes as an undisturbed one; {killed} kills at random moments"
    spent = max(time.process_time() - start, 0.01)
    yield Row(task="killed at random", program="bulk", items=right, unit="runs", seconds=spent, rounds=1, note=note)


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:5]] + [ROUNDS, KILLS, PAGES, SEED][len(sys.argv[1:5]) :]
    for number, (same, said) in enumerate(rounds(*numbers, "plain" not in sys.argv), start=1):
        print(number, "the same" if same else "ANOTHER RESULT", "after", ", ".join(said) or "no kill", flush=True)
