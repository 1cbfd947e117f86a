"""Who did and opened what, for keepers."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from secondsource.publish.tongue import say
from secondsource.store.office.record import Deed

from ..bench import Bench
from ..shelf import Shelf
from ..staff import record_pages


def router(shelf: Shelf, bench: Bench) -> APIRouter:
    """`/record`."""
    found = APIRouter()

    @found.get("/record", response_class=HTMLResponse)
    def record(who: str = "", act: str = "", object: str = "", before: int = 0) -> str:
        if act and act not in set(Deed):
            raise HTTPException(400, say("The record knows no such deed. Choose one from the list."))
        if not 0 <= before < 2**62:
            raise HTTPException(404, say("The record has no such page."))
        asked = record_pages.Asked(who=who.strip()[:64], act=act, object=object.strip()[:64], before=before)
        return record_pages.record_page(shelf.shown(), bench.office, asked)

    return found
