"""The figures of the case, and where one of them came from."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from secondsource.publish.tongue import say

from .. import number_pages
from ..asking import Misasked
from ..number_pages import NoSuchNumber, NumberWish
from ..shelf import Shelf


def router(shelf: Shelf) -> APIRouter:
    """`/numbers` and `/numbers/history`."""
    found = APIRouter()

    @found.get("/numbers", response_class=HTMLResponse)
    def numbers(stale: str = "", page: int = 1) -> str:
        listed = number_pages.numbers_page(shelf.shown(), bool(stale), page)
        if listed is None:
            raise HTTPException(404, say("The list of numbers has no such page."))
        return listed

    @found.get("/numbers/history", response_class=HTMLResponse)
    def history(
        of: str = "", what: str = "", low: str = "", high: str = "", per: str = "", claim: str = ""
    ) -> HTMLResponse:
        shown = shelf.shown()
        wish = NumberWish(of=of, what=what, low=low, high=high, per=per, claim=claim)
        try:
            return HTMLResponse(number_pages.number_page(shown, wish))
        except Misasked as error:
            return HTMLResponse(number_pages.no_number_page(shown, wish, str(error)), status_code=400)
        except NoSuchNumber as error:
            return HTMLResponse(number_pages.no_number_page(shown, wish, str(error)), status_code=404)

    return found
