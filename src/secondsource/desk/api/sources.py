"""`/sources`, `/sources/{key}`."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from secondsource.publish.rows import Row
from secondsource.publish.sourcebook import SourceEntry
from secondsource.store import CaseView

from . import shapes
from .answers import SIZE, Now, PageNumber, PageSize
from .described import answers, page_of
from .errors import not_found

router = APIRouter(tags=["sources"])


@router.get("/sources", responses=answers(page_of("Source")))
def sources(
    asked: Now,
    kind: Annotated[shapes.Kind | None, Query(description="Only those of a kind.")] = None,
    page: PageNumber = 1,
    size: PageSize = SIZE,
) -> Response:
    """Who is heard in the case: by kind, those most heard first."""
    found = [entry for entry in asked.state.sources.values() if kind in (None, entry.kind)]
    return asked.page(found, lambda entry: _row(asked.shown.view, entry), page, size)


@router.get("/sources/{key}", responses=answers("Source"))
def source(asked: Now, key: Annotated[str, Path(description="Key of the source.")]) -> Response:
    """One source: what it tells, whom it relies on, who relies on it, how its claims fared."""
    entry = asked.state.sources.get(key)
    if entry is None:
        raise not_found("source", "`/api/sources` lists the sources with their keys.")
    return asked.answer(lambda: _row(asked.shown.view, entry))


def _row(view: CaseView, entry: SourceEntry) -> Row:
    return {
        "key": entry.key,
        "name": entry.name,
        "kind": entry.kind,
        "reports": [view.name_of(report) for report in entry.reports],
        "statements": list(entry.statements),
        "named_in": [view.name_of(report) for report in entry.named_in],
        "claims": list(entry.claims),
        "alone": list(entry.alone),
        "relies_on": [{"key": key, "reports": count} for key, count in entry.relies_on],
        "relied_on_by": [{"key": key, "reports": count} for key, count in entry.relied_on_by],
        "letter": entry.letter,
        "borne_out": entry.record.borne_out,
        "refuted": entry.record.refuted,
    }
