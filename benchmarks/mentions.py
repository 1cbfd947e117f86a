"""Joining a case of any number of mentions as a case is joined: readings on disk, fetched as they are asked for; then a hundred more.

`python -m benchmarks mentions` measures 10,000; `python -m benchmarks.mentions 1000000` a million, in a process that does nothing else.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from secondsource.join import again
from secondsource.model import Claim, News, Reading
from secondsource.model.codec import decode, encode
from secondsource.store.shelf import Kept, Shelf
from secondsource.subjects import load

from .curves import SIZE
from .joining import told
from .measure import MEMORY, Row, cpu_seconds, peak_memory

MORE = 100
_TOGETHER = 500


class _Case:
    """Readings on disk.

    Args:
        kept: where they are.
        reports: ids of those that are in the case.
    """

    claims: Sequence[str] = ()
    outlets: frozenset[str] = frozenset()

    def __init__(self, kept: Kept, reports: Sequence[str]) -> None:
        self._kept, self.reports, self.asked = kept, reports, 0

    def readings(self, reports: Iterable[str]) -> Iterator[Reading]:
        """What was read in these reports."""
        for report in reports:
            self.asked += 1
            yield decode(self._kept.get([report])[report], Reading)

    def of_claims(self, claims: Iterable[str]) -> Iterator[Claim]:
        """No stage before this has made any."""
        raise LookupError(list(claims))


def measure(sizes: Sequence[int] = (10_000,)) -> Iterator[Row]:
    """Two rows for each size: joining all, and a hundred more."""
    for size in sizes:
        for crowded in (False, True):
            with tempfile.TemporaryDirectory(prefix="secondsource-mentions-") as folder:
                yield from _joined(size, crowded, Path(folder))


def _joined(size: int, crowded: bool, folder: Path) -> Iterator[Row]:
    pack, where = load(), ", six towns" if crowded else ""
    source, shelf = Shelf(_made(folder / "readings")), Shelf(_made(folder / "case"))
    bodies, ids = source.of("readings"), []
    for reading in told(size, crowded=crowded):
        ids.append(reading.report.id)
        bodies.put({reading.report.id: encode(reading)})
    later = frozenset(random.Random(2375).sample(ids, MORE))
    first = [report for report in ids if report not in later]
    for task, reports, news in (
        (f"joining {size:,} mentions from disk{where}", first, News(whole=True, reports=frozenset(first))),
        (f"{MORE} mentions more for {size:,}{where}", ids, News(whole=False, reports=later)),
    ):
        case, before = _Case(bodies, reports), cpu_seconds()
        found = again(news, case, shelf.of("join"), pack)
        made = sum(1 for _ in found.made)
        yield Row(
            task=task,
            program="secondsource",
            items=len(news.reports),
            unit="mentions",
            seconds=cpu_seconds() - before,
            rounds=1,
            note=f"{found.loosened:,} mentions of {found.mentions:,} joined, {made:,} claims of {len(found.order):,} made, "
            f"{case.asked:,} readings asked for; {peak_memory():,.0f} MB at most",
            figures={MEMORY: round(peak_memory()), SIZE: size},
        )
    source.close()
    shelf.close()


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


if __name__ == "__main__":
    for row in measure([int(size) for size in sys.argv[1:]]):
        print(f"{row.task}: {row.seconds:,.1f} CPU s; {row.note}", flush=True)
