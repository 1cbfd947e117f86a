"""Full-text search of short reports, half of them Korean: making the words ready, and a mix of searches, beside a bare FTS5 table.

The reports are invented: words drawn from 40,000 by Zipf's law, some sixty to a report, Korean ones with endings. The peer is SQLite's FTS5 with its own
tokenizer (unicode61), with no more than INSERT and MATCH: it keeps the texts, knows no part of a Korean word, and finds something else; it is the limit of what the
same engine does. `SECONDSOURCE_BENCH_SEARCH=1000000` measures another number of reports. Each program takes its turn in a process of its own.
"""

from __future__ import annotations

import json
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, islice
from pathlib import Path
from typing import Any

from .curves import P95, SIZE
from .measure import MEMORY, Row, cpu_seconds, peak_memory

REPORTS = int(os.environ.get("SECONDSOURCE_BENCH_SEARCH", "100000"))
_TOGETHER = 1_000
_ADDED = 100
_ENDINGS = ("", "이", "가", "을", "는", "의", "에서", "들이", "했다", "하는")
Search = tuple[str, str]
"""As it is typed, and as FTS5 takes it."""


def measure() -> Iterator[Row]:
    """Rows for making and for asking, of each program."""
    for program in ("secondsource", "SQLite FTS5, bare"):
        with tempfile.TemporaryDirectory() as folder:
            found = _in_a_process(program, folder)
        task = f"{REPORTS:,} short reports"
        yield Row(
            task=f"search made ready, {task}", program=program, items=REPORTS, unit="reports", seconds=found["made"], rounds=1,
            figures={MEMORY: found["peak"]}, note=f"{found['megabytes']:,} MB on disk, {found['peak']:,} MB of memory at most{found['added']}",
        )  # fmt: skip
        yield Row(
            task=f"search, {task}", program=program, items=found["searches"], unit="searches", seconds=found["asked"], rounds=1, note=found["times"],
            figures={SIZE: REPORTS, P95: found["p95"]},
        )  # fmt: skip


def _in_a_process(program: str, folder: str) -> Any:
    done = subprocess.run(  # noqa: S603 (ourselves)
        [sys.executable, "-m", "benchmarks.searching", program, folder],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).resolve().parents[1],
        env={**os.environ, "PYTHONHASHSEED": "0"},
    )
    return json.loads(done.stdout)


class World:
    """Invented reports, the same for the same seed."""

    def __init__(self, seed: int = 99) -> None:
        chance = random.Random(seed)
        onsets, vowels = "bdfghklmnprstvz", "aeiou"
        self.latin = [
            "".join(chance.choice(onsets) + chance.choice(vowels) for _ in range(chance.randrange(2, 5)))
            for _ in range(20_000)
        ]
        self.hangul = [
            "".join(chr(0xAC00 + chance.randrange(11_172)) for _ in range(chance.randrange(2, 4)))
            for _ in range(20_000)
        ]
        self._weights = list(accumulate(1 / rank for rank in range(3, 20_003)))
        self._chance = chance

    def text(self, korean: bool) -> str:
        """The words of a report."""
        chance = self._chance
        words = chance.choices(
            self.hangul if korean else self.latin, cum_weights=self._weights, k=chance.randrange(40, 80)
        )
        if korean:
            words = [word + chance.choice(_ENDINGS) for word in words]
        return " ".join(words) + "."

    def reports(self) -> Iterator[tuple[str, str]]:
        """Id and text of reports without end."""
        number = 0
        while True:
            yield f"{number:016x}-0", self.text(number % 2 == 1)
            number += 1

    def searches(self, number: int = 60) -> list[Search]:
        """A mix: one word, two, a phrase, one left out, the beginning of one; of frequent and rare words."""
        out: list[Search] = []
        for n in range(number):
            words, rank = (self.hangul, 200) if n % 2 else (self.latin, 100)
            one, other = words[self._chance.randrange(rank * (1 + n % 5 * 8))], words[self._chance.randrange(rank)]
            out.append(
                [
                    (one, f'"{one}"'),
                    (f"{one} {other}", f'"{one}" AND "{other}"'),
                    (f'"{one} {other}"', f'"{one} {other}"'),
                    (f"{one} -{other}", f'"{one}" NOT "{other}"'),
                    (f"{one[:3]}*", f'"{one[:3]}" *'),
                ][n % 5]
            )
        return out


