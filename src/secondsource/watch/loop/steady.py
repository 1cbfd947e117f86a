"""Passes one after the other, until somebody asks for the end: Ctrl-C, or the signal by which systems end services."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, current_thread, main_thread
from types import FrameType

from secondsource.model import SecondsourceError

from .once import Pass, Stopped


class Bell:
    """Rings once for the end.

    >>> bell = Bell()
    >>> bell.rung()
    False
    """

    def __init__(self) -> None:
        self._event = Event()

    def ring(self) -> None:
        """Asks for the end."""
        self._event.set()

    def rung(self) -> bool:
        """Whether somebody asked for the end."""
        return self._event.is_set()

    def wait(self, seconds: float) -> bool:
        """Waits so long, or until it rings; whether it rang."""
        return self._event.wait(seconds)

    @contextmanager
    def by_signals(self) -> Iterator[Bell]:
        """Rings when the process is asked to end (SIGTERM, SIGINT); a second Ctrl-C ends it at once. As before afterwards."""

        def asked(number: int, frame: FrameType | None) -> None:
            del frame
            if number == signal.SIGINT and self.rung():
                raise KeyboardInterrupt
            self.ring()

        if current_thread() is not main_thread():
            yield self
            return
        before = {number: signal.signal(number, asked) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            yield self
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def steady(
    one: Callable[[], Pass],
    *,
    every: float,
    bell: Bell,
    heard: Callable[[Pass], None],
    trouble: Callable[[SecondsourceError], None],
    most: int = 0,
) -> int:
    """Passes until the bell rings; how many were whole.

    What goes wrong in a pass - no network, no room, somebody else at work - is told, and the next pass tries again.

    Args:
        one: makes a pass.
        every: seconds from the end of a pass to the beginning of the next.
        bell: rings for the end.
        heard: told what came of each pass.
        trouble: told what went wrong.
        most: passes to make at most; 0 for no end.
    """
    made = tried = 0
    while not bell.rung() and (not most or tried < most):
        tried += 1
        try:
            heard(one())
            made += 1
        except Stopped:
            break
        except SecondsourceError as error:
            trouble(error)
        if most and tried >= most:
            break
        bell.wait(every)
    return made
