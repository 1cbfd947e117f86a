"""The desk under twenty readers at once: a generated case on disk, the real server in a process of its own, wall time per page from the outside.

`python -m benchmarks desk` asks cases of 1,000 and of 10,000 reports. With `SECONDSOURCE_BENCH_LARGE=1` it also asks one of 100,000 reports and a million
mentions, which takes half an hour and 5 GB to make the first time. Cases are kept in the system's folder for temporary files.
"""

from __future__ import annotations

import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from itertools import cycle
from pathlib import Path

from secondsource.store import Case

from .large import Size, case_of
from .measure import Row

SIZES = (Size(reports=1_000), Size(reports=10_000))
LARGE = Size(reports=5_000, blocks=20, parts=11)
READERS = 20
ASKED = 30
"""Pages that each reader asks for, one after the other."""
PAUSE = 1.0
"""Seconds that a reader looks at a page before the next, in the mean (exponential): a hurried reader."""
_SEARCHES = (
    "/?q=workers+stopped",
    "/?q=valley&sort=support",
    "/?type=WORK_STOPPAGE",
    '/?q="were+flown+home"',
    "/?q=courier",
    "/",
)


def measure() -> Iterator[Row]:
    """A row for each size of a case."""
    for size in (*SIZES, LARGE) if os.environ.get("SECONDSOURCE_BENCH_LARGE") else SIZES:
        yield loaded(case_of(size, Path(tempfile.gettempdir())))
        if size is LARGE:
            yield loaded(case_of(size, Path(tempfile.gettempdir())), processes=2)


def loaded(folder: Path, seed: int = 2397, processes: int = 1) -> Row:
    """How the desk of the case in a folder answers, served by so many processes."""
    with Case.open(folder) as case, case.reading() as connection:
        claims = [row[0] for row in connection.exec_driver_sql("SELECT id FROM claims ORDER BY seq")]
        reports, mentions = (
            connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()  # noqa: S608 (names of our own)
            for table in ("reports", "mentions")
        )
    with served(folder) as first:
        made = first.seconds  # what is worked out of a whole case is worked out once
    draws = random.Random(seed)
    routes = [
        [page for pair in zip(cycle(_SEARCHES), _paths(draws, claims), strict=False) for page in pair]
        for _ in range(READERS)
    ]
    for route in routes:
        draws.shuffle(route)
    with served(folder, processes) as server:
        started = server.seconds
        cold = _asked(server.port, [f"/claims/{claims[0]}", "/"])
        before, begun = server.cpu(), time.perf_counter()
        with ThreadPoolExecutor(READERS) as readers:
            found = readers.map(lambda n: _asked(server.port, routes[n], random.Random(seed + n)), range(READERS))
            answers = [answer for of_one in found for answer in of_one]
        took, used, memory = time.perf_counter() - begun, server.cpu() - before, server.memory()
    waited = {
        name: [s for page, s, _ in answers if page.startswith("/claims/") is claim]
        for name, claim in (("search", False), ("claim", True))
    }
    largest = max(size for _, _, size in answers)
    return Row(
        task=f"{READERS} people reading the desk at once",
        program="secondsource",
        items=len(answers),
        unit="pages",
        seconds=used,
        rounds=1,
        note=(f"{processes} processes; " if processes > 1 else "")
        + f"{mentions:,} mentions in {reports:,} reports, {len(claims):,} claims; "
        + "; ".join(
            f"{name} pages: half within {_ms(w, 50)} ms, 95 in 100 within {_ms(w, 95)} ms" for name, w in waited.items()
        )
        + f"; {len(answers) / took:.0f} pages a second; the first page {1000 * cold[0][1]:.0f} ms, {started:.1f} s after the start "
        f"({made:.0f} s the first time); no page over {largest / 1000:.0f} kB; {memory:,} MB",
    )


def _paths(draws: random.Random, claims: list[str]) -> list[str]:
    return [f"/claims/{claim}" for claim in draws.choices(claims, k=ASKED // 2)]


def _ms(seconds: list[float], share: int) -> str:
    return f"{1000 * statistics.quantiles(seconds, n=100)[share - 1]:.0f}"


@dataclass(frozen=True)
class Server:
    """A desk that answers; `seconds` from its start until then."""

    port: int
    process: int
    seconds: float

    def cpu(self) -> float:
        """CPU seconds so far (Linux)."""
        used = 0
        for process in self._all():
            fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
            used += int(fields[11]) + int(fields[12])
        return used / os.sysconf("SC_CLK_TCK")

    def _all(self) -> list[int]:
        """It, and the processes that it started."""
        found = [self.process]
        for process in found:
            for started in Path(f"/proc/{process}/task").glob("*/children"):
                found += map(int, started.read_text(encoding="ascii").split())
        return found

    def memory(self) -> int:
        """The most memory that it and what it started have held, in MB (Linux)."""
        held = 0
        for process in self._all():
            status = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
            held += int(next(line for line in status if line.startswith("VmHWM:")).split()[1])
        return round(held * 1024 / 1e6)

    def held(self) -> float:
        """The memory that it and what it started hold now, in MB (Linux)."""
        lines = [
            line for process in self._all() for line in Path(f"/proc/{process}/status").read_text("ascii").splitlines()
        ]
        return sum(int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("VmRSS:"))


@contextmanager
def served(folder: Path, processes: int = 1) -> Iterator[Server]:
    """The desk of the case in a folder, in a process of its own, until the block ends."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    begun = time.perf_counter()
    command = [sys.executable, "-m", "secondsource.cli.main", "serve", "--case", str(folder), "--port", str(port)]
    command += ["--processes", str(processes)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603 - our own program, no shell
    try:
        while not _answers(port):
            if process.poll() is not None:
                raise RuntimeError("The desk has ended.")
            time.sleep(0.02)
        yield Server(port, process.pid, time.perf_counter() - begun)
    finally:
        process.terminate()
        process.wait(30)


def _answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=3600)
    try:
        connection.request("GET", "/style.css")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def _asked(port: int, pages: list[str], pauses: random.Random | None = None) -> list[tuple[str, float, int]]:
    """Each page with its wall seconds and bytes, a reader's pause before each if there are pauses to be drawn."""
    connection, out = HTTPConnection("127.0.0.1", port, timeout=3600), []
    for page in pages:
        if pauses:
            # the server ends a connection that nobody uses, so each page has its own
            connection.close()
            time.sleep(pauses.expovariate(1 / PAUSE))
        begun = time.perf_counter()
        connection.request("GET", page)
        answer = connection.getresponse()
        body = answer.read()
        out.append((page, time.perf_counter() - begun, len(body)))
        if answer.status != 200 or b"</html>" not in body:
            raise RuntimeError(f"{page}: {answer.status}")
    connection.close()
    return out
