"""`/claims`, `/claims/{claim}`."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from secondsource.model import Claim
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

from ..listing import LONGEST, Wish, chosen
from ..shelf import Shown
from . import shapes
from .answers import SIZE, Now, PageNumber, PageSize
from .described import answers, page_of
from .errors import not_found

IN_LIST = "`/api/claims` lists the claims; one may have changed its name when the case was read anew."

router = APIRouter(tags=["claims"])


@router.get("/claims", responses=answers(page_of("Claim"), claim="claim_in_full"))
def claims(
    asked: Now,
    q: Annotated[str, Query(max_length=LONGEST, description="Words that must all stand in it, anywhere.")] = "",
    type: Annotated[str, Query(max_length=LONGEST, description="Event type.")] = "",
    country: Annotated[
        str, Query(pattern="^([A-Z]{2}|-)?$", description="ISO 3166-1 alpha-2; `-` for claims without a country.")
    ] = "",
    support: Annotated[
        shapes.Support, Query(description="At least that many independent origins; `0` for none shown.")
    ] = "",
    page: PageNumber = 1,
    size: PageSize = SIZE,
) -> Response:
    """The claims, the most important first."""
    shown = asked.shown
    rows = chosen(shown.rows, Wish(text=q.strip(), type=type, country=country, support=support))
    return asked.page(rows, lambda row: claim_row(shown.view, shown.claims[row.number - 1]), page, size)


@router.get("/claims/{claim}", responses=answers("ClaimInFull"))
def claim_in_full(asked: Now, claim: Annotated[str, Path(description="Id of the claim.")]) -> Response:
    """One claim with all that is known of it."""
    one = asked.shown.view.claim(claim)
    if one is None:
        raise not_found("claim", IN_LIST)
    return asked.answer(lambda: _in_full(asked.shown, one))


def _in_full(shown: Shown, claim: Claim) -> Row:
    view, grade = shown.view, shown.view.grade(claim.id)
    mentions = view.mentions_of(claim)
    statements = [s for key in dict.fromkeys(m.statement for m in mentions) if (s := view.statement(key))]
    reports = frozenset(claim.reports)
    relays = [r for r in view.relays if r.taker in reports and (r.giver in reports or not r.giver_in_case)]
    return {
        "number": shown.numbers[claim.id],
        "claim": claim_row(view, claim),
        "grade": grade_row(grade) if grade else None,
        "findings": [finding_row(view, f) for f in view.findings_of(claim.id)],
        "indicators": [indicator_row(view, i) for i in view.indicators_of(claim.id)],
        "mentions": [mention_row(view, m) for m in mentions],
        "statements": [statement_row(view, s) for s in statements],
        "relays": [relay_row(view, r) for r in relays],
    }
