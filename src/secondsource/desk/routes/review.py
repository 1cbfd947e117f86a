"""The review: what waits, and the decisions made on it. Every decision is a form of our own, answered by the next page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from urllib.parse import quote, unquote

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from secondsource.model import (
    PLACES,
    REPORT_FIELDS,
    Claim,
    DecisionKind,
    Mention,
    Statement,
    located,
    mention_with,
    open_text,
    report_with,
    statement_with,
)
from secondsource.publish.tongue import noted, say
from secondsource.store.watching import Watching

from .. import claim_decide, review_pages, today
from ..alerting.page import unseen
from ..bench import Bench, Incomplete, now
from ..door import WHO
from ..meanwhile import meanwhile
from ..shelf import Shelf, Shown
from ..staff import visible
from ..staff.panel import keeps
from ..visiting import visitor

NO_CLAIM = noted("There is no such claim. It may have changed its name when the case was read anew.")
_STATEMENT = ("speaker", "content", "chain", "basis", "anonymity", "factuality")
_EVENT = ("type", "trigger", "when", "place", "country", "number")


def router(shelf: Shelf, bench: Bench) -> APIRouter:
    """`/review`, `/decisions` and the forms on them. What waits for the case's lock waits in a thread: the desk answers others meanwhile."""
    found, watching = APIRouter(), Watching(bench.folder)

    @found.get("/review", response_class=HTMLResponse)
    def review(request: Request, at: str = "") -> str:
        return review_pages.review_page(
            shelf.shown(),
            at,
            bench.token,
            unquote(request.cookies.get(WHO, "")),
            open_here=bench.open_here,
            proposed=len(visible.proposals(shelf.shown(), bench.office)) if keeps() else 0,
        )

    @found.get("/today", response_class=HTMLResponse)
    def what_is_new() -> str:
        somebody, office, shown = visitor(), bench.office, shelf.shown()
        looks = keeps()
        return today.today_page(
            shown,
            office.looks.last(somebody.id) if looks else None,
            bench.token,
            date.fromisoformat(now()[:10]),
            looks=looks,
            mine=sum(not seen for _, seen in visible.naming(shown, office)),
            proposed=len(visible.proposals(shown, office)) if looks else 0,
            alerts=unseen(shown, watching, office),
        )

    @found.post("/today/looked")
    async def has_looked(request: Request) -> Response:
        await bench.sent(request)
        return await run_in_threadpool(looked)

    def looked() -> Response:
        bench.office.looks.looked(visitor().id, today.look(shelf.shown(), now()))
        return RedirectResponse("/today", status_code=303)

    @found.get("/claims/{claim}/decide", response_class=HTMLResponse)
    def about_claim(request: Request, claim: str) -> str:
        shown = shelf.shown()
        who = unquote(request.cookies.get(WHO, ""))
        return claim_decide.decide_page(shown, _claim(shown, claim), bench.token, who, open_here=bench.open_here)

    @found.post("/claims/{claim}/decide/{act}")
    async def decide_claim(request: Request, claim: str, act: str) -> Response:
        fields = await bench.sent(request)
        return await run_in_threadpool(claim_decided, claim, act, fields)

    def claim_decided(claim: str, act: str, fields: Mapping[str, str]) -> Response:
        shown = shelf.shown()
        target = shown.view.claim(claim)
        if target is None:
            raise meanwhile(shown, (claim,), fields, say(NO_CLAIM))
        kind, about, values = _of_claim(shown, target, act, fields)
        bench.decide(kind, about, fields, values)
        left = shelf.shown().view.claim_of(target.mentions[0]) or target.id
        return _to(f"/claims/{quote(left, safe='')}/decide", fields)

    @found.get("/decisions", response_class=HTMLResponse)
    def decisions(request: Request) -> str:
        return review_pages.decisions_page(
            shelf.shown(), bench.token, unquote(request.cookies.get(WHO, "")), open_here=bench.open_here
        )

    @found.post("/review/{item}/{act}")
    async def decide(request: Request, item: str, act: str) -> Response:
        fields = await bench.sent(request)
        return await run_in_threadpool(decided, item, act, fields)

    def decided(item: str, act: str, fields: Mapping[str, str]) -> Response:
        shown = shelf.shown()
        target = shown.view.statement(item) or shown.view.mention(item)
        if act not in ("accept", "reject", "correct"):
            raise HTTPException(404, say("Nothing of that kind can be decided on a statement or an event."))
        if target is None:
            gone = (item, fields["of"]) if fields.get("of") else (item,)
            raise meanwhile(shown, gone, fields, say("There is no such statement or event any more."))
        values: Mapping[str, str] = _changed(shown, target, fields) if act == "correct" else {}
        if act == "correct" and not values:
            raise Incomplete(say("Nothing was changed. Change a field, or accept what was read."))
        bench.decide(DecisionKind(act), target.id, fields, values, reason_needed=act != "accept")
        stays = isinstance(target, Mention) or act == "correct"
        statement = (target.statement or "") if isinstance(target, Mention) else target.id
        return _to(f"/review?at={quote(statement, safe='')}" if stays else "/review", fields)

    @found.post("/reports/{report}/correct")
    async def correct_report(request: Request, report: str) -> Response:
        fields = await bench.sent(request)
        return await run_in_threadpool(report_corrected, report, fields)

    def report_corrected(report: str, fields: Mapping[str, str]) -> Response:
        shown = shelf.shown()
        target = shown.view.report(report)
        if target is None:
            raise HTTPException(404, say("There is no such report in this case."))
        values = _typed(REPORT_FIELDS, fields)
        if not values:
            raise Incomplete(say("Nothing was changed. Change a field, or leave the report as it is."))
        report_with(target, values)
        bench.decide(DecisionKind.CORRECT, target.id, fields, values)
        return _to(f"/reports/{quote(target.id, safe='')}", fields)

    @found.post("/decisions/{hash}/undo")
    async def undo(request: Request, hash: str) -> Response:
        fields = await bench.sent(request)
        return await run_in_threadpool(undone, hash, fields)

    def undone(hash: str, fields: Mapping[str, str]) -> Response:
        if hash not in {entry.hash for entry in shelf.shown().view.ledger}:
            raise HTTPException(404, say("There is no such decision."))
        bench.decide(
            DecisionKind.UNDO, hash, {"why": "taken back on the desk", **{k: v for k, v in fields.items() if v}}, {}
        )
        return _to(fields.get("back") if fields.get("back") in ("/review", "/decisions") else "/decisions", fields)

    return found


