"""Who may work on a case at the same time: one program in a folder; on a server many, of which one at a time derives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from secondsource.store import Case

PATIENCE = 3600.0
"""Seconds that a program on a server waits at least for another to derive: whoever shares a case there counts on others being at work."""


def patience(case: Case, wait: float) -> float:
    """Seconds to wait for another program on the case."""
    return max(wait, PATIENCE) if case.database.on_server else wait


@contextmanager
def at_work(case: Case, wait: float) -> Iterator[Callable[[], AbstractContextManager[None]]]:
    """Holds the case for a program that takes in, reads and derives; gives what must be entered to derive.

    In a folder it has the case to itself all the while. On a server only to derive: each document is taken in, and read, in a transaction
    of its own that first looks whether another program was there before; everything derived is made of one moment.

    Args:
        case: the case.
        wait: seconds to wait for another program; on a server at least `PATIENCE`.

    Raises:
        CaseBusy: if another one works on the case for longer than that.
    """
    if case.database.on_server:
        yield lambda: case.alone(patience(case, wait))
        return
    with case.alone(wait):
        # What a killed writer left unfinished; on a server it could be another's who is just writing.
        case.archive.sweep()
        yield nullcontext
