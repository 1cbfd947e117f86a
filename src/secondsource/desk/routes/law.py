"""The law of a day, the deadlines by State, and what reports say of the law."""

from __future__ import annotations

from datetime import UTC, date, datetime

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from secondsource.publish.tongue import say

from .. import duty_pages, law_pages, said_pages
from ..asking import Misasked
from ..duty_pages import DutyWish
from ..kept import Kept
from ..law_pages import LawWish
from ..shelf import Shelf


def today() -> date:
    """The day on which a reader asks."""
    return datetime.now(UTC).date()


def router(shelf: Shelf) -> APIRouter:
    """`/law`, `/law/deadlines` and `/law/said`."""
    found, kept = APIRouter(), Kept(most=1)

    @found.get("/law", response_class=HTMLResponse)
    def in_force(on: str = "", country: str = "", about: str = "") -> HTMLResponse:
        shown, wish = shelf.shown(), LawWish(on=on, country=country, about=about)
        try:
            return HTMLResponse(law_pages.law_page(shown, wish, today()))
        except Misasked as error:
            return HTMLResponse(law_pages.misasked_page(shown, wish, str(error)), status_code=400)

    @found.get("/law/deadlines", response_class=HTMLResponse)
    def deadlines(country: str = "", as_of: str = "", every: str = "") -> HTMLResponse:
        shown, wish = shelf.shown(), DutyWish(country=country, as_of=as_of, every=bool(every))
        try:
            return HTMLResponse(duty_pages.duties_page(shown, wish, today()))
        except Misasked as error:
            return HTMLResponse(duty_pages.misasked_page(shown, wish, str(error)), status_code=400)

    @found.get("/law/said", response_class=HTMLResponse)
    def said(bearing: str = "", page: int = 1) -> str:
        listed = said_pages.said_page(shelf.shown(), bearing, page, kept)
        if listed is None:
            raise HTTPException(404, say("The list of what reports say of the law has no such page."))
        return listed

    return found
