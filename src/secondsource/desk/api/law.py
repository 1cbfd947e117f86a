"""`/law`, `/law/provisions/{provision}`, `/law/deadlines`, `/law/said`."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from secondsource import law
from secondsource.model.codec import plain
from secondsource.publish.rows import Row, ref_row
from secondsource.store import CaseView

from ..listing import LONGEST
from .answers import SIZE, Day, Now, PageNumber, PageSize, day_of
from .described import ISO_DATE, answers, page_of
from .errors import not_found, of_error

Country = Annotated[str, Query(pattern="^([A-Z]{2})?$", description="ISO 3166-1 alpha-2.")]

Bears = Literal["", "says_so", "in_part", "not_yet", "not_said"]

router = APIRouter(tags=["law"])


@router.get("/law", responses=answers(page_of("Rule", on=ISO_DATE), provision="provision"))
def in_force(
    asked: Now,
    on: Day = None,
    country: Country = "",
    about: Annotated[str, Query(max_length=LONGEST, description="Topic, group of event types or event type.")] = "",
    page: PageNumber = 1,
    size: PageSize = SIZE,
) -> Response:
    """What was in force on a day."""
    pack, day = asked.shown.pack, day_of("on", on) if on else asked.today
    try:
        types = law.topic(about, pack) if about.strip() else None
    except law.NoTopic as error:
        raise of_error(error, 404) from error
    rules = law.in_force(day, pack, country or None, types)
    return asked.page(rules, _rule, page, size, {"on": day.isoformat()})


@router.get("/law/provisions/{provision}", responses=answers("ProvisionInFull"))
def provision(asked: Now, provision: Annotated[str, Path(description="Id of the provision.")]) -> Response:
    """One provision, and how the claims of the case stand to it."""
    rule = asked.shown.pack.provisions.get(provision)
    if rule is None:
        raise not_found("provision", "`/api/law` lists what is in force, with the ids.")
    outcomes = Counter(f.outcome.value for f in asked.shown.view.findings if f.provision == provision)
    return asked.answer(
        lambda: {
            "provision": plain(rule),
            "outcomes": [{"outcome": outcome, "claims": n} for outcome, n in sorted(outcomes.items())],
        }
    )


@router.get("/law/deadlines", responses=answers(page_of("Duty", as_of=ISO_DATE)))
def deadlines(
    asked: Now,
    country: Country = "",
    as_of: Day = None,
    every: Annotated[bool, Query(description="Also duties on which nothing is known to have been reported.")] = False,
    page: PageNumber = 1,
    size: PageSize = SIZE,
) -> Response:
    """Duties with a deadline, State by State, and what is known to have been reported."""
    view, day = asked.shown.view, day_of("as_of", as_of) if as_of else asked.today
    duties = law.track(asked.shown.pack, day, country or None, view.claims, view.readings, view.supports, every=every)
    return asked.page(duties, plain, page, size, {"as_of": day.isoformat()})


@router.get("/law/said", responses=answers(page_of("LawSaid")))
def said(
    asked: Now,
    bearing: Annotated[Bears, Query(description="Only those of which the text says so much.")] = "",
    page: PageNumber = 1,
    size: PageSize = SIZE,
) -> Response:
    """What reports say of the law, held against it."""
    view = asked.shown.view
    found = [item for item in asked.state.said if bearing in ("", item.bearing.name.lower())]
    return asked.page(found, lambda item: _said(view, item), page, size)


def _rule(item: law.InForce) -> Row:
    rule = item.provision
    return {
        "id": rule.id,
        "instrument": rule.instrument,
        "paragraph": rule.paragraph,
        "citation": rule.citation,
        "jurisdiction": rule.jurisdiction,
        "legal_force": rule.legal_force,
        "event_types": list(rule.event_types),
        "summary": rule.summary,
        "in_force_from": rule.in_force_from,
        "in_force_to": rule.in_force_to,
        "certain": item.certain,
        "wording": str(item.version["from"]) if item.version and item.version.get("from") else None,
        "running": [{"date": day, "what": what} for day, what in item.running],
        "passed": [{"date": day, "what": what} for day, what in item.passed],
        "only_if": list(item.reach.only_if) if item.reach else None,
    }


def _said(view: CaseView, item: law.LawSaid) -> Row:
    return {
        "ref": ref_row(view, item.ref),
        "named": ref_row(view, item.named),
        "says": item.says,
        "says_ref": ref_row(view, item.says_ref),
        "acts": [{"type": kind, "ref": ref_row(view, ref)} for kind, ref in item.acts],
        "chain": list(item.chain),
        "day": item.day,
        "bearing": item.bearing.value,
        "provisions": list(item.provisions),
        "points": [plain(point) for point in item.points],
    }
