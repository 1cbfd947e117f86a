"""What a server's robots.txt allows (RFC 9309), read by Protego and kept for a day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import Lock
from typing import Protocol

from protego import Protego

from secondsource.model import Transfer
from secondsource.store.office.instants import instant, moment
from secondsource.store.watching import Host

from .address import Target, parsed
from .errors import Interrupted, NotFetched, RobotsUnknown
from .guard import Permission

HEARD = 512_000
"""Bytes of a robots.txt that are heard; the standard asks for at least 500 KiB (section 2.5)."""
_HOLDS = timedelta(days=1)
_AGAIN = timedelta(hours=1)
"""Until a robots.txt that could not be had is asked for again."""
_LONGEST = 300.0
"""The longest delay between two questions that is heard, in seconds; who asks for more is given a rest between two goes anyway."""


class Hosts(Protocol):
    """Where it is kept what servers want."""

    def of(self, origin: str) -> Host:
        """What is known of a server."""

    def keep(self, host: Host) -> None:
        """Keeps what is known of it now."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a robots.txt says to one program."""

    text: str
    token: str
    _read: Protego

    def allows(self, target: Target) -> bool:
        """Whether the program may fetch it."""
        return bool(self._read.can_fetch(target.url, self.token))

    @property
    def delay(self) -> float:
        """Seconds between two questions that it asks for (`Crawl-delay`, `Request-rate`); 0 if for none."""
        wanted = float(self._read.crawl_delay(self.token) or 0.0)
        rate = self._read.request_rate(self.token)
        if rate is not None and rate.requests:
            wanted = max(wanted, rate.seconds / rate.requests)
        return min(wanted, _LONGEST) if wanted == wanted and wanted > 0 else 0.0


def rules_of(text: str, token: str) -> Rules:
    r"""The rules in a robots.txt; a file that is none allows everything.

    >>> rules_of("User-agent: *\nDisallow: /private", "me").allows(parsed("https://a.example/private/1"))
    False
    """
    try:
        return Rules(text, token, Protego.parse(text))
    except Exception:
        # A parser of other people's text; what it cannot make out says nothing (section 2.3.1.5).
        return Rules("", token, Protego.parse(""))


class Robots:
    """The rules of every server, asked for once a day.

    Args:
        hosts: where they are kept.
        ask: fetches an address with the limits of robots.txt, redirects followed; raises NotFetched.
        token: the program's name in them.
        clock: the present.
    """

    def __init__(
        self,
        hosts: Hosts,
        ask: Callable[[Target, Permission], Transfer],
        token: str,
        clock: Callable[[], datetime],
    ) -> None:
        self._hosts = hosts
        self._ask = ask
        self._token = token
        self._clock = clock
        self._read: dict[str, Rules] = {}
        self._lock = Lock()

    def of(self, target: Target, permission: Permission) -> Rules:
        """The rules of the target's server.

        Raises:
            RobotsUnknown: if they cannot be had, so that nothing may be asked for (section 2.3.1.4).
        """
        host = self._hosts.of(target.origin)
        now = self._clock()
        if not host.until or moment(host.until) <= now:
            host = self._asked(target, permission, host, now)
            self._hosts.keep(host)
        if _unknown(host.status):
            raise RobotsUnknown(after=max((moment(host.until) - now).total_seconds(), 0.0))
        with self._lock:
            known = self._read.get(target.origin)
            if known is None or known.text != host.robots:
                known = self._read[target.origin] = rules_of(host.robots, self._token)
            return known

    def _asked(self, target: Target, permission: Permission, before: Host, now: datetime) -> Host:
        fresh = replace(before, asked=instant(now), until=instant(now + _HOLDS))
        try:
            answer = self._ask(parsed("/robots.txt", target.url), permission)
        except Interrupted:
            raise
        except NotFetched as error:
            status = error.status or 0
            if 400 <= status < 500 and status != 429:
                return replace(fresh, robots="", status=status)
            # What it said before still holds while it cannot be asked.
            kept = before.status if before.asked and not _unknown(before.status) else status
            wait = timedelta(seconds=min(error.after or 0.0, 86_400.0))
            return replace(fresh, status=kept, until=instant(now + max(_AGAIN, wait)))
        if answer.status >= 400:
            return replace(fresh, robots="", status=answer.status)
        return replace(fresh, robots=_text(answer.body), status=200)


def _text(body: bytes) -> str:
    text = body[:HEARD].decode("utf-8", "replace").replace("\0", " ")
    return "" if text.lstrip("\ufeff \r\n\t").startswith("<") else text


def _unknown(status: int) -> bool:
    return status == 0 or status == 429 or status >= 500
