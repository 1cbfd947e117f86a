"""The process from which workers are forked, one for each document: it has loaded what they need, and never looks at a document itself.

It is begun with a file descriptor of the line to whoever began it, as `python -c`, so that nothing of that program comes along but the
descriptor: no memory, no environment, no open files.
"""

from __future__ import annotations

import gc
import os
import select
import signal
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.reduction import recv_handle
from pathlib import Path

import msgspec

from secondsource.subjects import Subject

from . import fence, landlock
from .jobs import Order, done, made_ready, packs_of
from .limits import Limits

IDLE = 120.0
"""Seconds without a word after which the process ends; the next document begins another one."""
_TICK = 0.2


class Command(msgspec.Struct, frozen=True, kw_only=True):
    """A word to the server: `fork` a worker (its line follows), `get_ready` for a kind of documents, `watch` a worker, or `end` it and tell."""

    do: str
    number: int = 0
    kind: str = ""
    seconds: float = 0.0


class End(msgspec.Struct, frozen=True, kw_only=True):
    """How a worker ended: the signal that ended it, or 0, and whether it was late."""

    signal: int = 0
    late: bool = False


@dataclass(slots=True)
class _Worker:
    process: int
    until: float = 0.0
    late: bool = False
    status: int | None = None


class _Server:
    def __init__(self, line: Connection, pack: Subject, limits: Limits) -> None:
        self.line, self.pack, self.limits = line, pack, limits
        self.rules = landlock.ruleset(fence.readable(packs_of(pack)))
        self.workers: dict[int, _Worker] = {}
        self.ready: set[str] = set()

    def serve(self) -> None:
        """Does what it is told until nobody is there any more."""
        heard = time.monotonic()
        while True:
            self.look()
            watched = any(w.until and w.status is None for w in self.workers.values())
            if select.select([self.line], [], [], _TICK if watched else IDLE)[0]:
                heard = time.monotonic()
                command = msgspec.json.decode(self.line.recv_bytes(), type=Command)
                getattr(self, command.do)(command)
            elif not watched and time.monotonic() - heard > IDLE / 2:
                return

    def look(self) -> None:
        """Ends what is late and takes note of what has ended."""
        for number, worker in list(self.workers.items()):
            if worker.status is None:
                if worker.until and time.monotonic() > worker.until:
                    worker.late = True
                    os.kill(worker.process, signal.SIGKILL)
                    worker.status = os.waitpid(worker.process, 0)[1]
                elif (found := os.waitpid(worker.process, os.WNOHANG))[0]:
                    worker.status = found[1]
            if worker.status == 0:
                del self.workers[number]

    def fork(self, command: Command) -> None:
        """Forks a worker, which waits for its order."""
        handle = recv_handle(self.line)
        process = os.fork()
        if process == 0:
            # whatever happens here, this process must never go on as the server
            try:
                self.line.close()
                _work(Connection(handle), self.pack, self.rules, self.limits)
            finally:
                os._exit(1)
        os.close(handle)
        self.workers[command.number] = _Worker(process)

    def get_ready(self, command: Command) -> None:
        """Loads what documents of a kind need."""
        if command.kind not in self.ready:
            self.ready.add(command.kind)
            made_ready(command.kind, self.pack)
            gc.collect()
            gc.freeze()

    def watch(self, command: Command) -> None:
        """From now on a worker has so many seconds by the clock."""
        if worker := self.workers.get(command.number):
            worker.until = time.monotonic() + command.seconds

    def end(self, command: Command) -> None:
        """Ends a worker that said nothing, and tells how it ended."""
        worker = self.workers.pop(command.number, None)
        if worker is None:
            self.line.send_bytes(msgspec.json.encode(End()))
            return
        if worker.status is None:
            self.settle(worker)
        code = worker.status or 0
        ended = os.WTERMSIG(code) if os.WIFSIGNALED(code) else 0
        self.line.send_bytes(msgspec.json.encode(End(signal=ended, late=worker.late or ended == signal.SIGXCPU)))

    def settle(self, worker: _Worker) -> None:
        """Waits a moment for a process that is ending anyway, so that its own end is seen, then ends it."""
        for _ in range(50):
            if (found := os.waitpid(worker.process, os.WNOHANG))[0]:
                worker.status = found[1]
                return
            time.sleep(0.01)
        os.kill(worker.process, signal.SIGKILL)
        worker.status = os.waitpid(worker.process, 0)[1]


def _work(line: Connection, pack: Subject, rules: int | None, limits: Limits) -> None:
    fence.alone()
    order = msgspec.json.decode(line.recv_bytes(), type=Order)
    data = line.recv_bytes()
    gc.enable()
    fence.give_up(rules, seconds=limits.time(len(data)), memory=limits.memory(len(data)))
    line.send_bytes(msgspec.json.encode(done(order, data, pack)))
    os._exit(0)


def main(descriptor: int, folder: str, limits: str) -> None:
    """Serves on the line of that descriptor, with the pack of that folder and these limits (JSON)."""
    line = Connection(descriptor)
    try:
        pack = Subject(Path(folder))
        made_ready("", pack)
        _Server(line, pack, msgspec.json.decode(limits, type=Limits)).serve()
    except (EOFError, OSError):
        return
