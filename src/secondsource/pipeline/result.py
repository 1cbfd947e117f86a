"""What a run reports: while it goes on, and when it has ended."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from secondsource.model import SetAside

Progress = Callable[[str, int, int], None]
"""Called with a stage, how many of its things are done, and how many there are."""


def silent(stage: str, done: int, total: int) -> None:
    """Progress for nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunResult:
    """What a run did.

    Args:
        captures: originals that were not in the case before.
        reports: reports that were not in the case before.
        read: reports read now; 0 if all of them were read before by the same reader.
        stages: stages over the whole case that had to be computed now: `join`, `trace`, `weigh`, `law`.
        claims: claims in the case now.
        set_aside: documents of this input that could not be read, now or before.
        timings: seconds per stage.
        touched: of what was derived, how much there is and how much was looked at again; nothing where no stage ran.
    """

    captures: int
    reports: int
    read: int
    stages: tuple[str, ...]
    claims: int
    set_aside: tuple[SetAside, ...]
    timings: dict[str, float]
    touched: dict[str, int] = field(default_factory=dict)

    @property
    def idle(self) -> bool:
        """Whether everything was there already."""
        return not (self.captures or self.reports or self.read or self.stages)


@dataclass(slots=True)
class Clock:
    """Seconds spent per stage."""

    seconds: dict[str, float] = field(default_factory=dict)
    touched: dict[str, int] = field(default_factory=dict)
    """How much there is, and how much was looked at again."""

    @contextmanager
    def over(self, stage: str) -> Iterator[None]:
        """Counts the time of a block for a stage."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] = self.seconds.get(stage, 0.0) + time.perf_counter() - start
