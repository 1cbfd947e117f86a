"""`/alerts`: what was told of the case."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from secondsource.publish.rows import Row
from secondsource.store.watching import Kept, Watching
from secondsource.watch.alerts.alert import Alert, Cause
from secondsource.watch.alerts.words import said

from ..alerting import visible
from ..staff.panel import keeps
from ..visiting import visitor
from .answers import SIZE, Now, PageNumber, PageSize
from .described import answers, page_of
from .staff import At, own_page
from .today import Since, instant

router = APIRouter(tags=["alerts"])


def _watching(request: Request) -> Watching:
    watching: Watching = request.app.state.watching
    return watching


Watched = Annotated[Watching, Depends(_watching)]


@router.get("/alerts", responses=answers(page_of("AlertTold"), claim="claim_in_full"))
def alerts(
    asked: Now,
    office: At,
    watching: Watched,
    since: Since = None,
    every: Annotated[
        bool, Query(alias="all", description="Also what is told only to who asks for it by name.")
    ] = False,
    page: PageNumber = 1,
    size: PageSize = SIZE,
) -> Response:
    """What changed of claims, and deadlines, the latest first, at most 2,000."""
    found = visible.listed(asked.shown, watching, office, every=every, since=instant(since))
    seen = watching.alerts.seen_up_to(visitor().id) if keeps() else None

    def row(item: tuple[Kept, Alert]) -> Row:
        kept, alert = item
        words = said(alert, asked.shown.pack)
        return {
            "id": kept.id,
            "at": kept.at,
            "level": alert.level.value,
            "claim": alert.claim or None,
            "title": words.title,
            "unseen": seen is not None and kept.seq > seen,
            "changes": [
                {
                    "kind": told.kind.value,
                    "said": change.text,
                    "of": told.of or None,
                    "was": told.was or None,
                    "now": told.now or None,
                    "because": [_cause(item.cause) for item in change.because],
                }
                for told, change in zip(alert.told, words.changes, strict=True)
            ],
        }

    return own_page(asked, found, row, page, size)


def _cause(cause: Cause) -> Row:
    return {
        "report": cause.report,
        "known_as": cause.known_as,
        "published": cause.day or None,
        "span": [cause.start, cause.end] if cause.end > cause.start else None,
        "statement": cause.statement or None,
    }
