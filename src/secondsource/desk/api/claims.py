"""`/claims`, `/claims/{claim}`."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from secondsource.model import Claim
from secondsource.pipeline import findings_on
from secondsource.publish.rows import (
    Row,
    claim_row,
    finding_row,
    grade_row,
    indicator_row,
    mention_row,
    relay_row,
    statement_row,
)

from ..listing import chosen
from ..shelf import Shown
from . import shapes
from .answers import SIZE, Asked, Day, KnownOn, Now, PageNumber, PageSize, day_of
from .described import answers, page_of
from .errors import Refused, not_found
from .wanted import Wanted

ClaimId = Annotated[str, Path(description="Id of the claim.")]
IN_LIST = "`/api/claims` lists the claims; one may have changed its name when the case was read anew."

router = APIRouter(tags=["claims"])


@router.get("/claims", responses=answers(page_of("Claim"), claim="claim_in_full"))
def claims(
    asked: Now,
    wanted: Wanted,
    sort: Annotated[shapes.Sort, Query(description="Order; the most important first if not given.")] = "",
    page: PageNumber = 1,
    size: PageSize = SIZE,
) -> Response:
    """The claims; those that may have happened between two days, if these are given."""
    shown = asked.shown
    rows = chosen(shown.rows, replace(wanted, sort=sort))
    return asked.page(rows, lambda row: claim_row(shown.view, shown.claims[row.number - 1]), page, size)


@router.get("/claims/{claim}", responses=answers("ClaimInFull"))
def claim_in_full(asked: Now, claim: ClaimId, as_known_on: KnownOn = None) -> Response:
    """One claim with all that is known of it."""
    then, one = _known(asked, claim, as_known_on)
    return asked.answer(lambda: _in_full(then, one))


@router.get("/claims/{claim}/law/{provision}", responses=answers("Finding"))
def finding(
    asked: Now,
    claim: ClaimId,
    provision: Annotated[str, Path(description="Id of the provision.")],
    law_of: Annotated[Day, Query(description="ISO date: the law of that day; of the event's own if not given.")] = None,
    as_known_on: KnownOn = None,
) -> Response:
    """What a provision says of a claim, also if it does not reach it."""
    day = day_of("law_of", law_of) if law_of else None
    then, one = _known(asked, claim, as_known_on)
    if provision not in then.pack.provisions:
        raise not_found("provision", "`/api/law` lists what is in force, with the ids.")
    return asked.answer(lambda: finding_row(then.view, *findings_on(then.view, one, [provision], day)))


def _known(asked: Asked, claim: str, as_known_on: str | None) -> tuple[Shown, Claim]:
    """The claim, and the case that holds it, as they could be known on a day. Raises Refused if it was not told by then."""
    day = day_of("as_known_on", as_known_on) if as_known_on else None
    now = asked.shown.view.claim(claim)
    if now is None:
        raise not_found("claim", IN_LIST)
    then = asked.known(day, now) if day else asked.shown
    one = then.view.claim(claim)
    if one is None:
        raise Refused(
            404, "not_yet_told", f"Nothing of this claim had been published by {day}.", "Ask for a later day."
        )
    return then, one


def _in_full(shown: Shown, claim: Claim) -> Row:
    view, grade = shown.view, shown.view.grade(claim.id)
    mentions = view.mentions_of(claim)
    statements = [s for key in dict.fromkeys(m.statement for m in mentions) if (s := view.statement(key))]
    reports = frozenset(claim.reports)
    taken = (r for report in sorted(reports) for r in view.relays_from(report))
    relays = [r for r in taken if r.giver in reports or not r.giver_in_case]
    return {
        "number": shown.numbers[claim.id],
        "claim": claim_row(view, claim),
        "grade": grade_row(view, grade) if grade else None,
        "findings": [finding_row(view, f) for f in view.findings_of(claim.id)],
        "indicators": [indicator_row(view, i) for i in view.indicators_of(claim.id)],
        "mentions": [mention_row(view, m) for m in mentions],
        "statements": [statement_row(view, s) for s in statements],
        "relays": [relay_row(view, r) for r in relays],
    }
