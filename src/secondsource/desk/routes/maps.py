"""Claims in space."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from secondsource.publish.tongue import say

from ..asked import wish
from ..listing import Wish
from ..shelf import Shelf
from ..worldmap.page import AREAS, map_page


def router(shelf: Shelf) -> APIRouter:
    """`/map`."""
    found = APIRouter()

    @found.get("/map", response_class=HTMLResponse)
    def world_map(asked: Annotated[Wish, Depends(wish)], area: str = "") -> str:
        if area not in AREAS:
            raise HTTPException(400, say("A map shows where the claims are, or with area=world the whole world."))
        return map_page(shelf.shown(), asked, area)

    return found
