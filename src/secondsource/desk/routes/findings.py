"""What a provision says of a claim."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from secondsource.publish.tongue import say

from .. import finding_pages
from ..asking import Misasked
from ..finding_pages import Days
from ..kept import Kept
from ..rule_pages import no_provision, provision_named
from ..shelf import Shelf


def router(shelf: Shelf) -> APIRouter:
    """`/claims/{claim}/law/{provision}`."""
    found, kept = APIRouter(), Kept(most=4)

    @found.get("/claims/{claim}/law/{provision}", response_class=HTMLResponse)
    def finding_page(claim: str, provision: str, law_of: str = "", as_known_on: str = "") -> HTMLResponse:
        shown, days = shelf.shown(), Days(law_of=law_of, as_known_on=as_known_on)
        asked, named = shown.view.claim(claim), provision_named(provision, shown.pack)
        if asked is None:
            raise HTTPException(
                404, say("There is no such claim. It may have changed its name when the case was read anew.")
            )
        if named is None:
            raise HTTPException(404, no_provision(provision, shown.pack))
        try:
            return HTMLResponse(finding_pages.finding_page(shown, asked, named, days, kept))
        except Misasked as error:
            problem = finding_pages.misasked_page(shown, asked, named, days, str(error))
            return HTMLResponse(problem, status_code=400)

    return found
