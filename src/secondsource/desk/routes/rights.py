"""Who may see a report, and showing what is hidden in it."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from secondsource.model import DecisionKind, Marking, Report, Sensitive, mark_values
from secondsource.model.codec import decode
from secondsource.publish.tongue import say
from secondsource.store import Case, documents
from secondsource.store.office import Overtaken
from secondsource.store.office.record import Deed, Entry

from ..bench import Bench, Incomplete, NotYours, now
from ..shelf import Shelf
from ..staff import rights_pages
from ..visiting import visitor


def router(shelf: Shelf, bench: Bench) -> APIRouter:
    """`/reports/{report}/rights`, and the forms on it."""
    found, office = APIRouter(), bench.office

    def known(report: str) -> None:
        if shelf.shown().view.reading(report) is None:
            raise HTTPException(404, say("There is no such report in this case."))

    @found.get("/reports/{report}/rights", response_class=HTMLResponse)
    def rights(report: str) -> str:
        known(report)
        return rights_pages.rights_page(shelf.shown(), office, report)

    @found.post("/reports/{report}/open")
    async def opening(request: Request, report: str) -> Response:
        fields = await bench.sent(request)
        return await run_in_threadpool(opened, report, fields)

    def opened(report: str, fields: Mapping[str, str]) -> Response:
        known(report)
        asked = frozenset(item for item in Sensitive if fields.get(f"show-{item.value}"))
        why = fields.get("why", "").strip()[:2000]
        if not asked:
            raise Incomplete(say("Say what is to be shown: mark one or more."))
        if not asked <= visitor().sees:
            raise NotYours(say("Your account may not see that. Ask a keeper of the case."))
        if not why:
            raise Incomplete(say("Say why. It is written down who opened what hidden material, when and why."))
        who = bench.named(fields)
        with Case.open(bench.folder) as case, case.reading() as connection:
            raw = decode(documents.load_body(connection, report), Report)
        # Written down before anything is shown: what cannot be recorded is not shown.
        what = " ".join(sorted(item.value for item in asked))
        office.record.add(Entry(who=who, at=now(), act=Deed.OPENED, object=report, why=why, more={"what": what}))
        shown = shelf.shown()
        reading = shown.view.reading(report)
        assert reading is not None
        return HTMLResponse(rights_pages.opened_page(shown, raw, reading.report.text, asked))

    @found.post("/reports/{report}/mark")
    async def marking(request: Request, report: str) -> Response:
        fields = await bench.sent(request)
        return await run_in_threadpool(marked, report, fields)

    def marked(report: str, fields: Mapping[str, str]) -> Response:
        known(report)
        if not fields.get("tlp"):
            raise Incomplete(say("Choose a marking."))
        meant = Marking.parse(fields["tlp"][:40])
        target = shelf.shown().view.id if fields.get("whole") else report
        bench.decide(DecisionKind.MARK, target, fields, mark_values(meant))
        return RedirectResponse(f"/reports/{quote(report, safe='')}/rights", status_code=303)

    @found.post("/reports/{report}/{act}")
    async def changing(request: Request, report: str, act: str) -> Response:
        fields = await bench.sent(request)
        return await run_in_threadpool(changed, report, act, fields)

    def changed(report: str, act: str, fields: Mapping[str, str]) -> Response:
        known(report)
        somebody, why = visitor(), fields.get("why", "").strip()[:2000]
        if somebody.person is None:
            raise Incomplete(say("Nobody has an account, so there is nobody to close it to. Make accounts first."))
        more: dict[str, str] = {}
        if act == "close":
            if not why:
                raise Incomplete(say("Say why. Those who are not admitted are told nothing; the record is."))
            if not office.closings.close(report, somebody.person, now(), why):
                raise Overtaken(say("Somebody else has closed it since the page was made."))
            deed = Deed.CLOSED
        elif act == "reopen":
            if not office.closings.open(report):
                raise Overtaken(say("Somebody else has opened it since the page was made."))
            deed, more = Deed.ADMITTED, {"who": "everybody"}
        elif act == "admit":
            people = [p for p in office.people.all() if fields.get(f"admit-{p.id}") or p == somebody.person]
            office.closings.admit(report, frozenset(p.id for p in people))
            deed, more = Deed.ADMITTED, {"who": ", ".join(p.name for p in people)}
        else:
            raise HTTPException(404, say("Nothing of that kind can be done with a report."))
        office.record.add(Entry(who=somebody.name, at=now(), act=deed, object=report, why=why, more=more))
        return RedirectResponse(f"/reports/{quote(report, safe='')}/rights", status_code=303)

    return found
