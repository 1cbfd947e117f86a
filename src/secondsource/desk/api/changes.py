"""`/reports/{report}/changes`."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response
from msgspec import to_builtins

from secondsource.publish.revised import Revised
from secondsource.publish.rows import Row, statement_row
from secondsource.store import CaseView

from ..version_pages import Versions, editions
from .answers import Now
from .described import answers
from .errors import not_found

router = APIRouter(tags=["reports"])
_EVERY = "`/api/reports` lists the reports with their ids."


@router.get("/reports/{report}/changes", responses=answers("Changes"))
def changes(
    asked: Now,
    report: Annotated[str, Path(description="Id of the report.")],
    to: Annotated[
        str,
        Query(
            max_length=200,
            description="Id of the later report; the next version if not given, or of the last version what changed since the one before.",
        ),
    ] = "",
) -> Response:
    """What changed between two versions of a publication."""
    shown = asked.shown
    known = editions.versions(shown)
    pair = known.pair(shown.view, report, to)
    if pair is None:
        raise not_found("report or other version", _EVERY)
    return asked.answer(lambda: _row(shown.view, editions.changes(shown, *pair), known))


def _row(view: CaseView, change: Revised, known: Versions) -> Row:
    was, now = change.was.report.id, change.now.report.id
    return {
        "was": was,
        "now": now,
        "together": known.together(was, now),
        "versions": list(known.place(was).ids),
        "by": change.text.by,
        "alike": round(change.text.alike, 3),
        "head": to_builtins(change.head),
        "passages": to_builtins(change.text.passages),
        "gone": [statement_row(view, s) for s in change.gone],
        "came": [statement_row(view, s) for s in change.came],
        "values": [
            {"claim": v.claim.id, "attribute": v.attribute, "was": list(v.was), "now": list(v.now)}
            for v in change.values
        ],
        "untold": [claim.id for claim in change.untold],
        "told": [claim.id for claim in change.told],
    }
