"""Gatherings, each in a process of its own that ends itself, without warning, at the point it is told; run by `test_kill.py`.

It has no threads of its own, so that it may fork, and has loaded everything once for all of them.
"""

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
        engines: list[Any] = [case.database.engine, room._opened(make=False).engine]
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


def gathered(folder: str, last: str) -> None:
    """A gathering in a child; says how it ended (0, or the negative number of a signal) and how many points it passed."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        points = Points(int(last))
        try:
            go(Path(folder), points)
        except BaseException as error:
            print(repr(error), file=sys.stderr, flush=True)
            os._exit(1)
        os.write(writing, str(points.passed).encode())
        os._exit(0)
    os.close(writing)
    _, status = os.waitpid(child, 0)
    print(os.waitstatus_to_exitcode(status), os.read(reading, 20).decode() or "0", flush=True)
    os.close(reading)


def loaded() -> None:
    """Loads what is otherwise loaded with the first page, once for all gatherings."""
    import feedparser  # noqa: F401

    from secondsource import join, law, trace, weigh  # noqa: F401
    from secondsource.collect import page, read_capture
    from secondsource.subjects import load

    read_capture(b"<html><body><p>Workers stopped work in Kuwait.</p></body></html>", "a.html", load())
    page.extract(b"<html><body><p>Workers stopped work.</p></body></html>", "a.html")


if __name__ == "__main__":
    loaded()
    for pair in zip(sys.argv[1::2], sys.argv[2::2], strict=True):
        gathered(*pair)
