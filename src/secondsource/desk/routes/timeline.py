"""Claims in time."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from secondsource.publish.tongue import say

from ..asked import wish
from ..listing import Wish
from ..shelf import Shelf
from ..timeline.page import LANES, timeline_page


def router(shelf: Shelf) -> APIRouter:
    """`/timeline`."""
    found = APIRouter()

    @found.get("/timeline", response_class=HTMLResponse)
    def timeline(asked: Annotated[Wish, Depends(wish)], by: str = "country", year: str = "") -> str:
        if by not in LANES:
            raise HTTPException(400, say("Lanes are made by country or by type."))
        if year and not (year.isascii() and year.isdigit() and len(year) == 4 and int(year) > 0):
            raise HTTPException(400, say("A year is written with four digits, as in 2016."))
        return timeline_page(shelf.shown(), asked, by, int(year) if year else None)

    return found
