"""Full-text search."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from secondsource.publish.tongue import say
from secondsource.store.search import What

from ..search_pages import search_page
from ..searching import Searching
from ..shelf import Shelf


def router(shelf: Shelf, searching: Searching) -> APIRouter:
    """`/search`."""
    found = APIRouter()

    @found.get("/search", response_class=HTMLResponse)
    def search(q: str = "", what: str = "reports", page: int = 1) -> str:
        kind = What(what) if what in frozenset(What) else What.REPORTS
        listed = search_page(shelf.shown(), searching, q.strip(), kind, page)
        if listed is None:
            raise HTTPException(404, say("What was found has no such page."))
        return listed

    return found
