"""A gathering in a process of its own that ends itself, without warning, at the point it is told; run by `test_kill.py`."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import event

from secondsource.store import Case
from secondsource.store.watching import Watching
from secondsource.watch.fetch import Fetcher, Manners
from secondsource.watch.gather import gather
from tests.pipeline.rules import RuleReader

AT = datetime(2026, 3, 1, 9, tzinfo=UTC)


class Points:
    """Counts the moments at which something is written or asked for, and ends the process at the one that is wanted."""

    def __init__(self, last: int) -> None:
        self.passed, self.last = 0, last

    def __call__(self, *_: object) -> None:
        """Another such moment."""
        self.passed += 1
        if self.passed == self.last:
            os.kill(os.getpid(), signal.SIGKILL)


def go(folder: Path, points: Points) -> None:
    """One gathering."""
    fsync: Callable[[int], None] = os.fsync

    def settled(handle: int) -> None:
        points()
        fsync(handle)
        points()

    os.fsync = settled
    with Case.open(folder) as case, Watching(folder) as room:
        room.sources.all()
        engines: list[Any] = [case.database.engine, room._opened().engine]
        for engine in engines:
            for moment in ("begin", "commit", "after_cursor_execute"):
                event.listen(engine, moment, points)
        fetcher = Fetcher(
            room.hosts,
            Manners(agent="secondsource/test", delay=0.0, backoff=0.0),
            clock=lambda: AT,
            sleep=lambda _: points(),
        )
        gather(case, room, fetcher=fetcher, reader=RuleReader())
    print(points.passed)


if __name__ == "__main__":
    go(Path(sys.argv[1]), Points(int(sys.argv[2])))
