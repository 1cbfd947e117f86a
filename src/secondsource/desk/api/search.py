"""`/search`: full text, with the sentences that answer."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from secondsource.publish.found_rows import found_row
from secondsource.store.search import BadSearch, What
from secondsource.store.search.query import LONGEST

from ..searching import FoundList, Searching
from .answers import SIZE, Now, PageNumber, PageSize
from .described import answers, page_of
from .errors import Refused

router = APIRouter(tags=["search"])


@router.get("/search", responses=answers(page_of("Found")))
def search(
    request: Request,
    asked: Now,
    q: Annotated[
        str,
        Query(
            max_length=LONGEST,
            description='Words, "phrases", -what is left out; `outlet:`, `language:`, `type:`, `from:` and `until:` choose. All must fit.',
        ),
    ] = "",
    what: Annotated[Literal["reports", "statements", "claims"], Query(description="What to find.")] = "reports",
    page: PageNumber = 1,
    size: PageSize = SIZE,
) -> Response:
    """What fits a search, the best first, each with the sentence that fits best."""
    searching: Searching = request.app.state.searching
    try:
        found = FoundList(searching.finder(asked.shown), q, What(what))
    except BadSearch as error:
        raise Refused(
            400, "bad_search", str(error), "`docs/how-to/search.md` says what a search may ask for."
        ) from error
    return asked.page(found, lambda row: found_row(asked.shown.view, row), page, size)
