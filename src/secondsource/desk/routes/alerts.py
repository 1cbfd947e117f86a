"""What was told of the case, as a page and as a feed."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from secondsource.publish.tongue import say
from secondsource.store.watching import Watching
from secondsource.watch.alerts.feed import MEDIA, feed

from ..alerting import page as alerts_page
from ..alerting import visible
from ..bench import Bench, Incomplete, now
from ..shelf import Shelf
from ..visiting import visitor

IN_FEED = 200
"""Alerts in the feed."""


def router(shelf: Shelf, bench: Bench) -> APIRouter:
    """`/alerts`, and `/alerts.atom`."""
    found, watching = APIRouter(), Watching(bench.folder)

    @found.get("/alerts", response_class=HTMLResponse)
    def alerts(page: int = 1, all: bool = False) -> str:
        made = alerts_page.alerts_page(shelf.shown(), watching, bench.office, page, every=all)
        if made is None:
            raise HTTPException(404, say("The list has no such page."))
        return made

    @found.get("/alerts.atom")
    def as_feed(request: Request) -> Response:
        shown = shelf.shown()
        told = visible.listed(shown, watching, bench.office)[:IN_FEED]
        made = feed(
            visible.entries(shown, told),
            case=shown.view.id,
            title=shown.view.title,
            address=str(request.base_url).rstrip("/"),
        )
        return Response(made, media_type=f"{MEDIA}; charset=utf-8")

    @found.post("/alerts/seen")
    async def seen(request: Request) -> Response:
        fields = await bench.sent(request)
        return await run_in_threadpool(noted, fields)

    def noted(fields: Mapping[str, str]) -> Response:
        upto = fields.get("upto", "")
        if not upto.isascii() or not upto.isdecimal() or len(upto) > 12:
            raise Incomplete(say("The form is not whole. Load the page again."))
        watching.alerts.see(visitor().id, min(int(upto), watching.alerts.latest()), now())
        return RedirectResponse("/alerts", status_code=303)

    return found
