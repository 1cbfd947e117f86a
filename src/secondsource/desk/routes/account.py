"""Signing in and out, and one's own account."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from anyio import CapacityLimiter, to_thread
from anyio.lowlevel import RunVar
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from secondsource.model import Person, SecondsourceError
from secondsource.publish.tongue import noted, say
from secondsource.store.office import Office, TooMany, WeakPassword
from secondsource.store.office.people import key_of
from secondsource.store.office.record import Deed, Entry
from secondsource.store.office.sessions import KEY, Kind

from ..bench import Bench, Incomplete, NotHere, OldPage, now
from ..door import before_of, cookie_of, device_of
from ..elsewhere import BadProvider, NotSignedIn
from ..shelf import Shelf
from ..staff import account_pages
from ..tongues import local
from ..visiting import visitor

_AT_ONCE, _WAITING = 2, 40
_TURNS: RunVar[CapacityLimiter] = RunVar("turns")
"""Of the event loop that serves: a limiter belongs to one."""


class WrongPassword(WeakPassword):
    """The old password is another one."""


class TooBusy(SecondsourceError):
    """Very many people sign in just now. Wait a few seconds, then try again."""


_UNBOUND = noted("No account of this case is bound to what the provider calls you. Tell a keeper of the case:")
_FAILED = noted(
    "Nobody with that name and that password has an open account. Try again, or ask a keeper of the case for a new password."
)


def router(shelf: Shelf, bench: Bench) -> APIRouter:
    """`/login`, `/logout`, and `/me`."""
    found, office, provider = APIRouter(), bench.office, bench.elsewhere
    provider_name = provider.settings.name if provider else ""

    @found.get("/login")
    def sign_in(request: Request, back: str = "/") -> Response:
        if visitor().acts:
            return RedirectResponse(local(back), status_code=303)
        return _asked_again(request, account_pages.login_page(local(back), elsewhere=provider_name), 200)

    @found.get("/login/elsewhere")
    def led_away(request: Request, back: str = "/") -> Response:
        # A link and no form: what a form leads to must lie on the desk itself (form-action).
        if provider is None:
            raise HTTPException(404, say("This case names no provider to sign in with."))
        if visitor().acts:
            return RedirectResponse(local(back), status_code=303)
        try:
            answer: Response = RedirectResponse(provider.begin(visitor().before, local(back)), status_code=303)
        except BadProvider as error:
            page = account_pages.login_page(local(back), problem=str(error), elsewhere=provider_name)
            return _asked_again(request, page, 503)
        return _tied(request, answer)

    @found.get("/login/back")
    def come_back(request: Request, state: str = "", code: str = "") -> Response:
        if provider is None:
            raise HTTPException(404, say("This case names no provider to sign in with."))
        if visitor().acts:
            return RedirectResponse("/", status_code=303)
        try:
            subject, back = provider.finish(state[:200], code[:4_000], visitor().before)
        except (NotSignedIn, BadProvider) as error:
            page = account_pages.login_page("/", problem=str(error), elsewhere=provider_name)
            return _asked_again(request, page, 403)
        person = office.people.with_subject(subject)
        if person is None:
            more = {"from": _place(request), "subject": subject.rpartition(" ")[2][:80]}
            office.record.add(Entry(who="", at=now(), act=Deed.REFUSED, more=more))
            page = account_pages.login_page("/", problem=f"{say(_UNBOUND)} {subject}", elsewhere=provider_name)
            return _asked_again(request, page, 403)
        return welcome(office, request, person, back)

    @found.post("/login")
    async def signed_in(request: Request) -> Response:
        try:
            fields = await bench.sent(request)
        except OldPage:
            return RedirectResponse("/login", status_code=303)
        return await _with_digest(_signed_in, office, request, fields, provider_name)

    @found.post("/logout")
    async def sign_out(request: Request) -> Response:
        await bench.sent(request)
        return await run_in_threadpool(_signed_out, office, request)

    @found.get("/me", response_class=HTMLResponse)
    def me() -> str:
        return account_pages.my_page(shelf.shown(), office, now())

    @found.post("/me/password")
    async def new_password(request: Request) -> Response:
        fields = await bench.sent(request)
        return await _with_digest(password_set, request, fields)

    def password_set(request: Request, fields: Mapping[str, str]) -> Response:
        person = _person()
        try:
            _set_password(office, person, request, fields)
        except (WeakPassword, TooMany) as error:
            if isinstance(error, WrongPassword):
                office.record.add(Entry(who=person.name, at=now(), act=Deed.REFUSED, object=person.name))
            page = account_pages.my_page(shelf.shown(), office, now(), problem=str(error))
            return HTMLResponse(page, status_code=400)
        return welcome(office, request, person, "/me", Deed.PASSWORD)

    @found.post("/me/sessions/end")
    async def end(request: Request) -> Response:
        fields = await bench.sent(request)
        return await run_in_threadpool(ended, fields)

    def ended(fields: Mapping[str, str]) -> Response:
        if fields.get("all"):
            office.sessions.end_all(_person())
            return RedirectResponse("/login", status_code=303)
        office.sessions.end_one(_person(), fields.get("session", ""))
        return RedirectResponse("/me", status_code=303)

    @found.post("/me/keys")
    async def key(request: Request) -> Response:
        fields = await bench.sent(request)
        return await run_in_threadpool(key_made, fields)

    def key_made(fields: Mapping[str, str]) -> Response:
        person, label = _person(), fields.get("label", "").strip()
        if not label:
            raise Incomplete(say("Say what the key is for, so that it can be told from others and ended."))
        made = office.sessions.begin(person, now(), label, Kind.KEY)
        office.record.add(Entry(who=person.name, at=now(), act=Deed.KEY, object=person.name, more={"for": label[:80]}))
        return HTMLResponse(account_pages.my_page(shelf.shown(), office, now(), key=made))

    return found


def welcome(office: Office, request: Request, person: Person, back: str, deed: Deed = Deed.SIGNED_IN) -> Response:
    """Begins a session and leads on; what happened is written down."""
    at = now()
    office.sessions.end(request.cookies.get(cookie_of(request), ""))
    token = office.sessions.begin(person, at, request.headers.get("user-agent", "a browser"))
    office.record.add(Entry(who=person.name, at=at, act=deed, object=person.name, more={"from": _place(request)}))
    answer = RedirectResponse(back, status_code=303)
    safe = request.url.scheme == "https"
    answer.set_cookie(cookie_of(request), token, path="/", httponly=True, samesite="lax", secure=safe)
    answer.delete_cookie(before_of(request), secure=safe, httponly=True)
    if _device(office, request, person.name) == "":
        known = office.sessions.begin(person, at, "a browser", Kind.DEVICE)
        answer.set_cookie(
            device_of(request), known, max_age=int(KEY.total_seconds()), httponly=True, samesite="lax", secure=safe
        )
    return answer


def _device(office: Office, request: Request, name: str) -> str:
    """What this browser is known by, if whoever has that name signed in with it before."""
    held = request.cookies.get(device_of(request), "")
    owner = office.sessions.person(held, now(), Kind.DEVICE) if held else None
    return held if owner is not None and key_of(owner.name) == key_of(name[:200]) else ""


def _signed_in(office: Office, request: Request, fields: Mapping[str, str], elsewhere: str) -> Response:
    name, back = fields.get("name", "").strip(), local(fields.get("back", "/"))
    device = _device(office, request, name)
    try:
        office.throttle.attempt(name, _place(request), now(), device)
    except TooMany as error:
        answer = _asked_again(
            request, account_pages.login_page(back, name=name, problem=str(error), elsewhere=elsewhere), 429
        )
        answer.headers["Retry-After"] = str(error.seconds)
        return answer
    person = office.people.check(name, fields.get("password", ""))
    if person is None:
        # What was typed may be a password in the wrong field: only names that are there are written down.
        known = next((p.name for p in office.people.all() if key_of(p.name) == key_of(name)), "")
        office.record.add(Entry(who=known, at=now(), act=Deed.REFUSED, more={"from": _place(request)}))
        return _asked_again(
            request, account_pages.login_page(back, name=name, problem=say(_FAILED), elsewhere=elsewhere), 403
        )
    office.throttle.succeeded(name, device)
    return welcome(office, request, person, back)


def _signed_out(office: Office, request: Request) -> Response:
    somebody = visitor().person
    if somebody is not None:
        office.sessions.end(request.cookies.get(cookie_of(request), ""))
        office.record.add(Entry(who=somebody.name, at=now(), act=Deed.SIGNED_OUT, object=somebody.name))
    answer = RedirectResponse("/login", status_code=303)
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    answer.delete_cookie(cookie_of(request), path="/", secure=request.url.scheme == "https", httponly=True)
    return answer


def _set_password(office: Office, person: Person, request: Request, fields: Mapping[str, str]) -> None:
    # Whoever has the session is known: others who try the name do not make them wait.
    held = request.cookies.get(cookie_of(request), "")
    office.throttle.attempt(person.name, "", now(), held)
    if office.people.check(person.name, fields.get("old", "")) is None:
        raise WrongPassword
    office.throttle.succeeded(person.name, held)
    if fields.get("new", "") != fields.get("again", ""):
        raise WeakPassword(say("The new password was typed in two ways. Type it twice the same."))
    if fields.get("new", "") == fields.get("old", ""):
        raise WeakPassword(say("The new password is the old one. Take another."))
    office.people.set_password(person, fields.get("new", ""))


def _asked_again(request: Request, page: str, status: int) -> Response:
    return _tied(request, HTMLResponse(page, status_code=status))


def _tied(request: Request, answer: Response) -> Response:
    """The answer, with the cookie that ties the sign-in to this browser; the way back from a provider carries it too."""
    safe = request.url.scheme == "https"
    answer.set_cookie(before_of(request), visitor().before, httponly=True, samesite="lax", secure=safe)
    return answer


async def _with_digest(work: Callable[..., Response], *given: object) -> Response:
    """Does work that takes a password's digest: few at once, and those who wait hold no thread that others need.

    Raises:
        TooBusy: if many wait already.
    """
    try:
        turns = _TURNS.get()
    except LookupError:
        turns = CapacityLimiter(_AT_ONCE)
        _TURNS.set(turns)
    if turns.statistics().tasks_waiting >= _WAITING:
        raise TooBusy
    return await to_thread.run_sync(partial(work, *given), limiter=turns)


def _person() -> Person:
    somebody = visitor().person
    if somebody is None:
        raise NotHere(say("Nobody has an account at this desk. `secondsource people add` makes the first."))
    return somebody


def _place(request: Request) -> str:
    return request.client.host if request.client else ""
