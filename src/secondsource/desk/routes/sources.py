"""Who is heard in the case, and one of them."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from secondsource.publish.tongue import say

from .. import source_pages
from ..kept import Kept
from ..shelf import Shelf


def router(shelf: Shelf) -> APIRouter:
    """`/sources` and `/sources/{key}`."""
    found, kept = APIRouter(), Kept(most=1)

    @found.get("/sources", response_class=HTMLResponse)
    def sources(kind: str = "", page: int = 1) -> str:
        listed = source_pages.sources_page(shelf.shown(), kind, page, kept)
        if listed is None:
            raise HTTPException(404, say("The list of sources has no such page."))
        return listed

    @found.get("/sources/{key}", response_class=HTMLResponse)
    def source_page(key: str) -> str:
        set_page = source_pages.source_page(shelf.shown(), key, kept)
        if set_page is None:
            raise HTTPException(
                404, say("No report of the case names such a source. The page of sources lists them all.")
            )
        return set_page

    return found
