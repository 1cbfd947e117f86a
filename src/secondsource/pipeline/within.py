"""A limit on the time of a processor: what takes longer is given up, in the process that does it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SECONDS, SECONDS_EACH = 120.0, 0.0005
"""Of a processor, for any report, and more for each of its characters: 600 words take a quarter of a second, two million characters two minutes."""


class ReadTooLong(BaseException):
    """What was done took more than its time. Not an Exception, so that nobody takes it for a fault of their own and goes on."""


def time_of(characters: int) -> float:
    """Seconds of a processor that a report may take.

    >>> time_of(4_000), time_of(2_000_000)
    (122.0, 1120.0)
    """
    return SECONDS + SECONDS_EACH * characters


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Ends what is done inside once it has taken so many seconds of a processor.

    It needs the main thread of its process and a system that counts such seconds (all but Windows); elsewhere there is no limit.

    Raises:
        ReadTooLong: when the time is over, at the next step of the interpreter.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def over(_signal: int, _frame: FrameType | None) -> None:
        raise ReadTooLong

    before = signal.signal(signal.SIGPROF, over)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
