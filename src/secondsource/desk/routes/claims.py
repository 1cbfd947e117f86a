"""The list of claims, and one of them."""

from __future__ import annotations

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
    def claim_page(claim: str) -> str:
        shown = shelf.shown()
        asked = shown.view.claim(claim)
        if asked is None:
            raise HTTPException(
                404, "There is no such claim. It may have changed its name when the case was read anew."
            )
        return pages.claim_page(shown, asked)

    return found
