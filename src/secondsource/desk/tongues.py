"""In which language a reader is answered: the one they chose, else the first of those their browser asks for that there is, else English."""

from __future__ import annotations

import re
from contextvars import ContextVar
from urllib.parse import urlencode, urlsplit

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from secondsource.publish.tongue import ENGLISH, LANGUAGES, language, speaking

CHOSEN, SAFE_CHOSEN = "language", "__Host-language"
"""Names of the cookie that remembers the language a reader chose; the second where the desk is reached by HTTPS."""
_NOT_FOR_READERS = re.compile(r"/(?:api|healthz|style\.css)(?:/|$)")
"""Addresses that are answered in English always: programs read them."""
_HERE: ContextVar[str] = ContextVar("here", default="/")


class Tongues:
    """Stands before an application and lets each request be answered in its reader's language.

    Args:
        app: the application.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        held = cookie_parser(headers.get("cookie", ""))
        chosen = held.get(SAFE_CHOSEN) or held.get(CHOSEN, "")
        spoken = chosen if chosen in LANGUAGES else wanted(headers.get("accept-language", ""))
        if _NOT_FOR_READERS.match(scope["path"]):
            spoken = ENGLISH

        async def labelled(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                if answer.get("content-type", "").startswith("text/html"):
                    answer["content-language"] = spoken
                    answer.add_vary_header("Accept-Language, Cookie")
            await send(message)

        query = scope.get("query_string", b"").decode("latin-1")
        here = _HERE.set(f"{scope['path']}?{query}" if query else scope["path"])
        try:
            with speaking(spoken):
                await self.app(scope, receive, labelled if scope["method"] == "GET" else send)
        finally:
            _HERE.reset(here)


def router() -> APIRouter:
    """`/language`."""
    found = APIRouter()

    @found.get("/language")
    def choose(request: Request, to: str = "", back: str = "/") -> Response:
        """Remembers the language and goes back; it changes nothing else, so a link may do it."""
        answer = RedirectResponse(local(back), status_code=303)
        if to in LANGUAGES:
            name = SAFE_CHOSEN if request.url.scheme == "https" else CHOSEN
            answer.set_cookie(name, to, max_age=400 * 86400, httponly=True, samesite="lax")
        return answer

    return found


def ways() -> list[tuple[str, str, str]]:
    """The languages there are: code, name, and the address that changes to it; empty for the one that is spoken."""
    here = _HERE.get()
    return [
        (code, name, "" if code == language() else f"/language?{urlencode({'to': code, 'back': local(here)})}")
        for code, name in LANGUAGES.items()
    ]


def local(address: str) -> str:
    """An address within this desk; anything else is the first page.

    >>> local("/claims/1?as_known_on=2016-06-08"), local("//elsewhere.example"), local("https://elsewhere.example/")
    ('/claims/1?as_known_on=2016-06-08', '/', '/')
    """
    inside = re.fullmatch(r"/(?![/\\])[^\x00-\x20\x7f\\]*", address) is not None
    parts = urlsplit(address) if inside else None
    return address if parts is not None and not parts.scheme and not parts.netloc and len(address) <= 2000 else "/"


def wanted(accepts: str) -> str:
    """The language of an Accept-Language header (RFC 9110, section 12.5.4) that there is and is wanted most; English if none is.

    >>> wanted("ko-KR,ko;q=0.9,en;q=0.8"), wanted("fr,en;q=0.5,ko;q=0.1"), wanted("")
    ('ko', 'en', 'en')
    """
    best, weight = ENGLISH, 0.0
    for part in accepts[:1000].split(","):
        name, _, rest = part.strip().partition(";")
        code = name.strip().lower().partition("-")[0]
        found = re.fullmatch(r"\s*q=(\d(?:\.\d{1,3})?)\s*", rest)
        how_much = float(found[1]) if found else 0.0 if rest else 1.0
        if code in LANGUAGES and how_much > weight:
            best, weight = code, how_much
    return best
