"""What one document may cost: time after which its process ends, memory beyond which it is refused."""

from __future__ import annotations

import faulthandler
import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MEGABYTE = 1 << 20


class Watch:
    """Ends the process when a document takes too long, whatever it is at: also code that never comes back to Python.

    Args:
        seconds: that a document may take; 0 for no limit.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._nowhere = open(os.devnull, "w")  # noqa: PTH123, SIM115 - open as long as the watch goes on

    def begin(self) -> None:
        """The time of a document begins."""
        if self._seconds:
            faulthandler.dump_traceback_later(self._seconds, exit=True, file=self._nowhere)

    def end(self) -> None:
        """Nothing is watched any more."""
        faulthandler.cancel_dump_traceback_later()
        self._nowhere.close()


@contextmanager
def memory(megabytes: int) -> Iterator[None]:
    """Lets this process take so much more memory than it has now, and not more: then there is a MemoryError.

    Args:
        megabytes: 0 for no limit. Only Linux tells how much a process has; elsewhere there is none.
    """
    if not megabytes or not (held := _held()):
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = held + megabytes * MEGABYTE
    most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def _held() -> int:
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmData:")), 0)
