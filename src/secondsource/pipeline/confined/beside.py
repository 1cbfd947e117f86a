"""Documents taken apart side by side, each begun before it is its turn; what comes of them is asked for in their order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sized
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import TypeVar

from secondsource.subjects import Subject

from .contents import Taken, confined, let_go, taken

_MOST = 64_000_000
"""Bytes of documents in hand, beyond which none is begun before its turn."""


T = TypeVar("T")
H = TypeVar("H", bound=Sized)


class Beside:
    """As many workers at a time as are asked for; with one, or where documents are not confined, each document waits for its turn.

    Args:
        pack: the subject.
        workers: how many.
    """

    def __init__(self, pack: Subject, workers: int) -> None:
        self._pack = pack
        self._workers = workers if confined() else 1
        self._pool = ThreadPoolExecutor(self._workers, "taken apart") if self._workers > 1 else None

    def begin(self, data: bytes, name: str) -> Future[Taken] | None:
        """Has a document taken apart meanwhile, as `contents.taken`; None where it has to wait for its turn."""
        return self._pool.submit(taken, data, name, self._pack) if self._pool else None

    def in_turn(self, things: Iterable[T], begin: Callable[[T], H], end: Callable[[H], None]) -> Iterator[None]:
        """Begins each thing, some before their turn, and ends them in their order.

        Args:
            things: what there is to do.
            begin: what can be done before its turn; gives something whose length is the bytes that it holds.
            end: what cannot.
        """
        hand: deque[H] = deque()
        for thing in things:
            hand.append(begin(thing))
            while len(hand) > (self._workers if self._pool else 0) or sum(map(len, hand)) > _MOST:
                end(hand.popleft())
                yield
        while hand:
            end(hand.popleft())
            yield

    def __enter__(self) -> Beside:
        return self

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        if self._pool is None:
            return
        if kind is not None and not issubclass(kind, Exception):
            # somebody wants the program to end: it must not wait for documents that take long
            self._pool.shutdown(wait=False, cancel_futures=True)
            let_go(self._pack)
        self._pool.shutdown(cancel_futures=True)
