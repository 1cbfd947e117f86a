"""A piece of work done in a process of its own, which is killed at a moment of its writing or at a moment of the clock; what it had acknowledged before."""

from __future__ import annotations

import json
import os
import select
import signal
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Acknowledge = Callable[[str], None]
"""Told of each thing that is done for good, as whoever decided sees it."""
Work = Callable[[Acknowledge], None]


@dataclass(frozen=True, slots=True)
class End:
    """How a piece of work ended.

    Args:
        killed: whether it was killed before its end.
        acknowledged: what it had said is done.
        moments: at how many moments it could have been killed, if it came to its end.
        seconds: how long it took.
    """

    killed: bool
    acknowledged: tuple[str, ...]
    moments: int
    seconds: float


class WorkFailed(Exception):
    """The work ended with an error of its own. Its traceback stands above."""


def killed(work: Work, *, moment: int = 0, after: float = 0.0) -> End:
    """Does the work in a child of this process, killed with SIGKILL.

    Args:
        work: what to do; it is given something to tell what is done for good.
        moment: the how-manieth moment at which something is asked, written, renamed or removed it may not survive; 0 for none.
        after: seconds after which it is killed; 0 for never.

    Raises:
        WorkFailed: if it ended with an error.
    """
    reading, writing = os.pipe()
    start = time.monotonic()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _child(work, moment, writing)
    os.close(writing)
    said = _heard(reading, child, start + after if after else None)
    _, status = os.waitpid(child, 0)
    seconds = time.monotonic() - start
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise WorkFailed
    lines = [json.loads(line) for line in said.split(b"\n")[:-1]]
    done = tuple(str(line["done"]) for line in lines if "done" in line)
    moments = max((int(line["moments"]) for line in lines if "moments" in line), default=0)
    return End(os.WIFSIGNALED(status), done, moments, seconds)


def _heard(reading: int, child: int, until: float | None) -> bytes:
    """All that the child says until it ends; it is killed at that time of the monotonic clock."""
    said = b""
    while True:
        left = None if until is None else max(0.0, until - time.monotonic())
        if select.select([reading], [], [], left)[0]:
            piece = os.read(reading, 1 << 16)
            if not piece:
                os.close(reading)
                return said
            said += piece
        else:
            os.kill(child, signal.SIGKILL)
            until = None


def _child(work: Work, moment: int, writing: int) -> None:
    try:
        points = _Points(moment)
        points.watch()

        def acknowledge(what: str) -> None:
            os.write(writing, json.dumps({"done": what}).encode() + b"\n")

        work(acknowledge)
        os.write(writing, json.dumps({"moments": points.passed}).encode() + b"\n")
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


class _Points:
    """Counts the moments at which something is asked or written, and ends the process at the one that is wanted."""

    def __init__(self, last: int) -> None:
        self.passed, self._last = 0, last

    def __call__(self, *_: object) -> None:
        self.passed += 1
        if self.passed == self._last:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(self) -> None:
        """Counts from now on, in this process."""
        from sqlalchemy import event
        from sqlalchemy.engine import Engine

        self._around(os, "fsync")
        self._around(os, "ftruncate")
        for name in ("replace", "unlink", "mkdir", "chmod"):
            self._around(Path, name)
        for moment in ("begin", "commit", "rollback", "after_cursor_execute"):
            event.listen(Engine, moment, self)

    def _around(self, home: Any, name: str) -> None:
        plain = getattr(home, name)

        def counted(*args: Any, **named: Any) -> Any:
            self()
            out = plain(*args, **named)
            self()
            return out

        setattr(home, name, counted)
