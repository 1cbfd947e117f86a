"""Reading on all processors: results in the order of the jobs, and no report can take another down with it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from .one import Found, Job, Spoilt, died, read_one
from .processes import beginning, bind

if TYPE_CHECKING:
    from secondsource.read import Reader

_AHEAD = 4
"""Jobs handed out per process before the first result is needed: enough to keep it busy, few enough to keep memory flat."""

Opener = Callable[[], "Reader"]

_opener: Opener | None = None


def read_in_pool(
    jobs: Iterable[Job], opener: Opener, processes: int, preload: Sequence[str] = ()
) -> Iterator[Found | Spoilt]:
    """The outcome of each job, in their order.

    When a process dies, the jobs then in hand are read again one at a time, each alone in the pool: the one that ends its
    process again is spoilt, all others are read.

    Args:
        jobs: taken as they are needed.
        opener: makes the reader, once in each process; can be pickled.
        processes: how many.
        preload: modules that the reader needs, loaded once for all processes where the system allows it.
    """
    waiting = iter(jobs)
    again: deque[Job] = deque()
    pool = _pool(opener, processes, preload)
    try:
        hand: deque[tuple[Job, Future[Found | Spoilt]]] = deque()
        while True:
            width = 1 if again else processes * _AHEAD
            source = iter([again.popleft()]) if again and not hand else iter(()) if again else waiting
            for job in islice(source, width - len(hand)):
                try:
                    hand.append((job, pool.submit(_read, job)))
                except BrokenProcessPool:
                    hand.append((job, _failed()))
            if not hand:
                return
            job, future = hand.popleft()
            try:
                outcome = future.result()
            except BrokenProcessPool:
                pool.shutdown(wait=False, cancel_futures=True)
                pool = _pool(opener, processes, preload)
                if width == 1:
                    yield died(job)
                else:
                    again.extend([job, *(other for other, _ in hand)])
                    hand.clear()
                continue
            yield outcome
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _pool(opener: Opener, processes: int, preload: Sequence[str]) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(processes, beginning(preload), initializer=_open, initargs=(opener,))


def _failed() -> Future[Found | Spoilt]:
    future: Future[Found | Spoilt] = Future()
    future.set_exception(BrokenProcessPool())
    return future


def _open(opener: Opener) -> None:
    global _opener
    bind()
    _opener = opener


def _read(job: Job) -> Found | Spoilt:
    return read_one(_opened(), job)


@lru_cache(maxsize=1)
def _opened() -> Reader:
    # Only with the first job: what goes wrong here then reaches the run as the error it is, not as a process that died.
    if _opener is None:
        raise RuntimeError("The process was not opened with a reader.")
    return _opener()
