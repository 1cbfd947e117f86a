"""The list of reports, one of them, what changed between two, and what was set aside."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from secondsource.publish.tongue import noted, say
from secondsource.store.office import Office

from .. import pages, report_pages, version_pages
from ..listing import LONGEST
from ..shelf import Shelf
from ..staff.panel import panel
from ..version_pages import editions

_NO_REPORT = noted("There is no such report in this case.")
_NO_OTHER = noted("There is no such report to compare it with.")
_ONE = noted("There is one version of this report. Name another report to compare it with, as `changes?to=`.")


def router(shelf: Shelf, office: Office) -> APIRouter:
    """`/reports`, `/reports/{report}`, `/reports/{report}/changes` and `/set-aside`."""
    found = APIRouter()

    @found.get("/reports/{report}", response_class=HTMLResponse)
    def report_page(report: str, words: str = "", speaker: str = "") -> str:
        shown = shelf.shown()
        asked = shown.view.reading(report)
        if asked is None:
            raise HTTPException(404, say(_NO_REPORT))
        work = panel(shown, office, "reports", report)
        return report_pages.report_page(shown, asked, editions.versions(shown), words, speaker, work)

    @found.get("/reports/{report}/changes", response_class=HTMLResponse)
    def changes(report: str, to: str = "") -> str:
        shown = shelf.shown()
        known = editions.versions(shown)
        if shown.view.reading(report) is None:
            raise HTTPException(404, say(_NO_REPORT))
        pair = known.pair(shown.view, report, to)
        if pair is None:
            raise HTTPException(404, say(_NO_OTHER if to else _ONE))
        return version_pages.changes_page(shown, editions.changes(shown, *pair), known)

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
