"""`/reports`, `/reports/{report}`, `/set-aside`."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from secondsource.model import Reading
from secondsource.publish.rows import Row, mention_row, report_row, statement_row
from secondsource.store import CaseView

from ..listing import LONGEST
from ..pages import reports_with
from .answers import SIZE, Now, PageNumber, PageSize
from .described import answers, page_of
from .errors import not_found

_ONLY_IN_FULL = ("text", "noise", "personal_data")

router = APIRouter(tags=["reports"])


@router.get("/reports", responses=answers(page_of("ReportLine"), report="report_in_full"))
def reports(
    asked: Now,
    q: Annotated[str, Query(max_length=LONGEST, description="Words that the title or the outlet must have.")] = "",
    page: PageNumber = 1,
    size: PageSize = SIZE,
) -> Response:
    """The reports in order of publication."""
    view, words = asked.shown.view, q.casefold().split()
    return asked.page(reports_with(asked.shown, words), lambda report: _line(view, report), page, size)


@router.get("/reports/{report}", responses=answers("ReportInFull"))
def report_in_full(asked: Now, report: Annotated[str, Path(description="Id of the report.")]) -> Response:
    """One report with what was read in it."""
    view, reading = asked.shown.view, asked.shown.view.reading(report)
    if reading is None:
        raise not_found("report", "`/api/reports` lists the reports with their ids.")
    return asked.answer(lambda: _in_full(view, reading))


@router.get("/set-aside", responses=answers(page_of("Aside")))
def set_aside(asked: Now, page: PageNumber = 1, size: PageSize = SIZE) -> Response:
    """Documents that could not be read."""
    return asked.page(
        asked.shown.view.set_aside,
        lambda item: {"name": item.name, "digest": item.digest, "reason": item.reason},
        page,
        size,
    )


def _line(view: CaseView, report: str) -> Row:
    reading = view.reading(report)
    assert reading is not None
    row = report_row(view, reading.report)
    for name in _ONLY_IN_FULL:
        del row[name]
    return {**row, "statements": len(reading.statements), "mentions": len(reading.mentions)}


def _in_full(view: CaseView, reading: Reading) -> Row:
    told = dict.fromkeys(view.claim_of(mention.id) for mention in reading.mentions)
    return {
        "report": report_row(view, reading.report),
        "statements": [statement_row(view, s) for s in reading.statements],
        "mentions": [mention_row(view, m) for m in reading.mentions],
        "claims": [claim for claim in told if claim],
    }
