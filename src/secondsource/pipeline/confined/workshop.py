"""The side of the program: an order and bytes to a worker, what came of it back, whatever becomes of the worker."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.reduction import send_handle
from pathlib import Path

import msgspec

from secondsource.model.codec import decode

from .errors import ConfinementFailed, EndedItsProcess, TookTooLong
from .jobs import Answer, Order
from .limits import LARGEST_ANSWER, Limits
from .server import Command, End

_KEPT = ("PATH", "LANG", "LANGUAGE", "TZ", "TMPDIR", "LD_LIBRARY_PATH", "PYTHONUTF8", "PYTHONHASHSEED", "SYSTEMROOT")
"""What of the environment workers are given: no password and no key that stands there."""
_CODE = "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from secondsource.pipeline.confined.server import main; main(int(sys.argv[2]), *sys.argv[3:])"
_TRIES = 2
"""Times that a document is tried when its process is killed from outside."""


class Workshop:
    """Takes documents apart in processes of their own, one for each.

    A further process is forked ahead while the others work, so that the next document need not wait for it. Threads may ask side by side;
    they wait for each other only to speak with the server.

    Args:
        folder: of the subject pack.
        limits: what a document may cost.
    """

    def __init__(self, folder: Path, limits: Limits | None = None) -> None:
        self._folder = folder
        self._limits = limits or Limits()
        self._lock = threading.RLock()
        self._process: subprocess.Popen[bytes] | None = None
        self._line: Connection | None = None
        self._ahead: tuple[int, Connection] | None = None
        self._number = 0
        self._closed = 0
        self._ready: set[str] = set()
        self._owner = os.getpid()

    @property
    def process(self) -> int | None:
        """The process of the server; None while there is none."""
        return self._process.pid if self._process is not None else None

    def begin(self) -> None:
        """Begins the server if it is not there, and does not wait for it."""
        with self._lock:
            if self._owner != os.getpid():
                # a fork of the program must not speak on its line
                self._owner, self._process = os.getpid(), None
            elif self._line is not None and self._process is not None and self._process.poll() is None:
                return
            self._let_go()
            mine, others = socket.socketpair()
            arguments = [json.dumps(sys.path), str(others.fileno()), str(self._folder), json.dumps(self._told())]
            environment = {k: v for k, v in os.environ.items() if k in _KEPT or k.startswith("LC_")}
            environment |= {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
            try:
                self._process = subprocess.Popen(  # noqa: S603 - this Python, with code that stands here
                    [sys.executable, "-c", _CODE, *arguments],
                    pass_fds=[others.fileno()],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    env=environment,
                    start_new_session=True,
                )
            except OSError as error:
                mine.close()
                raise ConfinementFailed from error
            finally:
                others.close()
            self._line = Connection(mine.detach())

    def ask(self, order: Order, data: bytes) -> Answer:
        """What came of the order.

        Raises:
            TookTooLong, EndedItsProcess: if the document did that to the process. ConfinementFailed: if there can be none, or the
                workshop is closed meanwhile.
        """
        closed = self._closed
        for _ in range(_TRIES):
            end = self._asked(order, data)
            if isinstance(end, Answer):
                self._get_ready(end.kind)
                return end
            if self._closed != closed:
                raise ConfinementFailed
            if end.late:
                raise TookTooLong
            if end.signal not in (0, signal.SIGKILL):
                break
        raise EndedItsProcess

    def _asked(self, order: Order, data: bytes) -> Answer | End:
        with self._lock:
            number, worker = self._worker()
        try:
            with self._lock:
                self._say(Command(do="watch", number=number, seconds=self._limits.wall(len(data))))
            worker.send_bytes(msgspec.json.encode(order))
            worker.send_bytes(data)
            with self._lock:
                if self._ahead is None:
                    self._ahead = self._forked()
            return decode(worker.recv_bytes(LARGEST_ANSWER), Answer)
        except (EOFError, OSError, msgspec.DecodeError):
            with self._lock:
                return self._end(number)
        finally:
            worker.close()

    def _worker(self) -> tuple[int, Connection]:
        self.begin()
        ahead, self._ahead = self._ahead, None
        try:
            return ahead or self._forked()
        except OSError:
            # it ended meanwhile, for want of work or of memory
            self._let_go()
            self.begin()
            try:
                return self._forked()
            except OSError as error:
                raise ConfinementFailed from error

    def _forked(self) -> tuple[int, Connection]:
        if self._line is None or self._process is None:
            raise BrokenPipeError
        self._number += 1
        mine, others = socket.socketpair()
        try:
            self._say(Command(do="fork", number=self._number))
            send_handle(self._line, others.fileno(), self._process.pid)
        except OSError:
            mine.close()
            raise
        finally:
            others.close()
        return self._number, Connection(mine.detach())

    def _end(self, number: int) -> End:
        try:
            self._say(Command(do="end", number=number))
            assert self._line is not None
            return decode(self._line.recv_bytes(), End)
        except (EOFError, OSError):
            self._let_go()
            return End(signal=signal.SIGKILL)

    def _get_ready(self, kind: str) -> None:
        """Lets the server load what documents of a kind need, once one of them was there; the process forked ahead lacks it."""
        with self._lock:
            if kind in self._ready or self._line is None:
                return
            self._ready.add(kind)
            with suppress(OSError):
                self._say(Command(do="get_ready", kind=kind))
            if self._ahead is not None:
                self._ahead[1].close()
                self._ahead = None

    def _say(self, command: Command) -> None:
        if self._line is None:
            raise BrokenPipeError
        self._line.send_bytes(msgspec.json.encode(command))

    def _told(self) -> dict[str, float]:
        return msgspec.to_builtins(self._limits)  # type: ignore[no-any-return]

    def close(self) -> None:
        """Ends the server and whatever it forked; who waits for an answer gets none."""
        with self._lock:
            self._closed += 1
            self._let_go()

    def _let_go(self) -> None:
        with self._lock:
            for line in (self._line, self._ahead[1] if self._ahead else None):
                if line is not None:
                    line.close()
            self._line = self._ahead = None
            self._ready.clear()
            if self._process is not None:
                try:
                    self._process.wait(2.0)
                except subprocess.TimeoutExpired:
                    self._process.kill()
                    self._process.wait()
                self._process = None