def ours(world: World, folder: Path) -> tuple[float, str, Callable[[], Callable[[Search], object]], int]:
    """CPU seconds of making, what adding a hundred took, how it is opened and asked, bytes on disk."""
    from secondsource.pipeline.korean_words import morphemes
    from secondsource.store.search import Entry, Index, What, query_of
    from secondsource.store.search.beside import FILE, Beside
    from secondsource.store.search.sqlite import Sqlite

    def entry(identifier: str, text: str) -> Entry:
        return Entry(what=What.REPORTS, id=identifier, title="", text=text, reports=(identifier,), digest="d")

    cut = morphemes()
    cut("준비")
    reports = world.reports()
    index = Index(Beside(folder), Sqlite(), cut)
    before = cpu_seconds()
    for _ in range(0, REPORTS, _TOGETHER):
        index.put([entry(*one) for one in islice(reports, _TOGETHER)])
    index.settle()
    made = cpu_seconds() - before
    before = cpu_seconds()
    index.put([entry(*one) for one in islice(reports, _ADDED)])
    added = f"; {_ADDED} more take {cpu_seconds() - before:.2f} s"
    index.close()

    def opened() -> Callable[[Search], object]:
        again = Index(Beside(folder), Sqlite(), cut)
        return lambda search: again.ask(query_of(search[0], cut), What.REPORTS)

    return made, added, opened, sum(f.stat().st_size for f in folder.glob(f"{FILE}*"))


def bare(world: World, folder: Path) -> tuple[float, str, Callable[[], Callable[[Search], object]], int]:
    """The same of a bare FTS5 table."""
    file = folder / "bare.db"
    connection = sqlite3.connect(file)
    connection.execute("CREATE VIRTUAL TABLE t USING fts5(id UNINDEXED, words)")
    before = cpu_seconds()
    reports = world.reports()
    for _ in range(0, REPORTS, _TOGETHER):
        connection.executemany("INSERT INTO t VALUES (?, ?)", islice(reports, _TOGETHER))
        connection.commit()
    connection.execute("INSERT INTO t(t) VALUES ('optimize')")
    connection.commit()
    made = cpu_seconds() - before
    connection.close()

    def opened() -> Callable[[Search], object]:
        again = sqlite3.connect(file)

        def ask(search: Search) -> object:
            total = again.execute("SELECT count(*) FROM t WHERE t MATCH ?", (search[1],)).fetchone()
            return total, again.execute(
                "SELECT id FROM t WHERE t MATCH ? ORDER BY rank LIMIT 20", (search[1],)
            ).fetchall()

        return ask

    return made, "", opened, file.stat().st_size


def _timed(opened: Callable[[], Callable[[Search], object]], searches: Sequence[Search], *, anew: bool) -> list[float]:
    """Milliseconds of each search: with its tables opened anew, or in a connection that has answered all of them before."""
    ask = opened()
    if not anew:
        for search in searches:
            ask(search)
    out = []
    for search in searches:
        ask = opened() if anew else ask
        start = time.perf_counter()
        ask(search)
        out.append(1_000 * (time.perf_counter() - start))
    return out


def _said(times: Sequence[float]) -> str:
    return f"p50 {statistics.median(times):,.1f} ms, p95 {_p95(times):,.1f} ms"


def _p95(times: Sequence[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def main() -> int:
    """The process of one program, with a folder of its own."""
    program, folder = sys.argv[1], Path(sys.argv[2])
    world = World()
    made, added, opened, size = (ours if program == "secondsource" else bare)(world, folder)
    peak = round(peak_memory())
    searches = World().searches()
    cold = _timed(opened, searches, anew=True)
    before = cpu_seconds()
    warm = _timed(opened, searches, anew=False)
    out = {
        "made": made,
        "added": added,
        "megabytes": round(size / 1e6),
        "peak": peak,
        "searches": 2 * len(searches),
        "asked": cpu_seconds() - before,
        "p95": round(_p95(warm), 1),
        "times": f"count and the best 20: opened anew {_said(cold)}; again {_said(warm)}",
    }
    json.dump(out, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
