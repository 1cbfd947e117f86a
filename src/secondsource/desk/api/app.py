"""The application behind `/api`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from fastapi import Depends, FastAPI, Request

from secondsource import __version__
from secondsource.store.office import Office
from secondsource.store.watching import Watching

from ..needs import permitted
from ..scenario.answers import Answers
from ..searching import Searching
from ..shelf import Shelf
from . import (
    alerts,
    changes,
    claims,
    law,
    looking,
    numbers,
    records,
    reports,
    scenario,
    search,
    sources,
    staff,
    today,
    views,
)
from .answers import Desk
from .described import document
from .errors import Refused, handle, not_yours

PARTS = (
    claims,
    views,
    today,
    alerts,
    reports,
    search,
    changes,
    law,
    numbers,
    sources,
    looking,
    records,
    scenario,
    staff,
)


def _today() -> date:
    return datetime.now(UTC).date()


def create_api(
    shelf: Shelf,
    today: Callable[[], date] = _today,
    office: Office | None = None,
    searching: Searching | None = None,
    answers: Answers | None = None,
    refusals: Callable[[str], None] | None = None,
) -> FastAPI:
    """The application that answers for whatever case the shelf hands out, to be mounted at `/api`.

    Args:
        shelf: where the case comes from.
        today: tells the day, for questions about the law that name none.
        office: what people at work noted; that of the shelf's folder if None.
        searching: knows the words of the case; made if None.
        answers: of the scenario model; made if None.
        refusals: told what was refused.
    """
    app = FastAPI(
        title="secondsource",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        generate_unique_id_function=lambda route: route.name,
        dependencies=[Depends(permitted("/api", not_yours, refusals))],
    )
    app.state.desk = Desk(shelf, today)
    app.state.office = office or Office(shelf.folder)
    app.state.watching = Watching(shelf.folder)
    app.state.searching = searching or Searching(shelf)
    app.state.answers = answers or Answers()

    @cache
    def described() -> dict[str, Any]:
        return document(app)

    def only_known(request: Request) -> None:
        """Refuses a parameter that the address does not have, or one given twice: a slip would else pass for an answer."""
        path = request.scope["route"].path
        known = {p["name"] for p in described()["paths"][path]["get"].get("parameters", ()) if p["in"] == "query"}
        for name, times in Counter(key for key, _ in request.query_params.multi_items()).items():
            if name not in known:
                said = ", ".join(f"`{item}`" for item in sorted(known)) or "none"
                raise Refused(400, "unknown_parameter", "This address has no such parameter.", f"It has {said}.")
            if times > 1:
                raise Refused(400, "bad_parameter", f"The parameter `{name}` is given twice.", "Give it once.")

    handle(app)
    app.openapi = described  # type: ignore[method-assign]
    for part in PARTS:
        app.include_router(part.router, dependencies=[Depends(only_known)])
    return app
