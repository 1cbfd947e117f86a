"""The registered forecasts, and one of them; they are registered and resolved at the command line."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from secondsource.publish.tongue import say

from .. import forecast_pages
from ..forecast_pages import ForecastWish
from ..shelf import Shelf
from .law import today


def router(shelf: Shelf) -> APIRouter:
    """`/forecasts` and `/forecasts/{id}`."""
    found = APIRouter()

    @found.get("/forecasts", response_class=HTMLResponse)
    def forecasts(source: str = "", state: str = "", page: int = 1) -> str:
        wish = ForecastWish(source=source, state=state)
        listed = forecast_pages.forecasts_page(shelf.shown(), wish, page, today())
        if listed is None:
            raise HTTPException(404, say("The list of forecasts has no such page."))
        return listed

    @found.get("/forecasts/{identifier}", response_class=HTMLResponse)
    def forecast(identifier: str) -> str:
        one = forecast_pages.forecast_page(shelf.shown(), identifier, today())
        if one is None:
            raise HTTPException(404, say("No such forecast is registered. The page of forecasts lists them all."))
        return one

    return found
