"""One try: bytes handed to their reader in a process that gives up what a worker gives up, and what it cost."""

from __future__ import annotations

import faulthandler
import gc
import os
import select
import signal
import sys
import time
from dataclasses import dataclass

from secondsource.pipeline.confined import Limits, fence

from .readers import Reader, outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What came of it.

    Args:
        outcome: as `readers.outcome` has it; `too long` or `ended by N` if the process did not last.
        seconds: of a processor.
        megabytes: of memory at most.
    """

    outcome: str
    seconds: float
    megabytes: float


def tried(reader: Reader, data: bytes, limits: Limits, *, writes: bool = False) -> Tried:
    """Hands the bytes to the reader.

    Args:
        reader: what reads them.
        data: the bytes.
        limits: what they may cost.
        writes: whether the reader needs a file of its own; it is then limited in time and memory alone.
    """
    told, tell = os.pipe()
    process = os.fork()
    if process == 0:
        try:
            os.close(told)
            faulthandler.disable()  # it would write to the streams of whoever tries
            fence.alone()
            size = len(data)
            fence.give_up(None, seconds=limits.time(size), memory=limits.memory(size), writes=writes)
            os.write(tell, outcome(reader, data).encode())
        finally:
            os._exit(0)
    os.close(tell)
    until = time.monotonic() + limits.wall(len(data))
    late = not select.select([told], [], [], max(until - time.monotonic(), 0))[0]
    if late:
        os.kill(process, signal.SIGKILL)
    said = os.read(told, 1000).decode()
    os.close(told)
    _, status, used = os.wait4(process, 0)
    ended = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    if late or ended == signal.SIGXCPU:
        said = "too long"
    elif ended or not said:
        said = f"ended by {ended}"
    scale = 1024 if sys.platform != "darwin" else 1024 * 1024
    return Tried(outcome=said, seconds=used.ru_utime + used.ru_stime, megabytes=used.ru_maxrss / scale)


def settled() -> None:
    """To be called once before the tries: what is there by now is no matter of theirs."""
    gc.collect()
    gc.freeze()
