"""Stopping: asked for at any moment, it ends a wait at once and everything else at the next whole step."""

from __future__ import annotations

from threading import Event

from .fetch.errors import Interrupted


class Stop:
    """Whether somebody has asked to stop.

    >>> stop = Stop()
    >>> stop(), stop.set(), stop()
    (False, None, True)
    """

    def __init__(self) -> None:
        self._asked = Event()

    def __call__(self) -> bool:
        """Whether it was asked for."""
        return self._asked.is_set()

    def set(self) -> None:
        """Asks for it."""
        self._asked.set()

    def sleep(self, seconds: float) -> None:
        """Waits that long. Raises Interrupted as soon as somebody asks to stop."""
        if self._asked.wait(seconds):
            raise Interrupted
