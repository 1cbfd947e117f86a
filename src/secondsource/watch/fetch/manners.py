"""How politely and how patiently is fetched, and how long an answer says that it holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import Lock

from secondsource import __version__
from secondsource.model import Transfer

_AGE = re.compile(r"(?:^|,)\s*max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)
_FOREVER = 366 * 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """Limits of time in seconds, of size in bytes.

    Args:
        agent: what is sent as `User-Agent`; its first word is looked for in robots.txt.
        delay: seconds between two questions to one server, if its robots.txt asks for no more.
        at_once: servers that are asked at the same time; of one server only one thing at a time.
        connect: until a connection stands.
        quiet: without a single byte.
        whole: for one answer as a whole, however it drips.
        largest: an answer as it comes over the net.
        unpacked: an answer with its packing taken off.
        redirects: steps that are followed.
        tries: how often something is asked for before it is left for later.
        backoff: seconds before the second try; each further one waits four times as long.
        patience: the longest that is waited for one server within one go; what asks for more is left for later.
        most: pages that are fetched in one go.
    """

    agent: str = f"secondsource/{__version__}"
    delay: float = 2.0
    at_once: int = 4
    connect: float = 10.0
    quiet: float = 20.0
    whole: float = 90.0
    largest: int = 20_000_000
    unpacked: int = 50_000_000
    redirects: int = 5
    tries: int = 3
    backoff: float = 2.0
    patience: float = 60.0
    most: int = 1_000

    @property
    def token(self) -> str:
        """The product token of the agent (RFC 9309, 2.2.1)."""
        return re.split(r"[/\s]", self.agent, maxsplit=1)[0]


class Pace:
    """When each server may be asked next, on a clock that only goes forward."""

    def __init__(self) -> None:
        self._next: dict[str, float] = {}
        self._lock = Lock()

    def turn(self, origin: str, now: float, delay: float) -> float:
        """Seconds to wait until it is one's turn with that server; the turn is taken."""
        with self._lock:
            at = max(now, self._next.get(origin, 0.0))
            self._next[origin] = at + delay
            return at - now

    def rested(self, origin: str, now: float, delay: float) -> None:
        """An answer has just ended: the server's rest counts from here."""
        with self._lock:
            self._next[origin] = max(self._next.get(origin, 0.0), now + delay)


def fresh_for(answer: Transfer) -> float:
    """Seconds for which an answer says that it holds (RFC 9111, 4.2.1): `max-age`, else `Expires`; 0 if it says nothing."""
    control = ",".join(value for name, value in answer.response if name.lower() == "cache-control")
    if found := _AGE.search(control):
        return float(min(int(found[1]), _FOREVER))
    until, at = _moment(answer.header("expires")), _moment(answer.header("date"))
    if control or until is None or at is None:
        return 0.0
    return min(max((until - at).total_seconds(), 0.0), _FOREVER)


def retry_after(value: str, now: datetime) -> float | None:
    """Seconds that the field `Retry-After` asks for (RFC 9110, 10.2.3), as a number or as a day; None if it says neither.

    >>> retry_after("120", datetime(2026, 3, 1, tzinfo=UTC)), retry_after("soon", datetime(2026, 3, 1, tzinfo=UTC))
    (120.0, None)
    """
    value = value.strip()
    if value.isascii() and value.isdigit() and len(value) < 10:
        return float(min(int(value), _FOREVER))
    until = _moment(value)
    return min(max((until - now).total_seconds(), 0.0), _FOREVER) if until is not None else None


def _moment(value: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
