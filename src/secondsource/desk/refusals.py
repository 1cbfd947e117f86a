"""Who asked for what they may not, written into the record: once in ten minutes for the same person and address, so that nobody can fill it."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from time import monotonic

from secondsource.store.office import Office
from secondsource.store.office.record import Deed, Entry

from .visiting import visitor

AGAIN = 600.0
"""Seconds after which the same is written down once more."""
_MOST = 10_000


class Refusals:
    """Writes down what was refused to people with an account.

    Args:
        office: where the record is.
        now: tells the time, ISO 8601 in UTC.
        clock: seconds that only grow.
    """

    def __init__(self, office: Office, now: Callable[[], str], clock: Callable[[], float] = monotonic) -> None:
        self._office, self._now, self._clock = office, now, clock
        self._told: dict[tuple[int, str], float] = {}
        self._lock = Lock()

    def __call__(self, address: str) -> None:
        """Notes that whoever asks was refused an address, written as `POST /people`."""
        person, at = visitor().person, self._clock()
        if person is None:
            return
        with self._lock:
            last = self._told.get((person.id, address))
            if last is not None and at - last < AGAIN:
                return
            if len(self._told) >= _MOST:
                self._told.clear()
            self._told[person.id, address] = at
        self._office.record.add(Entry(who=person.name, at=self._now(), act=Deed.REFUSED, object=address[:64]))
