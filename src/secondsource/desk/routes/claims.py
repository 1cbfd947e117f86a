"""The list of claims, and one of them."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from .. import pages
from ..listing import Wish
from ..shelf import Shelf


def router(shelf: Shelf) -> APIRouter:
    """`/` and `/claims/{claim}`."""
    found = APIRouter()

    @found.get("/", response_class=HTMLResponse)
    def claims(q: str = "", type: str = "", country: str = "", support: str = "", page: int = 1) -> str:
        wish = Wish(text=q.strip(), type=type, country=country, support=support)
        listed = pages.claims_page(shelf.shown(), wish, page)
        if listed is None:
            raise HTTPException(404, "The list of claims has no such page.")
        return listed

    @found.get("/claims/{claim}", response_class=HTMLResponse)
    def claim_page(claim: str, as_known_on: str = "") -> str:
        shown = shelf.shown()
        asked = shown.view.claim(claim)
        if asked is None:
            raise HTTPException(
                404, "There is no such claim. It may have changed its name when the case was read anew."
            )
        if not as_known_on:
            return pages.claim_page(shown, asked)
        then = shelf.known(_day(as_known_on))
        early = then.view.claim(claim)
        if early is None:
            raise HTTPException(404, f"Nothing of this claim had been published by {as_known_on}.")
        return pages.claim_page(then, early, shown, as_known_on)

    return found


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise HTTPException(400, "That is no day. Write it as 2016-06-08.") from error
