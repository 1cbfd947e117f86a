"""One program at a time derives a case; others read it, and record decisions, meanwhile."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import CaseBusy
from .situations import situations

_STEP = 0.1


@contextmanager
def alone(folder: Path, wait: float = 0.0, name: str = "case.lock") -> Iterator[None]:
    """Holds the case for one program; the system lets go of it when the program ends in whatever way.

    Args:
        folder: the case's folder.
        wait: seconds to wait for another program to end.
        name: of the file that is held; programs that hold different ones do not wait for each other.

    Raises:
        CaseBusy: if another one still holds it then; names its process.
    """
    path = folder / name
    with situations(folder):
        handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        until = time.monotonic() + wait
        while not _taken(handle):
            if time.monotonic() >= until:
                raise CaseBusy(_sentence(handle, folder))
            time.sleep(_STEP)
        with situations(folder):
            os.ftruncate(handle, 0)
            os.pwrite(handle, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(handle)


def _taken(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _sentence(handle: int, folder: Path) -> str:
    holder = os.pread(handle, 32, 0).decode(errors="replace").strip()
    who = f"Another program (process {holder})" if holder.isdigit() else "Another program"
    return f"{who} is working on the case {folder}. Wait until it has ended, or stop it; then run this again."
