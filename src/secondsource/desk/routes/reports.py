"""The list of reports, one of them, and what was set aside."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from secondsource.publish.tongue import say

from .. import pages
from ..listing import LONGEST
from ..shelf import Shelf


def router(shelf: Shelf) -> APIRouter:
    """`/reports`, `/reports/{report}` and `/set-aside`."""
    found = APIRouter()

    @found.get("/reports/{report}", response_class=HTMLResponse)
    def report_page(report: str, words: str = "") -> str:
        shown = shelf.shown()
        asked = shown.view.reading(report)
        if asked is None:
            raise HTTPException(404, say("There is no such report in this case."))
        return pages.report_page(shown, asked, words)

    @found.get("/reports", response_class=HTMLResponse)
    def reports(q: str = "", page: int = 1) -> str:
        listed = pages.reports_page(shelf.shown(), q.strip()[:LONGEST], page)
        if listed is None:
            raise HTTPException(404, say("The list of reports has no such page."))
        return listed

    @found.get("/set-aside", response_class=HTMLResponse)
    def set_aside() -> str:
        return pages.aside_page(shelf.shown())

    return found
