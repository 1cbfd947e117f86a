"""The engine of one machine: a few processes, each with one part in hand."""

from __future__ import annotations

import signal
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, cast

from secondsource.pipeline.processes import beginning, bind

from .engine import Died, Done, P, R

_PATIENCE = 5.0
"""Seconds that a process has to end by itself."""


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    line: Connection
    used: bool = False


class LocalEngine:
    """Processes of this machine; they live as long as the engine, so that what they have loaded is loaded once.

    Args:
        workers: how many.
        preload: modules that every process needs, loaded once for all of them where the system allows it.

    >>> with LocalEngine(1) as engine:
    ...     [done.value for done in engine.map(abs, [-3])]
    [3]
    """

    def __init__(self, workers: int, preload: Sequence[str] = ()) -> None:
        self._count = workers
        self._context = beginning(preload)
        self._idle: list[_Worker] = []

    def __enter__(self) -> LocalEngine:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def workers(self) -> int:
        """How many processes."""
        return self._count

    def map(self, function: Callable[[P], R], parts: Iterable[P]) -> Iterator[Done[P, R] | Died[P]]:
        """As `Engine.map`."""
        waiting = iter(parts)
        hands: dict[Connection, tuple[_Worker, P]] = {}
        try:
            while True:
                while len(hands) < self._count:
                    try:
                        part = next(waiting)
                    except StopIteration:
                        break
                    worker = self._handed(function, part)
                    hands[worker.line] = (worker, part)
                if not hands:
                    return
                for line in cast("list[Connection]", wait(list(hands))):
                    worker, part = hands.pop(line)
                    yield self._outcome(worker, part)
        finally:
            for worker, _ in hands.values():
                _end(worker)

    def close(self) -> None:
        """Ends all processes that have nothing in hand; those that have, end with their `map`."""
        while self._idle:
            _end(self._idle.pop())

    def _handed(self, function: Callable[[P], R], part: P) -> _Worker:
        while True:
            worker = self._idle.pop() if self._idle else self._begun()
            try:
                worker.line.send((function, part))
            except OSError:  # it was killed while it had nothing in hand, so nothing is lost
                _end(worker)
                if not worker.used:
                    raise
                continue
            worker.used = True
            return worker

    def _begun(self) -> _Worker:
        mine, others = self._context.Pipe()
        # every context has the class, though the type of what they share does not say so
        process = self._context.Process(target=_serve, args=(others,), daemon=True)  # type: ignore[attr-defined]
        process.start()
        others.close()
        return _Worker(process, mine)

    def _outcome(self, worker: _Worker, part: P) -> Done[P, R] | Died[P]:
        try:
            fine, value = worker.line.recv()
        except (EOFError, OSError):
            worker.process.join(_PATIENCE)
            how = _how(worker.process.exitcode)
            _end(worker)
            return Died(part, how)
        self._idle.append(worker)
        if not fine:
            raise value
        return Done(part, value)


def _serve(line: Connection) -> None:
    bind()
    while True:
        try:
            function, part = line.recv()
        except (EOFError, OSError):
            return
        try:
            answer: tuple[bool, Any] = (True, function(part))
        except Exception as error:
            error.add_note("In a worker:\n" + traceback.format_exc())
            answer = (False, error)
        line.send(answer)


def _how(code: int | None) -> str:
    if code is not None and code < 0:
        try:
            return f"Its process was ended by the signal {signal.Signals(-code).name}."
        except ValueError:
            return f"Its process was ended by the signal {-code}."
    return f"Its process ended with the code {code}."


def _end(worker: _Worker) -> None:
    worker.line.close()
    if worker.used:
        worker.process.terminate()
    worker.process.join(_PATIENCE)
    if worker.process.is_alive():
        worker.process.kill()
        worker.process.join(_PATIENCE)
