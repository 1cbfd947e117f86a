"""Who is let in: finds out, for every request, who asks, before anything of the case is read.

A session lies in a cookie that scripts and other sites cannot read (OWASP, session management); a program shows its key as a bearer token
(RFC 6750). A form carries a token made from the session, so that a page elsewhere on the web can do nothing in somebody's name.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import b64decode
from collections.abc import Callable
from urllib.parse import quote, unquote

from fastapi.responses import PlainTextResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from secondsource.model import Person, SecondsourceError, Sensitive
from secondsource.store.office import Office
from secondsource.store.office.sessions import Kind

from .api.errors import Refused, of_error, refusal
from .needs import OPEN
from .visiting import LOOKING_ON, OWNER, Visitor, visited_by

COOKIE, SAFE_COOKIE = "session", "__Host-session"
"""Names of the cookie that holds a session; the second where the desk is reached by HTTPS."""
BEFORE, SAFE_BEFORE = "before", "__Host-before"
"""Names of the cookie that ties a sign-in to the page that it was typed into."""
DEVICE, SAFE_DEVICE = "device", "__Host-device"
"""Names of the cookie by which a browser is known that somebody signed in with, likewise."""
WHO = "who"
"""Name of the cookie that remembers who decides, where nobody has an account."""
FEED = "/alerts.atom"
"""The address that feed readers ask for, which have no cookies: it takes a program's key as they send one."""
_RENEWING = frozenset({"/me", "/me/password", "/logout", "/style.css", "/desk.js", "/healthz", "/language"})
"""Addresses for who must change their password first."""


class Door:
    """Stands before the pages.

    Args:
        app: what is behind the door.
        office: the accounts.
        now: tells the time, ISO 8601 in UTC.
        others: whether others can reach a desk without accounts; they only look on then.
        team: whether the case says that people have accounts, whatever there is of them.
        key: what the tokens of forms are made with, where several processes serve one desk; one of its own if None.
    """

    def __init__(
        self,
        app: ASGIApp,
        office: Office,
        now: Callable[[], str],
        *,
        others: bool,
        team: bool = False,
        key: bytes | None = None,
    ) -> None:
        self.app, self.office, self.now, self.others = app, office, now, others
        self._key = key or secrets.token_bytes(32)
        self._team = team

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets one request in, or sends it to sign in."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        try:
            found = await run_in_threadpool(self.who, request)
        except SecondsourceError as error:
            await refusal(of_error(error, 503))(scope, receive, send)
            return
        path = scope["path"]
        with visited_by(found):
            if not found.acts and path not in OPEN:
                await _sign_in(request)(scope, receive, send)
            elif found.renew and path not in _RENEWING:
                await _renew(request)(scope, receive, send)
            else:
                await self.app(scope, receive, send)

    def who(self, request: Request) -> Visitor:
        """Whoever asks; without acts if they must sign in first."""
        cookies = request.cookies
        # Once there were accounts, a lost office.db opens the desk to nobody.
        self._team = self._team or self.office.people.any()
        if not self._team:
            acts = LOOKING_ON if self.others else OWNER
            return Visitor(
                acts=acts,
                sees=frozenset() if self.others else frozenset(Sensitive),
                closed=self.office.closings.closed_to(0) if self.others else frozenset(),
                token=self._token("here"),
                typed=unquote(cookies.get(WHO, ""))[:200],
            )
        person, held = self._person(request)
        if person is None:
            before = cookies.get(before_of(request), "") or secrets.token_urlsafe(16)
            return Visitor(token=self._token(f"before {before}"), before=before)
        return Visitor(
            person=person,
            acts=person.role.acts,
            sees=person.sees,
            closed=self.office.closings.closed_to(person.id),
            token=self._token(held),
            renew=self.office.people.must_renew(person.id),
        )

    def _person(self, request: Request) -> tuple[Person | None, str]:
        if held := _key(request):
            return self.office.sessions.person(held, self.now(), Kind.KEY), held
        held = request.cookies.get(cookie_of(request), "")
        return (self.office.sessions.person(held, self.now()) if held else None), held

    def _token(self, of: str) -> str:
        return hmac.new(self._key, of.encode("utf-8", "surrogateescape"), hashlib.sha256).hexdigest()


def cookie_of(request: Request) -> str:
    """The name of the session's cookie: one that only HTTPS may carry where the desk is reached by it (RFC 6265bis, cookie prefixes)."""
    return SAFE_COOKIE if request.url.scheme == "https" else COOKIE


def before_of(request: Request) -> str:
    """The name of the cookie that ties a sign-in to its page, likewise."""
    return SAFE_BEFORE if request.url.scheme == "https" else BEFORE


def device_of(request: Request) -> str:
    """The name of the cookie by which a browser is known, likewise."""
    return SAFE_DEVICE if request.url.scheme == "https" else DEVICE


def in_api(path: str) -> bool:
    """Whether an address is one of programs."""
    return path == "/api" or path.startswith("/api/")


def _key(request: Request) -> str:
    """The key that a program shows: as a bearer token, or to the feed also as the password of RFC 7617, for its readers know nothing else."""
    kind, _, said = request.headers.get("authorization", "").partition(" ")
    path = request.scope["path"]
    if kind.casefold() == "bearer" and (in_api(path) or path == FEED):
        return said.strip()
    if kind.casefold() == "basic" and path == FEED:
        try:
            return b64decode(said.strip(), validate=True).decode().partition(":")[2]
        except ValueError:
            return ""
    return ""


def _sign_in(request: Request) -> Response:
    if request.scope["path"] == FEED and request.method in ("GET", "HEAD"):
        asks = {"WWW-Authenticate": 'Basic realm="secondsource", charset="UTF-8"'}
        return PlainTextResponse("Sign in with any name, and a key from the page /me as the password.", 401, asks)
    if in_api(request.scope["path"]):
        told = Refused(401, "sign_in", "This desk asks who you are.", "Send a key from the page /me as a bearer token.")
        return refusal(told, {"WWW-Authenticate": 'Bearer realm="secondsource"'})
    query = request.scope["query_string"].decode("latin-1")
    asked = request.scope["path"] + (f"?{query}" if query else "")
    back = f"?back={quote(asked, safe='')}" if request.method in ("GET", "HEAD") and asked != "/" else ""
    return RedirectResponse(f"/login{back}", status_code=303)


def _renew(request: Request) -> Response:
    if in_api(request.scope["path"]):
        return refusal(Refused(403, "new_password", "A new password must be chosen first.", "Open /me in the browser."))
    return RedirectResponse("/me", status_code=303)
