"""A site on loopback, a place beside a case where it is kept what is watched, and a fetcher that never really waits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from secondsource.store.watching import Watching
from secondsource.watch.fetch import Fetcher, Manners, Permission

from .site import Site, serving

AT = datetime(2026, 3, 1, 9, tzinfo=UTC)
QUICK = Manners(agent="secondsource/test", delay=0.0, connect=2.0, quiet=2.0, whole=5.0, backoff=0.0)
HERE = Permission(frozenset({"127.0.0.1"}))


@dataclass
class Time:
    """A clock that goes on only when somebody waits on it."""

    now: datetime = AT
    waits: list[float] = field(default_factory=list)

    def clock(self) -> datetime:
        return self.now

    def ticks(self) -> float:
        return self.now.timestamp()

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += timedelta(seconds=seconds)

    def on(self, **by: float) -> datetime:
        self.now += timedelta(**by)
        return self.now


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as made:
        yield made


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[Watching]:
    with Watching(tmp_path) as made:
        yield made


@pytest.fixture
def fetcher(watching: Watching, time: Time) -> Fetcher:
    return fetcher_of(watching, time)


def fetcher_of(watching: Watching, time: Time, manners: Manners = QUICK, **more: object) -> Fetcher:
    return Fetcher(watching.hosts, manners, clock=time.clock, ticks=time.ticks, sleep=time.sleep, **more)  # type: ignore[arg-type]
