"""One provision of the pack."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from secondsource.publish.tongue import say

from .. import rule_pages
from ..shelf import Shelf


def router(shelf: Shelf) -> APIRouter:
    """`/law/provisions/{provision}`."""
    found = APIRouter()

    @found.get("/law/provisions/{provision}", response_class=HTMLResponse)
    def provision_page(provision: str, page: int = 1) -> str:
        shown = shelf.shown()
        named = rule_pages.provision_named(provision, shown.pack)
        if named is None:
            raise HTTPException(404, rule_pages.no_provision(provision, shown.pack))
        set_page = rule_pages.provision_page(shown, named, page)
        if set_page is None:
            raise HTTPException(404, say("The findings of this provision have no such page."))
        return set_page

    return found
