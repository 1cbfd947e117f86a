"""The desk under twenty readers at once: a generated case, the real server in a process of its own, wall time per page from the outside."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from itertools import cycle
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from .measure import Row, peak_memory

SIZES = (1_000, 10_000)
READERS = 20
ASKED = 30
"""Pages that each reader asks for, one after the other."""
PAUSE = 1.0
"""Seconds that a reader looks at a page before the next, in the mean (exponential): a hurried reader."""
_SEARCHES = ("/?q=strike", "/?q=kuwait&by=support", "/?type=labour_strike", "/?q=wages+withheld", "/")


def measure() -> Iterator[Row]:
    """A row for each size of a case."""
    for size in SIZES:
        yield loaded(size)


def loaded(reports: int, seed: int = 2397) -> Row:
    """How the desk of a case of that many reports answers."""
    here, there = get_context("spawn").Pipe()
    server = get_context("spawn").Process(target=_serve, args=(there, reports, seed), daemon=True)
    server.start()
    try:
        port, claims, told = here.recv()
        first = _asked(port, [f"/claims/{claims[0]}"])
        draws = random.Random(seed)
        routes = [
            [
                page
                for search, claim in zip(cycle(_SEARCHES), draws.choices(claims, k=ASKED // 2), strict=False)
                for page in (search, f"/claims/{claim}")
            ]
            for _ in range(READERS)
        ]
        for route in routes:
            draws.shuffle(route)
        begun = time.perf_counter()
        with ThreadPoolExecutor(READERS) as readers:
            waited = sorted(
                w
                for found in readers.map(lambda n: _asked(port, routes[n], random.Random(seed + n)), range(READERS))
                for w in found
            )
        took = time.perf_counter() - begun
        here.send("stop")
        used, memory = here.recv()
        server.join(30)
    finally:
        if server.is_alive():
            server.terminate()
    p95 = statistics.quantiles(waited, n=20)[-1]
    return Row(
        task=f"{READERS} people reading the desk at once",
        program="secondsource",
        items=len(waited),
        unit="pages",
        seconds=used,
        rounds=1,
        note=f"{told:,} mentions in {reports:,} reports, {len(claims):,} claims; half the pages came within "
        f"{1000 * statistics.median(waited):.0f} ms, 95 in 100 within {1000 * p95:.0f} ms, {len(waited) / took:.0f} pages a second; "
        f"the first page {1000 * first[0]:.0f} ms; {memory:,} MB",
    )


def _asked(port: int, pages: list[str], pauses: random.Random | None = None) -> list[float]:
    """Wall seconds of each page, a reader's pause before each if there are pauses to be drawn."""
    connection, out = HTTPConnection("127.0.0.1", port, timeout=60), []
    for page in pages:
        if pauses:
            # the server ends a connection that nobody uses, so each page has its own
            connection.close()
            time.sleep(pauses.expovariate(1 / PAUSE))
        begun = time.perf_counter()
        connection.request("GET", page)
        answer = connection.getresponse()
        body = answer.read()
        out.append(time.perf_counter() - begun)
        if answer.status != 200 or b"</html>" not in body:
            raise RuntimeError(f"{page}: {answer.status}")
    connection.close()
    return out


def _serve(line: Connection, reports: int, seed: int) -> None:
    """Make the case and serve it; tells the port, the claims and the number of mentions, and when told to stop, CPU seconds and memory."""
    import socket
    import threading

    import uvicorn

    from secondsource import law
    from secondsource.desk.app import desk
    from secondsource.desk.shelf import Shelf, Shown
    from secondsource.store import CaseView
    from secondsource.subjects import load
    from secondsource.trace import trace
    from secondsource.trace.ecology import Settings, made, rendered
    from secondsource.weigh import grades

    pack = load()
    readings, claims = rendered(made(Settings(reports=reports, seed=seed)))
    traced = trace(readings, claims, pack)
    shown = Shown.of(
        CaseView(
            id="load",
            title="Generated",
            created="2026-01-01T00:00:00Z",
            subject="dprk_labour",
            readings=tuple(readings),
            claims=tuple(claims),
            traced=traced,
            grades=grades(claims, traced, readings, pack),
            findings=law.findings(claims, traced, readings, pack),
            indicators=law.indicators(claims, readings, pack),
        )
    )

    class Held(Shelf):
        """A case that lies in memory alone."""

        def __init__(self) -> None:
            super().__init__(Path())

        def shown(self) -> Shown:
            return shown

    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(desk(Held()), log_level="warning"))
        serving = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        serving.start()
        while not server.started:
            time.sleep(0.01)
        begun = time.process_time()
        line.send((listening.getsockname()[1], [claim.id for claim in claims], sum(len(r.mentions) for r in readings)))
        line.recv()
        used = time.process_time() - begun
        server.should_exit = True
        serving.join(30)
    line.send((used, round(peak_memory())))
