"""Parts of work that end a process, once: their own, their node's, or the program's that asked for them."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

_PATIENCE = 60.0


def node_of_this() -> int:
    """The process whose node this worker is of: its parent is the node's, whose parent is that one."""
    stat = Path(f"/proc/{os.getppid()}/stat").read_text(encoding="utf-8")
    return int(stat.rpartition(")")[2].split()[1])


def harmed(how: Harm, function, part):
    victim = how.victim or os.getpid()
    here = how.victim is None or how.anywhere or node_of_this() == victim
    if not here:
        how.wait()
    if here and how.left():
        os.kill(victim, signal.SIGKILL)
        if victim != os.getpid():
            signal.pause()
    return function(part)


@dataclass(frozen=True)
class Harm:
    """Ends the victim (the worker itself if None) when so many parts have been begun, once; where the worker is the victim's, or anywhere.

    Workers of others wait until then, so that the victim's is given a part and does not sleep through it all.
    """

    marks: str
    after: int = 1
    victim: int | None = None
    anywhere: bool = False

    def wait(self) -> None:
        deadline = time.monotonic() + _PATIENCE
        while not (Path(self.marks) / str(self.after)).exists() and time.monotonic() < deadline:
            time.sleep(0.05)

    def left(self) -> bool:
        folder = Path(self.marks)
        folder.mkdir(exist_ok=True)
        for number in range(self.after + 1):
            try:
                (folder / str(number)).touch(exist_ok=False)
            except FileExistsError:
                continue
            return number == self.after
        return False


@dataclass(frozen=True)
class Harmed:
    """An engine on which this harm comes."""

    engine: object
    how: Harm

    @property
    def workers(self) -> int:
        return self.engine.workers

    def map(self, function, parts: Iterable):
        return self.engine.map(partial(harmed, self.how, function), parts)

    def close(self) -> None:
        self.engine.close()


def main(address: str, folder: str, out: str) -> None:
    """The program that is killed: near-copies of the files of a folder, ended by a worker of its own after some parts."""
    from secondsource.bulk.copies import near_copies
    from secondsource.bulk.ray_engine import RayEngine

    with RayEngine(2, address) as engine:
        harmful = Harmed(engine, Harm(f"{out}-marks", after=3, victim=os.getpid(), anywhere=True))
        near_copies(sorted(Path(folder).iterdir()), Path(out), harmful)


if __name__ == "__main__":
    main(*sys.argv[1:])
