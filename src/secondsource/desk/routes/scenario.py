"""The scenario model, with a slider for each lever."""

from __future__ import annotations

from time import perf_counter

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from ..asking import Misasked
from ..scenario.answers import AGAIN, Answers, Busy, NoModel, known_model
from ..scenario.levers import Asked, asked_of, preset_of
from ..scenario.page import scenario_page
from ..shelf import Shelf


def router(shelf: Shelf, answers: Answers) -> APIRouter:
    """`/scenario`."""
    found = APIRouter()

    @found.get("/scenario", response_class=HTMLResponse)
    def scenario(request: Request) -> HTMLResponse:
        shown = shelf.shown()
        try:
            model = known_model(shown.pack)
        except NoModel as error:
            raise HTTPException(404, str(error)) from error
        try:
            asked = asked_of(request.query_params.multi_items(), model)
        except Misasked as error:
            page = scenario_page(shown, model, Asked(preset=preset_of("", model)), None, answers.runs, str(error))
            return HTMLResponse(page, status_code=400)
        begun = perf_counter()
        try:
            answer = answers.of(asked, shown.pack)
        except Busy as error:
            raise HTTPException(503, str(error), {"Retry-After": str(AGAIN)}) from error
        page = scenario_page(shown, model, asked, answer, answers.runs)
        return HTMLResponse(page, headers={"Server-Timing": f"scenario;dur={1000 * (perf_counter() - begun):.0f}"})

    return found
