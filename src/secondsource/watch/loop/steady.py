"""Passes one after the other, until somebody asks for the end."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from secondsource.model import SecondsourceError

from ..fetch.errors import Interrupted
from ..stopping import Stop
from .once import Pass, Stopped


def steady(
    one: Callable[[], Pass],
    *,
    every: float,
    stop: Stop,
    heard: Callable[[Pass], None],
    trouble: Callable[[SecondsourceError], None],
) -> int:
    """Passes until somebody asks to stop; how many were whole.

    What goes wrong in a pass - no network, no room, somebody else at work - is told, and the next pass tries again.

    Args:
        one: makes a pass.
        every: seconds from the end of a pass to the beginning of the next.
        stop: whether somebody asks to stop.
        heard: told what came of each pass.
        trouble: told what went wrong.
    """
    made = 0
    while not stop():
        try:
            heard(one())
            made += 1
        except Stopped:
            break
        except SecondsourceError as error:
            trouble(error)
        with suppress(Interrupted):
            stop.sleep(every)
    return made
