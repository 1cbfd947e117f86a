"""`/today`, `/today/reports`, `/today/claims`: what came in after an instant that the asker names; nothing is remembered here."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from secondsource.model import Claim, Report
from secondsource.publish.rows import Row

from ..new import new_since
from ..shelf import Shown
from .answers import SIZE, Now, PageNumber, PageSize
from .described import answers, page_of
from .errors import Refused

Since = Annotated[
    str | None,
    Query(
        pattern=r"^(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-5][0-9](\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})$",
        json_schema_extra={"format": "date-time"},
        description="ISO 8601 instant: only what came in after it; everything if not given.",
    ),
]
_LAST = 5

router = APIRouter(tags=["today"])


@router.get("/today", responses=answers("Today"))
def today(asked: Now, since: Since = None) -> Response:
    """How much is new, what waits and what needs attention."""
    after = instant(since)
    return asked.answer(lambda: _today(asked.shown, after, len(asked.state.waiting)))


@router.get("/today/reports", responses=answers(page_of("NewReport"), report="report_in_full"))
def new_reports(asked: Now, since: Since = None, page: PageNumber = 1, size: PageSize = SIZE) -> Response:
    """The reports that came in, the latest first."""
    shown, new = asked.shown, new_since(asked.shown, instant(since))
    return asked.page(new.reports, lambda report: _report(shown, report, new.came[report.capture]), page, size)


@router.get("/today/claims", responses=answers(page_of("NewClaim"), claim="claim_in_full"))
def new_claims(asked: Now, since: Since = None, page: PageNumber = 1, size: PageSize = SIZE) -> Response:
    """The claims that these reports tell of, the most important first."""
    shown, new = asked.shown, new_since(asked.shown, instant(since))
    return asked.page(new.claims, lambda claim: _claim(shown, claim, new.fresh[claim.id]), page, size)


def instant(since: str | None) -> str:
    """The instant as the case writes its own; empty if none is named. Raises Refused (400) if there is no such instant."""
    if since is None:
        return ""
    try:
        named = datetime.fromisoformat(since).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise Refused(
            400, "bad_parameter", "The parameter `since` is not an instant.", "Write it as 2016-03-02T09:30:00Z."
        ) from error
    return named.isoformat(timespec="seconds").replace("+00:00", "Z")


def _today(shown: Shown, since: str, waiting: int) -> Row:
    new = new_since(shown, since)
    return {
        "since": since or None,
        "latest": max(new.came.values(), default=None),
        "reports": len(new.reports),
        "claims": len(new.claims),
        "waiting": waiting,
        "unmet": len(shown.unmet),
        "set_aside": len(shown.view.set_aside),
        "decided": [
            {"seq": e.seq, "kind": e.decision.kind.value, "who": e.decision.who, "at": e.decision.at}
            for e in reversed(shown.entries[-_LAST:])
        ],
    }


def _report(shown: Shown, report: Report, came: str) -> Row:
    return {
        "id": report.id,
        "report": shown.view.name_of(report.id),
        "title": report.title.value if report.title else None,
        "outlet": report.outlet.value if report.outlet else None,
        "published": report.published.value if report.published else None,
        "language": report.lang,
        "came_in": came,
    }


def _claim(shown: Shown, claim: Claim, fresh: int) -> Row:
    row = shown.rows[shown.numbers[claim.id] - 1]
    return {
        "id": claim.id,
        "number": row.number,
        "title": row.title,
        "new_reports": fresh,
        "reports": len(claim.reports),
        "whole": fresh == len(claim.reports),
        "at_least": row.low,
        "at_most": row.high,
    }
