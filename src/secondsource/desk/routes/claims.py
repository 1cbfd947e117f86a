"""The list of claims, and one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from secondsource.publish.exchange import EXCHANGE, Handed
from secondsource.publish.exports import write_claims, write_rows
from secondsource.publish.rows import claim_row
from secondsource.publish.tongue import say
from secondsource.store.office import Office
from secondsource.store.office.record import Deed, Entry

from .. import pages
from ..asked import wish
from ..bench import now
from ..known_steps import Step, href_of, steps_of
from ..listing import Wish, chosen
from ..shelf import Shelf
from ..staff.panel import keeps, panel
from ..visiting import visitor

FEW = 12
"""Reports of a claim up to which the days of its knowledge are worked out with its page."""
_TAKEN = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/jsonl",
    **{name: EXCHANGE[name].media for name in ("geojson", "xlsx")},
}


def router(shelf: Shelf, office: Office) -> APIRouter:
    """`/`, `/claims/{claim}`, the list to take along, and the script of the slider."""
    found = APIRouter()

    @found.get("/", response_class=HTMLResponse)
    def claims(asked: Annotated[Wish, Depends(wish)], page: int = 1) -> str:
        kept = office.searches.of(visitor().id) if keeps() else ()
        listed = pages.claims_page(shelf.shown(), asked, page, kept)
        if listed is None:
            raise HTTPException(404, say("The list of claims has no such page."))
        return listed

    @found.get("/claims.{format}")
    def taken_along(format: str, asked: Annotated[Wish, Depends(wish)]) -> Response:
        if format not in _TAKEN:
            raise HTTPException(
                404, say("The list of claims is to be had as claims.csv, claims.jsonl, claims.geojson or claims.xlsx.")
            )
        shown, file = shelf.shown(), BytesIO()
        claims = tuple(shown.claims[row.number - 1] for row in chosen(shown.rows, asked))
        if format in EXCHANGE:
            write_claims(Handed(view=replace(shown.view, claims=claims), decisions={}), format, file)
        else:
            write_rows((claim_row(shown.view, claim) for claim in claims), "claims", format, file)
        somebody = visitor().person
        if somebody is not None:
            more = {"what": f"claims.{format}", **{name: value[:200] for name, value in asked.pairs().items()}}
            office.record.add(Entry(who=somebody.name, at=now(), act=Deed.TAKEN, more=more))
        headers = {"Content-Disposition": f'attachment; filename="claims.{format}"'}
        return Response(file.getvalue(), media_type=_TAKEN[format], headers=headers)

    @found.get("/claims/{claim}", response_class=HTMLResponse)
    def claim_page(claim: str, as_known_on: str = "", step: str = "", days: str = "") -> Response:
        shown = shelf.shown()
        asked = shown.view.claim(claim)
        if asked is None:
            raise HTTPException(
                404, say("There is no such claim. It may have changed its name when the case was read anew.")
            )
        if step:
            return RedirectResponse(_at_step(steps_of(shown.known_steps(asked)), claim, step), 303)
        if not as_known_on:
            # Where many reports tell it, and in a large case, the days are traced when somebody asks: that takes longer than the rest of the page.
            at_once = bool(days) or (not shown.state and len(asked.reports) <= FEW)
            work = panel(shown, office, "claims", claim)
            return HTMLResponse(pages.claim_page(shown, asked, work=work, days=at_once))
        then = shelf.known(_day(as_known_on), asked)
        early = then.view.claim(claim)
        if early is None:
            raise HTTPException(404, say("Nothing of this claim had been published by {day}.", day=as_known_on))
        return HTMLResponse(pages.claim_page(then, early, shown, as_known_on))

    @found.get("/desk.js")
    def script() -> Response:
        return Response(pages.own_script(), media_type="text/javascript")

    return found


def _at_step(steps: Sequence[Step], claim: str, asked: str) -> str:
    found = next((step for step in steps if str(step.number) == asked), None)
    if found is None:
        raise HTTPException(404, say("The knowledge of this claim has steps 1 to {n}.", n=len(steps)))
    return href_of(claim, found)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise HTTPException(400, say("That is no day. Write it as 2016-06-08.")) from error
