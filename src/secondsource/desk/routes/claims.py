"""The list of claims, and one of them."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException

from secondsource.publish.export import write_rows
from secondsource.publish.rows import claim_row

from .. import pages
from ..asked import wish
from ..listing import Wish, chosen
from ..shelf import Shelf

_TAKEN = {"csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl"}


def router(shelf: Shelf) -> APIRouter:
    """`/`, `/claims/{claim}`, and the list to take along."""
    found = APIRouter()

    @found.get("/", response_class=HTMLResponse)
    def claims(asked: Annotated[Wish, Depends(wish)], page: int = 1) -> str:
        listed = pages.claims_page(shelf.shown(), asked, page)
        if listed is None:
            raise HTTPException(404, "The list of claims has no such page.")
        return listed

    @found.get("/claims.{format}")
    def taken_along(format: str, asked: Annotated[Wish, Depends(wish)]) -> Response:
        if format not in _TAKEN:
            raise HTTPException(404, "The list of claims is to be had as claims.csv or claims.jsonl.")
        shown, file = shelf.shown(), BytesIO()
        rows = (claim_row(shown.view, shown.claims[row.number - 1]) for row in chosen(shown.rows, asked))
        write_rows(rows, "claims", format, file)
        headers = {"Content-Disposition": f'attachment; filename="claims.{format}"'}
        return Response(file.getvalue(), media_type=_TAKEN[format], headers=headers)

    @found.get("/claims/{claim}", response_class=HTMLResponse)
    def claim_page(claim: str, as_known_on: str = "") -> str:
        shown = shelf.shown()
        asked = shown.view.claim(claim)
        if asked is None:
            raise HTTPException(
                404, "There is no such claim. It may have changed its name when the case was read anew."
            )
        if not as_known_on:
            return pages.claim_page(shown, asked)
        then = shelf.known(_day(as_known_on), asked)
        early = then.view.claim(claim)
        if early is None:
            raise HTTPException(404, f"Nothing of this claim had been published by {as_known_on}.")
        return pages.claim_page(then, early, shown, as_known_on)

    return found


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise HTTPException(400, "That is no day. Write it as 2016-06-08.") from error
