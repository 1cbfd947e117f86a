"""The work on the case: who has what, notes, kept searches, and decisions that wait for a second pair of eyes."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from secondsource.model import Act
from secondsource.publish.tongue import noted, say
from secondsource.store.office.notes import named_in
from secondsource.store.office.proposals import Fate
from secondsource.store.office.record import Deed, Entry
from secondsource.store.office.work import Stage, Work, tags_of

from ..asked import pairs_of
from ..bench import Bench, Incomplete, now
from ..door import WHO
from ..shelf import Shelf
from ..staff import visible, work_pages
from ..visiting import visitor

_ACCOUNTS = noted(
    "A second pair of eyes needs accounts: without them anybody can type two names. `secondsource people add` makes them."
)
_ON = {"claims": "claim", "reports": "report"}


def router(shelf: Shelf, bench: Bench) -> APIRouter:
    """`/work`, and the forms that pages of claims and reports carry."""
    found, office = APIRouter(), bench.office

    def there(kind: str, id: str) -> str:
        """Where the thing is; 404 if there is none."""
        view = shelf.shown().view
        if kind not in _ON or (view.claim(id) if kind == "claims" else view.reading(id)) is None:
            raise HTTPException(
                404, say("There is no such claim or report. It may have changed its name when the case was read anew.")
            )
        return f"/{kind}/{quote(id, safe='')}#work"

    @found.get("/work", response_class=HTMLResponse)
    def work() -> str:
        return work_pages.work_page(shelf.shown(), office, bench)

    @found.post("/notes/seen")
    async def seen(request: Request) -> Response:
        await bench.sent(request)
        await run_in_threadpool(office.notes.seen, visitor().id)
        return RedirectResponse("/work", status_code=303)

    @found.post("/works/{kind}/{id}")
    async def set_work(request: Request, kind: str, id: str) -> Response:
        fields = await bench.sent(request)
        return await run_in_threadpool(work_set, kind, id, fields)

    def work_set(kind: str, id: str, fields: Mapping[str, str]) -> Response:
        address = there(kind, id)
        person, turn = fields.get("person", "0"), fields.get("turn", "")
        known = {str(p.id) for p in office.people.all() if not p.ended}
        if fields.get("status", "") not in set(Stage) or not turn.isdecimal() or len(turn) > 9:
            raise Incomplete(say("The form is not whole. Load the page again."))
        if person != "0" and person not in known:
            raise Incomplete(say("There is nobody with an open account by that number. Load the page again."))
        office.works.set(
            Work(
                object=id,
                status=Stage(fields.get("status", "")),
                person=int(person),
                tags=tags_of(fields.get("tags", "")),
                turn=int(turn),
                at=now(),
            )
        )
        return RedirectResponse(address, status_code=303)

    @found.post("/notes/{kind}/{id}")
    async def note(request: Request, kind: str, id: str) -> Response:
        fields = await bench.sent(request)
        return await run_in_threadpool(noted, kind, id, fields)

    def noted(kind: str, id: str, fields: Mapping[str, str]) -> Response:
        if kind == "strike":
            return struck(id, fields)
        address, text = there(kind, id), fields.get("text", "").strip()
        if not text:
            raise Incomplete(say("The note is empty. Write something, or leave it."))
        who = bench.named(fields)
        names = named_in(text, [p for p in office.people.all() if not p.ended])
        office.notes.add(id, visitor().id, who, now(), text, names)
        return _remembering(RedirectResponse(address, status_code=303), who)

    def struck(id: str, fields: Mapping[str, str]) -> Response:
        target = office.notes.strike(numbered(id), visitor().id, bench.named(fields), now())
        kind = "claims" if shelf.shown().view.claim(target) else "reports"
        return RedirectResponse(f"/{kind}/{quote(target, safe='')}#work", status_code=303)

    @found.post("/searches")
    async def keep(request: Request) -> Response:
        fields = await bench.sent(request)
        return await run_in_threadpool(kept, fields)

    def kept(fields: Mapping[str, str]) -> Response:
        name, shared = fields.get("name", "").strip(), bool(fields.get("shared"))
        if not name:
            raise Incomplete(say("Give the search a name."))
        pairs = pairs_of(fields.get("query", ""))
        if not pairs:
            raise Incomplete(say("The search asks for nothing. Ask for something first, then keep it."))
        office.searches.keep(visitor().id, name, urlencode(pairs), shared=shared and visitor().may(Act.NOTE))
        return RedirectResponse(f"/?{urlencode(pairs)}", status_code=303)

    @found.post("/searches/{id}/forget")
    async def forget(request: Request, id: str) -> Response:
        await bench.sent(request)
        await run_in_threadpool(office.searches.forget, visitor().id, numbered(id))
        return RedirectResponse("/work#searches", status_code=303)

    @found.post("/proposals/{id}/{act}")
    async def settle(request: Request, id: str, act: str) -> Response:
        fields = await bench.sent(request)
        return await run_in_threadpool(settled, id, act, fields)

    def settled(id: str, act: str, fields: Mapping[str, str]) -> Response:
        proposal, shown = office.proposals.of(numbered(id)), shelf.shown()
        known = proposal is not None and visible.may_know(shown, proposal.decision)
        if proposal is None or not known or act not in ("second", "refuse", "withdraw"):
            raise HTTPException(404, say("There is no such proposal."))
        if visitor().person is None and act != "withdraw":
            raise Incomplete(say(_ACCOUNTS))
        who, why = bench.named(fields), fields.get("why", "").strip()[:2000]
        if act == "refuse" and not why:
            raise Incomplete(say("Say why it is refused. Whoever proposed it must be able to judge it."))
        if act == "second":
            bench.second(proposal, fields)
        else:
            fate = Fate.REFUSED if act == "refuse" else Fate.WITHDRAWN
            office.proposals.settle(proposal, fate, who, now(), why)
        more = {"kind": proposal.decision.kind.value, "proposed by": proposal.decision.who, "fate": act}
        entry = Entry(who=who, at=now(), act=Deed.DECIDED, object=proposal.decision.object, why=why, more=more)
        office.record.add(entry)
        return _remembering(RedirectResponse("/work#proposals", status_code=303), who)

    return found


def numbered(id: str) -> int:
    """The number that an address names; 404 if it can be none."""
    if not id.isascii() or not id.isdecimal() or len(id) > 12:
        raise HTTPException(404, say("There is nothing of that number."))
    return int(id)


def _remembering(answer: Response, who: str) -> Response:
    """The next page; who wrote is remembered on this machine where nobody has an account."""
    if visitor().person is None:
        answer.set_cookie(WHO, quote(who), max_age=90 * 86400, httponly=True, samesite="strict")
    return answer
