"""Sign-ins that failed make the next ones wait, longer each time: by name, and by where they came from.

A name is never locked for good; a wait ends after a quarter of an hour (NIST SP 800-63B-4, section 3.2.2). Strangers who keep trying a name could still
keep its owner waiting, so browsers that the owner signed in with before wait for their own failures alone.
"""

from __future__ import annotations

import hashlib
import ipaddress
from datetime import timedelta

from sqlalchemy import ColumnElement, Connection, func, select

from .errors import TooMany
from .instants import instant, moment
from .people import LONGEST, key_of
from .room import Room
from .schema import attempts

WINDOW = timedelta(minutes=15)
"""How long a failure counts."""
FREE, FREE_HERE = 5, 30
"""Failures after which a name, and an address, has to wait."""
_FIRST = 15
"""Seconds of the first wait; each further failure doubles it."""


class Throttle:
    """The failures of the last quarter of an hour."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def attempt(self, name: str, place: str, at: str, device: str = "") -> None:
        """Counts a sign-in as failed until it has succeeded, so that many at once gain nothing.

        Args:
            name: as it was typed.
            place: the address that it came from; of IPv6 the network of 64 bits counts, which one household or office has.
            at: ISO 8601 instant in UTC.
            device: of a browser that whoever has the name signed in with before: it waits for its own failures alone.

        Raises:
            TooMany: if nobody may try that name, or nobody from that place, for now; then it is not counted.
        """
        key, here = _key(name, device), "" if device else network_of(place)
        with self._room.writing() as connection:
            wait = _wait(connection, attempts.c.key == key, FREE, at)
            if here:
                wait = max(wait, _wait(connection, attempts.c.place == here, FREE_HERE, at))
            if wait > 0:
                raise TooMany(wait)
            # Also what a clock that was ahead has left, which would keep people waiting until it is caught up with.
            connection.execute(attempts.delete().where(~attempts.c.at.between(_before(at), _after(at))))
            connection.execute(attempts.insert().values(key=key, place=here, at=at))

    def succeeded(self, name: str, device: str = "") -> None:
        """Forgets the failures of that name, or of that browser."""
        with self._room.writing() as connection:
            connection.execute(attempts.delete().where(attempts.c.key == _key(name, device)))


def network_of(place: str) -> str:
    """What an address counts as.

    >>> network_of("2001:db8::1:2"), network_of("192.0.2.7")
    ('2001:db8::/64', '192.0.2.7')
    """
    try:
        found = ipaddress.ip_address(place)
    except ValueError:
        return place[:64]
    return str(ipaddress.ip_network((found, 64), strict=False)) if found.version == 6 else str(found)


def _key(name: str, device: str) -> str:
    if device:
        return f"@{hashlib.sha256(device.encode()).hexdigest()[:32]}"
    return key_of(name[: 2 * LONGEST])[:LONGEST]


def _wait(connection: Connection, which: ColumnElement[bool], free: int, at: str) -> int:
    """Seconds still to wait."""
    found = select(func.count(), func.max(attempts.c.at)).where(which, attempts.c.at.between(_before(at), _after(at)))
    number, last = connection.execute(found).one()
    if number < free:
        return 0
    seconds = min(_FIRST * 2 ** min(number - free, 10), int(WINDOW.total_seconds()))
    return max(0, int(min(seconds, seconds - (moment(at) - moment(last)).total_seconds())))


def _before(at: str) -> str:
    return instant(moment(at) - WINDOW)


def _after(at: str) -> str:
    return instant(moment(at) + WINDOW)
