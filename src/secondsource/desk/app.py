"""The pages of the desk and their addresses."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from pathlib import Path

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from secondsource.model import BadCorrection, SecondsourceError
from secondsource.publish.page import stylesheet
from secondsource.publish.tongue import say
from secondsource.store import about
from secondsource.store.office import Office, Overtaken
from secondsource.store.office.closings import NotClosed
from secondsource.store.office.notes import NoNote
from secondsource.store.office.proposals import SameEyes
from secondsource.store.office.searches import NoRoomForSearch

from . import pages, tongues
from .api import create_api
from .api.errors import Refused, nothing_here, refusal
from .bench import LONGEST, Bench, Incomplete, NotHere, NotYours, OldPage, TooLong, now
from .door import Door
from .faults import Faults
from .head import Heads
from .meanwhile import Meanwhile
from .needs import permitted
from .refusals import Refusals
from .routes import NOTED, PARTS, STAFF, review, scenario, search
from .scenario.answers import Answers
from .searching import Searching
from .shelf import Shelf
from .visiting import visitor

LOOPBACK = ("localhost", "127.0.0.1", "::1")
_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), clipboard-read=()",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Cache-Control": "no-store",
}


_BY_HTTPS = "max-age=63072000; includeSubDomains"
"""Two years; said only over HTTPS (RFC 6797, section 7.2)."""


def create_app(
    case_dir: Path,
    hosts: tuple[str, ...] | None = LOOPBACK,
    key: bytes | None = None,
    *,
    others: bool | None = None,
) -> FastAPI:
    """The desk of the case in a folder.

    Args:
        case_dir: the case's folder.
        hosts: names under which the desk may be asked for; None for any. The default keeps a page elsewhere on the web, whose name was
            made to point at this machine, from reading the case.
        key: what the tokens of forms are made with, where several processes serve one desk.
        others: whether other machines reach it; if None, they do where any name will do.
    """
    office = Office(Path(case_dir))
    reached = hosts is None if others is None else others
    return desk(Shelf(Path(case_dir), ledger=not reached or office.people.any()), hosts, office, key, others=reached)


def desk(
    shelf: Shelf,
    hosts: tuple[str, ...] | None = LOOPBACK,
    office: Office | None = None,
    key: bytes | None = None,
    *,
    others: bool | None = None,
) -> FastAPI:
    """The desk of whatever case the shelf hands out; `hosts`, `key` and `others` as in `create_app`.

    Where nobody has an account, decisions are taken only where others cannot reach the desk; where somebody has, everybody signs in.
    """
    office = office or Office(shelf.folder)
    bench, refusals = Bench(shelf.folder, office), Refusals(office, now)
    app = FastAPI(
        title="secondsource",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        dependencies=[Depends(permitted(note=refusals))],
    )
    app.state.shelf = shelf
    reached = hosts is None if others is None else others
    app.add_middleware(Door, office=office, now=now, others=reached, team=_has_accounts(shelf.folder), key=key)

    @app.middleware("http")
    async def guarded(request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
        asked, length = request.headers.get("host", ""), request.headers.get("content-length", "")
        if hosts is not None and host_name(asked) not in hosts:
            message = "The desk does not answer to this name."
            response: Response = PlainTextResponse(message, status_code=421)
            if request.url.path.startswith("/api/"):
                response = refusal(Refused(421, "other_name", message, "Ask for it at 127.0.0.1 or localhost."))
        elif length.isdecimal() and int(length) > LONGEST:
            response = _too_long(request)
        else:
            response = await answer(request)
        if response.headers.get("allow") == "GET":
            response.headers["allow"] = "GET, HEAD"
        return _guarded(request, response)

    @app.exception_handler(HTTPException)
    async def missing(request: Request, error: HTTPException) -> Response:
        if request.url.path.startswith("/api/"):  # with a line's end in it, which no mounted address has
            return refusal(nothing_here())
        return HTMLResponse(pages.error_page(str(error.detail)), error.status_code, headers=error.headers)

    @app.exception_handler(TooLong)
    async def too_long(request: Request, _error: TooLong) -> Response:
        return _too_long(request)

    @app.exception_handler(ClientDisconnect)
    async def hung_up(_request: Request, _error: ClientDisconnect) -> Response:
        return Response(status_code=400)  # nobody is there to read it

    @app.exception_handler(RequestValidationError)
    async def misread(_request: Request, _error: RequestValidationError) -> Response:
        return HTMLResponse(
            pages.error_page(say("The address asks for a page by something that is no number.")), status_code=400
        )

    @app.exception_handler(Incomplete)
    @app.exception_handler(BadCorrection)
    async def refused(_request: Request, error: SecondsourceError) -> Response:
        return HTMLResponse(pages.error_page(str(error)), status_code=400)

    @app.exception_handler(OldPage)
    @app.exception_handler(NotHere)
    @app.exception_handler(NotYours)
    async def forbidden(_request: Request, error: SecondsourceError) -> Response:
        return HTMLResponse(pages.error_page(str(error)), status_code=403)

    @app.exception_handler(Overtaken)
    async def changed(_request: Request, error: Overtaken) -> Response:
        return HTMLResponse(pages.error_page(str(error)), status_code=409)

    @app.exception_handler(NoNote)
    @app.exception_handler(SameEyes)
    @app.exception_handler(NotClosed)
    @app.exception_handler(NoRoomForSearch)
    async def not_so(_request: Request, error: SecondsourceError) -> Response:
        return HTMLResponse(pages.error_page(str(error)), status_code=400)

    @app.exception_handler(Meanwhile)
    async def overtaken(_request: Request, error: Meanwhile) -> Response:
        page = pages.error_page(str(error), typed=error.typed, decided=error.decided)
        return HTMLResponse(page, status_code=409 if error.decided else 404)

    @app.exception_handler(SecondsourceError)
    async def unreadable(_request: Request, error: SecondsourceError) -> Response:
        return HTMLResponse(pages.error_page(str(error)), status_code=503)

    for noted in NOTED:
        app.include_router(noted.router(shelf, office))
    for part in PARTS:
        app.include_router(part.router(shelf))
    searching = Searching(shelf)
    app.include_router(search.router(shelf, searching))
    app.state.answers = answers = Answers()
    app.include_router(scenario.router(shelf, answers))
    app.include_router(review.router(shelf, bench))
    app.include_router(tongues.router())
    for staff in STAFF:
        app.include_router(staff.router(shelf, bench))
    app.mount("/api", create_api(shelf, office=office, searching=searching, answers=answers, refusals=refusals))

    @app.get("/style.css")
    def style() -> Response:
        return Response(stylesheet() + pages.own_style(), media_type="text/css")

    @app.get("/healthz")
    def healthz() -> Response:
        try:
            shown = shelf.shown()
        except SecondsourceError as error:
            told = {"error": str(error)} if visitor().acts else {}
            return JSONResponse({"status": "unreadable", **told}, status_code=503)
        if not visitor().acts:
            return JSONResponse({"status": "ok"})
        return JSONResponse({"status": "ok", "reports": len(shown.view.reports), "claims": len(shown.claims)})

    app.add_middleware(tongues.Tongues)
    app.add_middleware(Heads)
    app.add_middleware(Faults, answer=_fault)
    return app


def _fault(request: Request, error: Exception) -> Response:
    """What is answered when the program is at fault: which kind of fault, and nothing that it says."""
    kind = type(error).__name__
    if request.url.path.startswith("/api/"):
        answer = refusal(Refused(500, "fault", f"A fault of the program ({kind}).", "Please report what was asked."))
    else:
        said = say("A fault of the program ({name}). Please report what you asked for.", name=kind)
        answer = HTMLResponse(pages.error_page(said), status_code=500)
    return _guarded(request, answer)


def _guarded(request: Request, response: Response) -> Response:
    """The answer, with what browsers are told of every page."""
    response.headers.update(_HEADERS)
    if request.url.scheme == "https":
        response.headers["Strict-Transport-Security"] = _BY_HTTPS
        for at, (name, value) in enumerate(response.raw_headers):
            if name == b"set-cookie" and b"; secure" not in value.lower():
                response.raw_headers[at] = (name, value + b"; Secure")
    return response


def _has_accounts(folder: Path) -> bool:
    """Whether the case says that people have accounts."""
    path = folder / "case.toml"
    return path.exists() and about.read(path).accounts


def _too_long(request: Request) -> Response:
    """The answer to what is longer than any form of ours; the rest of it is not read, so the connection ends."""
    ends = {"Connection": "close"}
    if request.url.path.startswith("/api/"):
        return refusal(Refused(413, "too_long", str(TooLong()), "The case can only be read here: ask with GET."), ends)
    return HTMLResponse(pages.error_page(str(TooLong())), status_code=413, headers=ends)


def host_name(header: str) -> str:
    """The name in a Host header, without port and brackets.

    >>> host_name("[::1]:8765"), host_name("localhost:8765")
    ('::1', 'localhost')
    """
    found = re.fullmatch(r"\[([^\]]*)\](?::\d+)?|([^:]*)(?::\d+)?", header)
    return (found[1] or found[2] or "").casefold() if found else ""
