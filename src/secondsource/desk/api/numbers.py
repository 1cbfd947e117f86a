"""`/numbers`, `/numbers/history`."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from secondsource.model import Quantity
from secondsource.publish.rows import Row, figure_row, ref_row
from secondsource.read.quantity import find_quantities
from secondsource.store import CaseView
from secondsource.trace.numbers import Genealogy, genealogies

from ..listing import LONGEST
from .answers import SIZE, Now, PageNumber, PageSize
from .described import answers, page_of

router = APIRouter(tags=["numbers"])


@router.get("/numbers", responses=answers(page_of("Figure")))
def numbers(
    asked: Now,
    stale: Annotated[bool, Query(description="Only those that outlived their ground.")] = False,
    page: PageNumber = 1,
    size: PageSize = SIZE,
) -> Response:
    """Numbers that several reports state."""
    view = asked.shown.view
    return asked.page(
        [f for f in view.figures if f.stale or not stale], lambda figure: figure_row(view, figure), page, size
    )


@router.get("/numbers/history", responses=answers("Histories"))
def history(
    asked: Now,
    of: Annotated[str, Query(max_length=LONGEST, description="How many of what: “100,000 workers”.")],
) -> Response:
    """Where a number came from."""
    return asked.answer(lambda: _histories(asked.shown.view, of))


def _meant(words: str) -> Quantity | None:
    for language in ("en", "ko"):
        if found := find_quantities(words, language=language):
            return found[0]
    return None


def _histories(view: CaseView, words: str) -> Row:
    wanted = _meant(words)
    told = genealogies(wanted, view.readings, view.claims, view.relays) if wanted else ()
    meant = wanted and {
        "what": wanted.what,
        "low": wanted.range.low,
        "high": wanted.range.high,
        "per": wanted.per,
    }
    return {"asked": words, "meant": meant, "histories": [_history(view, item) for item in told]}


def _history(view: CaseView, item: Genealogy) -> Row:
    return {
        "claim": item.claim,
        "title": item.title,
        "figure": item.figure,
        "stale": item.stale,
        "stated": [
            {
                "report": view.name_of(s.report),
                "report_id": s.report,
                "day": s.day,
                "figure": s.figure,
                "use": s.use.value,
                "giver": view.name_of(s.giver) if s.giver else None,
                "was": s.was,
                "ref": ref_row(view, s.ref),
            }
            for s in item.stated
        ],
    }
