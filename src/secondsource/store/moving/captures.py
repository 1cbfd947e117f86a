"""The originals of a case copied from one store to another, several at a time, and hashed again where they arrived."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

from sqlalchemy import Connection, func, select

from secondsource.store.archive import hashed
from secondsource.store.errors import LostCapture
from secondsource.store.originals import Originals
from secondsource.store.schema import captures

from .errors import NotItsOwn, NotProven

AT_ONCE = 8
"""Captures on their way together: a store far away answers each of them late, and holds so many in memory at most."""

T = TypeVar("T")
R = TypeVar("R")


def carry(connection: Connection, old: Originals, new: Originals, tell: Callable[[int], None]) -> tuple[str, ...]:
    """Copies what is not there yet, and hashes every capture where it arrived.

    Args:
        connection: the tables of the case.
        old: where the captures are.
        new: where they shall be.
        tell: told of each that was copied, and again of each that was proven.

    Returns:
        The captures that were missing or damaged in the old place already, and so could not be copied.

    Raises:
        NotProven: if one did not arrive as it was.
        NotItsOwn: if others are in the new place.
    """
    names = list(old.digests())
    known = set(names)
    foreign = next((name for name in new.digests() if name not in known and not _is_of(connection, name)), None)
    if foreign is not None:
        raise NotItsOwn(
            f"{new.address} holds captures of another case ({foreign[:12]} ...). Name a place of this case's own."
        )

    def send(name: str) -> None:
        try:
            data = old.get(name)
        except LostCapture:
            return  # it is found missing below
        new.put(data)

    for _ in together(send, _sent(connection, new, names)):
        tell(1)
    return tuple(_proven(connection, old, new, tell))


def count(connection: Connection) -> int:
    """How many captures the case has."""
    return int(connection.execute(select(func.count()).select_from(captures)).scalar_one())


def _sent(connection: Connection, new: Originals, names: list[str]) -> Iterator[str]:
    """Those that are not there in their size."""
    sizes = {row.digest: row.size for row in connection.execute(select(captures.c.digest, captures.c.size))}
    for name in names:
        if name not in sizes or not new.holds(name, sizes[name]):
            yield name


def _is_of(connection: Connection, name: str) -> bool:
    return connection.execute(select(captures.c.size).where(captures.c.digest == name)).first() is not None


def _proven(connection: Connection, old: Originals, new: Originals, tell: Callable[[int], None]) -> Iterator[str]:
    def check(row: tuple[str, int]) -> tuple[str, bool]:
        digest, size = row
        return digest, _is_whole(new, digest, size)

    asked = select(captures.c.digest, captures.c.size).order_by(captures.c.digest).execution_options(yield_per=100)
    for digest, whole in together(check, ((row.digest, row.size) for row in connection.execute(asked))):
        tell(1)
        if whole:
            continue
        try:
            old.get(digest)
        except LostCapture:
            yield digest
        else:
            raise NotProven(f"The capture {digest} did not arrive in {new.address} as it was. {NotProven()}")


def _is_whole(place: Originals, digest: str, size: int) -> bool:
    try:
        with place.opened(digest) as stream:
            return hashed(stream) == (digest, size)
    except FileNotFoundError:
        return False


def together(act: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
    """What each item becomes, in their order, several being worked on at a time."""
    waiting = iter(items)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        hand: deque[Future[R]] = deque(pool.submit(act, item) for item in islice(waiting, AT_ONCE))
        try:
            while hand:
                done = hand.popleft().result()
                hand.extend(pool.submit(act, item) for item in islice(waiting, 1))
                yield done
        finally:
            for left in hand:
                left.cancel()
