"""Who and what the claims join."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from secondsource.publish.tongue import say

from ..asked import wish
from ..listing import Wish
from ..network.page import network_page, path_page
from ..shelf import Shelf


def router(shelf: Shelf) -> APIRouter:
    """`/network` and `/network/path`."""
    found = APIRouter()

    @found.get("/network", response_class=HTMLResponse)
    def whole(asked: Annotated[Wish, Depends(wish)]) -> str:
        return network_page(shelf.shown(), asked)

    @found.get("/network/path", response_class=HTMLResponse)
    def path(
        asked: Annotated[Wish, Depends(wish)], start: Annotated[str, Query(alias="from")] = "", to: str = ""
    ) -> str:
        way = path_page(shelf.shown(), asked, start, to)
        if way is None:
            raise HTTPException(404, say("The claims asked for have no such name in their network."))
        return way

    return found
