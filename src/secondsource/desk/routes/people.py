"""Accounts, for keepers."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from secondsource.model import Person, Role, SecondsourceError, Sensitive
from secondsource.publish.tongue import say
from secondsource.store.about import set_eyes
from secondsource.store.office.passwords import made_up
from secondsource.store.office.record import Deed, Entry

from ..bench import Bench, Incomplete, now
from ..shelf import Shelf
from ..staff import people_pages
from ..visiting import visitor


def router(shelf: Shelf, bench: Bench) -> APIRouter:
    """`/people`, and the forms on it."""
    found, office = APIRouter(), bench.office

    def page(problem: str = "", given: tuple[str, str] = ("", "")) -> str:
        return people_pages.people_page(shelf.shown(), office, bench.folder, problem=problem, given=given)

    @found.get("/people", response_class=HTMLResponse)
    def people() -> str:
        return page()

    @found.post("/people")
    async def add(request: Request) -> Response:
        fields = await bench.sent(request)
        return await run_in_threadpool(answered, lambda: added(fields))

    @found.post("/people/eyes")
    async def eyes(request: Request) -> Response:
        fields = await bench.sent(request)
        return await run_in_threadpool(answered, lambda: eyes_set(fields))

    @found.post("/people/{id}/{act}")
    async def change(request: Request, id: str, act: str) -> Response:
        fields = await bench.sent(request)
        return await run_in_threadpool(answered, lambda: changed(id, act, fields))

    def answered(work: Callable[[], tuple[str, str] | None]) -> Response:
        try:
            given = work()
        except Incomplete:
            raise
        except SecondsourceError as error:
            return HTMLResponse(page(str(error)), status_code=400)
        return HTMLResponse(page(given=given)) if given else RedirectResponse("/people", status_code=303)

    def added(fields: Mapping[str, str]) -> tuple[str, str] | None:
        _with_account()
        password, role = made_up(), _role(fields)
        made = office.people.add(
            fields.get("name", ""), role, at=now(), password=password, renew=True, sees=_sees(fields)
        )
        wrote(Deed.ACCOUNT, made, {"role": role.value})
        return made.name, password

    def eyes_set(fields: Mapping[str, str]) -> None:
        if fields.get("eyes") == "2":
            _with_account()
        number = {"1": 1, "2": 2}.get(fields.get("eyes", ""))
        if number is None:
            raise Incomplete(say("One or two people look before a decision is in force. Choose one of them."))
        set_eyes(bench.folder / "case.toml", number)
        office.record.add(
            Entry(
                who=visitor().name or "this machine",
                at=now(),
                act=Deed.RIGHTS,
                object="case",
                more={"eyes": str(number)},
            )
        )

    def changed(id: str, act: str, fields: Mapping[str, str]) -> tuple[str, str] | None:
        _with_account()
        person = office.people.of(int(id)) if id.isascii() and id.isdecimal() and len(id) <= 12 else None
        if person is None:
            raise HTTPException(404, say("There is nobody with that number."))
        if act == "rights":
            new = office.people.change(person, _role(fields), _sees(fields))
            wrote(Deed.RIGHTS, new, {"role": new.role.value, "sees": " ".join(sorted(s.value for s in new.sees))})
        elif act == "password":
            password = made_up()
            office.people.set_password(person, password, renew=True)
            wrote(Deed.PASSWORD, person, {})
            return person.name, password
        elif act == "end":
            office.people.end(person, now())
            wrote(Deed.ACCOUNT, person, {"now": "closed"})
        elif act == "reopen":
            office.people.reopen(person)
            wrote(Deed.ACCOUNT, person, {"now": "open"})
        else:
            raise HTTPException(404, say("Nothing of that kind can be done with an account."))
        return None

    def wrote(deed: Deed, person: Person, more: dict[str, str]) -> None:
        office.record.add(Entry(who=visitor().name, at=now(), act=deed, object=person.name, more=more))

    return found


def _with_account() -> None:
    if visitor().person is None:
        raise Incomplete(
            say(
                "The first account is made on this machine: `secondsource people add NAME --role keeper --case DIR`. "
                "Its keeper then makes the others here."
            )
        )


def _role(fields: Mapping[str, str]) -> Role:
    try:
        return Role(fields.get("role", ""))
    except ValueError as error:
        raise Incomplete(say("Choose what they are to the case: reader, analyst, reviewer or keeper.")) from error


def _sees(fields: Mapping[str, str]) -> frozenset[Sensitive]:
    return frozenset(item for item in Sensitive if fields.get(f"sees-{item.value}"))
