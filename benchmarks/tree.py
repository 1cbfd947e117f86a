"""CPU time and memory of a process with all that descend from it, daemons included: looked at five times a second (Linux).

Processes that live too short to be seen are counted by what those that waited for them were told of them.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

EVERY = 0.2
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class _Seen:
    """What was last seen of a process: its parent, its CPU seconds, those of children that it has waited for, with theirs."""

    parent: int
    own: float
    waited: float
    ended: bool = False


@dataclass(slots=True)
class Tree:
    """What was seen of this process and its descendants.

    Attributes:
        peak: the most memory of their own that all held at one time, MB; pages of files are not counted, which the system takes back when it needs them.
        wall: seconds.
    """

    peak: float = 0.0
    wall: float = 0.0
    _seen: dict[tuple[int, str], _Seen] = field(default_factory=dict)
    _before: float = 0.0

    @property
    def cpu(self) -> float:
        """CPU seconds, user and system, of processes that have ended too (of daemons but for their last fifth of a second)."""
        known: dict[int, float] = {}
        for one in self._seen.values():
            if one.ended:
                known[one.parent] = known.get(one.parent, 0.0) + one.own + one.waited
        unseen = sum(max(0.0, one.waited - known.get(pid, 0.0)) for (pid, _), one in self._seen.items())
        return sum(one.own for one in self._seen.values()) + unseen - self._before

    def look(self) -> None:
        """Looks once."""
        memory, there = 0, set()
        for pid in _family(os.getpid()):
            try:
                fields = (
                    Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
                )
                status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8", errors="replace")
            except OSError:
                continue
            own, waited = (sum(int(ticks) for ticks in fields[at : at + 2]) / _TICKS for at in (11, 13))
            there.add((pid, fields[19]))
            self._seen[pid, fields[19]] = _Seen(int(fields[1]), own, waited)
            memory += sum(
                int(line.split()[1]) for line in status.splitlines() if line.startswith(("RssAnon", "RssShmem"))
            )
        for key in self._seen.keys() - there:
            self._seen[key].ended = True
        self.peak = max(self.peak, memory * 1024 / 1e6)


@contextmanager
def watched() -> Iterator[Tree]:
    """Watches while the block runs; the figures stand when it has ended."""
    tree = Tree()
    tree.look()
    tree._before = tree.cpu
    stop = threading.Event()

    def watch() -> None:
        while not stop.wait(EVERY):
            tree.look()

    thread = threading.Thread(target=watch, daemon=True)
    start = time.perf_counter()
    thread.start()
    try:
        yield tree
    finally:
        stop.set()
        thread.join()
        tree.look()
        tree.wall = time.perf_counter() - start


def _family(root: int) -> list[int]:
    out, new = [root], [root]
    while new:
        found = []
        for pid in new:
            for task in Path(f"/proc/{pid}/task").glob("*/children"):
                try:
                    found += [int(child) for child in task.read_text(encoding="ascii").split()]
                except OSError:
                    continue
        out += found
        new = found
    return out