def _claim(shown: Shown, identifier: str) -> Claim:
    found = shown.view.claim(identifier)
    if found is None:
        raise HTTPException(404, say(NO_CLAIM))
    return found


def _of_claim(
    shown: Shown, claim: Claim, act: str, fields: Mapping[str, str]
) -> tuple[DecisionKind, str, dict[str, str]]:
    """The kind of the decision that a form asks for, what it is about, and what it sets. Raises Incomplete if it asks for nothing."""
    if act == "split":
        away = [m for m in claim.mentions if fields.get(f"m-{m}")]
        if not away or len(away) == len(claim.mentions):
            raise Incomplete(say("Mark some of the places, not all: those that tell of another event."))
        return DecisionKind.SPLIT, claim.id, {"mentions": " ".join(away)}
    if act == "merge":
        return DecisionKind.MERGE, claim.id, {"with": _claim(shown, fields.get("with", "")).id}
    if act == "relay" and fields.get("do") in ("accept", "reject"):
        keys = {f"{relay.taker}>{relay.giver}" for relay in claim_decide.relays_of(shown, claim)}
        if fields.get("relay") not in keys:
            raise Incomplete(say("There is no such relay any more. Load the page again."))
        return DecisionKind(fields["do"]), fields["relay"], {}
    grade = fields.get("letter", "") + fields.get("digit", "")
    if act == "grade" and len(grade) == 2 and grade[0] in "ABCDEF" and grade[1] in "123456":
        return DecisionKind.OVERRIDE, claim.id, {"grade": grade}
    raise HTTPException(404, say("Nothing of that kind can be decided on a claim."))


def _to(address: str | None, fields: Mapping[str, str]) -> Response:
    """The next page; who decided is remembered on this machine."""
    answer = RedirectResponse(address or "/review", status_code=303)
    answer.set_cookie(
        WHO, quote(fields.get("who", "").strip()[:200]), max_age=90 * 86400, httponly=True, samesite="strict"
    )
    return answer


def _typed(names: Iterable[str], fields: Mapping[str, str]) -> dict[str, str]:
    """What somebody typed into these fields that is not what stood there."""
    given = {name: fields[name].strip() for name in names if name in fields}
    return {name: value for name, value in given.items() if value != fields.get(f"was-{name}", "\0").strip()}


def _changed(shown: Shown, target: Statement | Mention, fields: Mapping[str, str]) -> dict[str, str]:
    """The fields of the form that say something else than what stands there. Raises BadCorrection if one of them does not fit."""
    report = shown.view.report(target.report)
    text = open_text(report) if report else ""
    near = target.trigger if isinstance(target, Mention) else target.hull
    out = _typed(_EVENT if isinstance(target, Mention) else _STATEMENT, fields)
    out = {name: located(value, text, near) if name in PLACES else value for name, value in out.items()}
    if "type" in out and out["type"] not in shown.pack.event_types:
        raise Incomplete(say("There is no such event type."))
    if isinstance(target, Mention):
        mention_with(target, out, text)
    else:
        statement_with(target, out, text)
    return out
