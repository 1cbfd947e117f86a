"""`/timeline`, `/timeline/coverage`, `/map`, `/choices`: the claims in time and in space, and what they can be chosen by."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from secondsource.publish.rows import Row
from secondsource.publish.timeline.axis import extent
from secondsource.publish.timeline.coverage import Outlet
from secondsource.publish.timeline.rival import rivals

from ..facets import Choice, Choices
from ..listing import Row as Listed
from ..listing import chosen
from ..shelf import Shown
from ..worldmap.page import entry_of
from ..worldmap.placed import placed
from .answers import SIZE, Now, PageNumber, PageSize, State
from .described import answers, page_of
from .wanted import Wanted

Year = Annotated[
    str,
    Query(
        pattern="^([0-9]{3}[1-9]|[0-9]{2}[1-9]0|[0-9][1-9]00|[1-9]000)?$",
        description="Only this year, and what has no date.",
    ),
]

router = APIRouter(tags=["views"])


@router.get("/timeline", responses=answers(page_of("Moment"), claim="claim_in_full"))
def timeline(asked: Now, wanted: Wanted, year: Year = "", page: PageNumber = 1, size: PageSize = SIZE) -> Response:
    """The claims in order of time, each as precisely as its date is known; those that cannot be placed in time last."""
    shown = asked.shown
    rows = [row for row in chosen(shown.rows, replace(wanted, sort="early")) if not year or _touches(row, year)]
    return asked.page(rows, lambda row: _moment(shown, row), page, size)


@router.get("/timeline/coverage", responses=answers(page_of("Covered")))
def coverage(asked: Now, page: PageNumber = 1, size: PageSize = SIZE) -> Response:
    """What the case holds of each outlet, month by month: more claims in a month may only mean more reports of it."""
    return asked.page(asked.state.outlets, _covered, page, size)


@router.get("/map", responses=answers(page_of("OnMap"), claim="claim_in_full"))
def world_map(asked: Now, wanted: Wanted, page: PageNumber = 1, size: PageSize = SIZE) -> Response:
    """The claims with where they stand on a map, never more precisely than their place is known and may be shown."""
    state = asked.state
    return asked.page(chosen(state.shown.rows, wanted), lambda row: _on_map(state, row), page, size)


@router.get("/choices", responses=answers("ClaimChoices"))
def choices(asked: Now, wanted: Wanted) -> Response:
    """What claims can be chosen by, with how many each choice would leave beside all else that is asked for."""
    return asked.answer(lambda: _choices(asked.shown.facets.beside(wanted)))


def _touches(row: Listed, year: str) -> bool:
    first, last = row.first or row.last, row.last or row.first
    return not first or (first <= f"{year}-12-31" and last >= f"{year}-01-01")


def _line(row: Listed, title: str) -> Row:
    return {
        "id": row.id,
        "number": row.number,
        "title": title,
        "type": row.type,
        "at_least": row.low,
        "at_most": row.high,
    }


def _moment(shown: Shown, row: Listed) -> Row:
    claim = shown.claims[row.number - 1]
    days = extent(claim.when)
    return {
        **_line(row, row.title),
        "status": claim.status.value,
        "country": claim.country,
        "when": claim.when.text if claim.when else None,
        "first": _iso(days.first if days else None),
        "last": _iso(days.last if days else None),
        "mark": days.mark if days else "",
        "other_dates": rivals(claim),
    }


def _covered(outlet: Outlet) -> Row:
    return {
        "outlet": outlet.name,
        "reports": outlet.total,
        "first": _iso(outlet.first),
        "last": _iso(outlet.last),
        "months": [{"month": f"{year:04}-{month:02}", "reports": n} for (year, month), n in outlet.months.items()],
        "undated": outlet.undated,
        "inferred": outlet.inferred,
        "noted": outlet.status,
        "stopped": _iso(outlet.stopped),
    }


def _on_map(state: State, row: Listed) -> Row:
    one = placed(state.shown, row, state.points)
    return {
        **_line(row, entry_of(state.shown, one).title),
        "status": one.claim.status.value,
        "stands": one.spot.kind.value,
        "place": one.spot.name or None,
        "country": one.spot.country,
        "points": [list(point) for point in one.spot.points],
        "loose": one.spot.loose,
        "withheld": one.withheld,
        "other_countries": list(one.others),
    }


def _choices(found: Choices) -> Row:
    def told(every: tuple[Choice, ...]) -> list[Row]:
        return [asdict(choice) for choice in every]

    return {
        "type": told(found.kinds),
        "country": told(found.countries),
        "support": told(found.supports),
        "law": told(found.laws),
        "outlet": told(found.outlets),
        "grade": told((*found.letters, *found.digits, *found.grades)),
        "factuality": told(found.factualities),
        "language": told(found.languages),
        "reviewed": told(found.reviews),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
