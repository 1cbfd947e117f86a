"""An address to its answer: checked, in turn, within what the server allows, redirects followed, tried again where that may help."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from secondsource.model import Transfer
from secondsource.model.transfer import Fields
from secondsource.store.office.instants import instant, moment

from .address import Target, parsed
from .client import Answer, Client
from .coding import OFFERED, decoded
from .errors import (
    BadAddress,
    BrokenAnswer,
    NotFetched,
    NotWelcome,
    Refused,
    Resting,
    TooManyRedirects,
    Trouble,
)
from .guard import Permission, Resolver, checked, looked_up
from .manners import Manners, Pace, retry_after
from .robots import HEARD, Hosts, Robots

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})
_THERE_OR_NOT = frozenset({200, 203, 404, 410})
PAGES = "text/html,application/xhtml+xml;q=0.9,application/pdf;q=0.8,text/plain;q=0.8,*/*;q=0.5"
FEEDS = "application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,text/xml;q=0.9,*/*;q=0.5"


class Fetcher:
    """Asks servers for what is watched.

    Args:
        hosts: where it is kept what each server wants.
        manners: how politely and patiently.
        resolve: finds the network addresses of a host.
        trust: which certificates are believed; those of this machine if None.
        clock: the present, for what is written down.
        ticks: seconds on a clock that only goes forward.
        sleep: waits; may raise to end a wait.
    """

    def __init__(
        self,
        hosts: Hosts,
        manners: Manners | None = None,
        *,
        resolve: Resolver = looked_up,
        trust: ssl.SSLContext | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        ticks: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.manners = manners or Manners()
        self.clock = clock
        self._hosts = hosts
        self._resolve = resolve
        self._ticks = ticks
        self._sleep = sleep
        self._client = Client(self.manners, trust)
        self._pace = Pace()
        self._robots = Robots(hosts, self._robots_txt, self.manners.token, clock)

    def fetch(
        self,
        url: str,
        permission: Permission = Permission(),  # noqa: B008 - a frozen value
        *,
        etag: str = "",
        modified: str = "",
        accept: str = PAGES,
        said: Fields = (),
    ) -> Transfer:
        """The answer to an address: what stands there (200), that it has not changed (304), or that there is nothing (404, 410).

        Args:
            url: the address.
            permission: which hosts may lie in a private network.
            etag: the entity tag of what is known already.
            modified: the `Last-Modified` of what is known already.
            accept: the kinds that are asked for.
            said: what led there says of it; it goes into the answer.

        Raises:
            NotFetched: a subclass named after the situation.
        """
        wait = self.manners.backoff
        for attempt in range(1, self.manners.tries + 1):
            try:
                return self._followed(url, permission, _conditions(etag, modified), accept, said)
            except NotFetched as error:
                pause = wait if error.after is None else max(wait, error.after)
                if not error.soon or attempt == self.manners.tries or pause > self.manners.patience:
                    self._left(error, url)
                    raise
                self._sleep(pause)
                wait *= 4
        raise NotFetched

    def _left(self, error: NotFetched, url: str) -> None:
        """Remembers that a server wants to be left alone for longer than is waited for it."""
        if error.after is None or not error.status:
            return
        origin = error.origin or parsed(url).origin
        self._hosts.keep(
            replace(
                self._hosts.of(origin), rest=instant(self.clock() + timedelta(seconds=min(error.after, 7 * 86_400)))
            )
        )

    def _followed(self, url: str, permission: Permission, conditions: Fields, accept: str, said: Fields) -> Transfer:
        target = parsed(url)
        asked, seen = target.url, {target.url}
        for _ in range(self.manners.redirects + 1):
            addresses = checked(target, permission, self._resolve)
            self._may_be_asked(target)
            rules = self._robots.of(target, permission)
            if not rules.allows(target):
                raise NotWelcome
            answer, fields, at = self._asked(target, addresses, accept, conditions, rules.delay)
            if answer.status in _REDIRECTS:
                target = _next(answer, target)
                if target.url in seen:
                    raise TooManyRedirects
                seen.add(target.url)
                # What one server gave to know a page again by is not told to another.
                conditions = conditions if target.origin == parsed(asked).origin else ()
                continue
            known = any(name in ("If-None-Match", "If-Modified-Since") for name, _ in conditions)
            self._judged(answer, target, known=known)
            return _transfer(asked, target, at, answer, fields, said)
        raise TooManyRedirects

    def _may_be_asked(self, target: Target) -> None:
        rest = self._hosts.of(target.origin).rest
        now = self.clock()
        if rest and moment(rest) > now:
            raise Resting(after=(moment(rest) - now).total_seconds())

    def _asked(
        self, target: Target, addresses: tuple[str, ...], accept: str, conditions: Fields, delay: float, cut: int = 0
    ) -> tuple[Answer, Fields, str]:
        delay = max(delay, self.manners.delay)
        self._sleep_for(self._pace.turn(target.origin, self._ticks(), delay))
        fields = (
            ("Host", target.authority),
            ("User-Agent", self.manners.agent),
            ("Accept", accept),
            ("Accept-Encoding", OFFERED),
            *conditions,
            ("Connection", "close"),
        )
        at = instant(self.clock())
        try:
            return self._client.ask(target, addresses, fields, cut=cut), fields, at
        finally:
            self._pace.rested(target.origin, self._ticks(), delay)

    def _sleep_for(self, seconds: float) -> None:
        if seconds > 0:
            self._sleep(seconds)

    def _judged(self, answer: Answer, target: Target, *, known: bool) -> None:
        """Lets pass what says how the page stands. Raises NotFetched for everything else."""
        status = answer.status
        if status in _THERE_OR_NOT or (status == 304 and known):
            return
        if status in _BUSY or status >= 500:
            field = next((v for k, v in answer.fields if k.lower() == "retry-after"), "")
            raise Trouble(
                f"The site is in trouble or too busy (status {status}). It is tried again later.",
                after=retry_after(field, self.clock()) if field else None,
                status=status,
                origin=target.origin,
            )
        if 400 <= status < 500:
            raise Refused(
                f"The site does not give it out (status {status}): a password, a subscription or a rule stands before it. "
                "Save the page by hand and add the file.",
                status=status,
            )
        raise BrokenAnswer(f"The answer makes no sense here (status {status}). It is tried again later.", status=status)

    def _robots_txt(self, target: Target, permission: Permission) -> Transfer:
        start, seen = target.url, {target.url}
        for _ in range(self.manners.redirects + 1):
            addresses = checked(target, permission, self._resolve)
            answer, fields, at = self._asked(target, addresses, "text/plain,*/*;q=0.5", (), 0.0, cut=HEARD)
            if answer.status in _REDIRECTS:
                target = _next(answer, target)
                if target.url in seen:
                    break
                seen.add(target.url)
                continue
            if answer.status not in _THERE_OR_NOT:
                field = next((v for k, v in answer.fields if k.lower() == "retry-after"), "")
                raise Trouble(after=retry_after(field, self.clock()) if field else None, status=answer.status)
            coding = next((v for k, v in answer.fields if k.lower() == "content-encoding"), "")
            body = decoded(answer.body, coding, 8 * HEARD)
            return replace(_transfer(start, target, at, answer, fields, ()), body=body)
        # One that leads nowhere counts as one that is not there (RFC 9309, 2.3.1.2).
        raise Refused(status=404)


def _conditions(etag: str, modified: str) -> Fields:
    out: list[tuple[str, str]] = []
    if etag and etag.isprintable():
        out.append(("If-None-Match", etag))
    if modified and modified.isprintable():
        out.append(("If-Modified-Since", modified))
    return tuple(out)


def _next(answer: Answer, target: Target) -> Target:
    where = next((value for name, value in answer.fields if name.lower() == "location"), "")
    if not where:
        raise BrokenAnswer("The answer leads on but does not say where. It is tried again later.")
    try:
        return parsed(where, target.url)
    except BadAddress as error:
        raise BadAddress("The address leads on to something that is no web address, and was not followed.") from error


def _transfer(asked: str, target: Target, at: str, answer: Answer, fields: Fields, said: Fields) -> Transfer:
    return Transfer(
        asked=asked,
        url=target.url,
        at=at,
        status=answer.status,
        reason=answer.reason,
        request=fields,
        response=answer.fields,
        body=answer.body,
        address=answer.address,
        said=said,
    )
