"""`/work`, `/notes`, `/searches`, `/proposals`, and for keepers `/people` and `/record`: what lies in the office beside the case."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import Annotated, TypeVar

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from secondsource.publish.rows import Row
from secondsource.store.office import Office
from secondsource.store.office.record import Deed
from secondsource.store.office.work import Work

from ..staff import visible
from ..staff.panel import keeps
from ..visiting import visitor
from .answers import SIZE, Asked, Now, PageNumber, PageSize
from .described import answers, page_of
from .errors import Refused
from .written import written

T = TypeVar("T")
router = APIRouter(tags=["people at work"])
_DEEDS = f"^({'|'.join(deed.value for deed in Deed)})?$"
MOST = 5_000
"""Notes and entries of the record that are looked through at most."""


def _office(request: Request) -> Office:
    office: Office = request.app.state.office
    return office


At = Annotated[Office, Depends(_office)]
Of = Annotated[str, Query(max_length=64, description="Id of a claim or a report; all if not given.")]


@router.get("/work", responses=answers(page_of("Working")))
def work(asked: Now, office: At, page: PageNumber = 1, size: PageSize = SIZE) -> Response:
    """What people work on, the last changed first."""
    names, view = {p.id: p.name for p in office.people.all()}, asked.shown.view

    def row(one: Work) -> Row:
        kind = "claim" if view.claim(one.object) else "report" if view.reading(one.object) else "gone"
        return {
            "object": one.object,
            "kind": kind,
            "status": one.status.value,
            "person": names.get(one.person),
            "tags": list(one.tags),
            "at": one.at,
        }

    return own_page(asked, visible.works(asked.shown, office), row, page, size)


@router.get("/notes", responses=answers(page_of("Noted")))
def notes(asked: Now, office: At, object: Of = "", page: PageNumber = 1, size: PageSize = SIZE) -> Response:
    """The notes on a claim or a report, the oldest first; without one, the latest of all."""
    found = office.notes.on(object) if object else office.notes.last(MOST)
    return own_page(
        asked,
        visible.notes(asked.shown, found),
        lambda n: {
            "id": n.id,
            "object": n.object,
            "name": n.name,
            "at": n.at,
            "text": n.text,
            "struck": n.struck or None,
        },
        page,
        size,
    )


@router.get("/searches", responses=answers(page_of("KeptSearch")))
def searches(asked: Now, office: At, page: PageNumber = 1, size: PageSize = SIZE) -> Response:
    """The searches kept with a name, one's own and those shared."""
    me = visitor().id
    found = office.searches.of(me) if keeps() else ()
    return own_page(
        asked,
        found,
        lambda s: {"name": s.name, "query": s.query, "shared": s.shared, "own": s.person == me},
        page,
        size,
    )


@router.get("/proposals", responses=answers(page_of("Proposed")))
def proposals(asked: Now, office: At, page: PageNumber = 1, size: PageSize = SIZE) -> Response:
    """The decisions that wait for a second person, the oldest first."""
    return own_page(
        asked,
        visible.proposals(asked.shown, office),
        lambda p: {
            "id": p.id,
            "kind": p.decision.kind.value,
            "object": p.decision.object,
            "values": dict(p.decision.values),
            "who": p.decision.who,
            "at": p.decision.at,
            "why": p.decision.why,
        },
        page,
        size,
    )


@router.get("/people", responses=answers(page_of("Account")))
def people(asked: Now, office: At, page: PageNumber = 1, size: PageSize = SIZE) -> Response:
    """Everybody who has or had an account; for keepers."""
    return own_page(
        asked,
        office.people.all(),
        lambda p: {
            "name": p.name,
            "role": p.role.value,
            "sees": sorted(s.value for s in p.sees),
            "ended": p.ended or None,
        },
        page,
        size,
    )


@router.get("/record", responses=answers(page_of("Recorded")))
def record(
    asked: Now,
    office: At,
    who: Annotated[str, Query(max_length=64, description="Name of the one who did it.")] = "",
    act: Annotated[str, Query(pattern=_DEEDS, description="What was done.")] = "",
    object: Annotated[str, Query(max_length=64, description="What it was about.")] = "",
    before: Annotated[int, Query(ge=0, le=2**53, description="Only entries with a smaller number; 0 for all.")] = 0,
    page: PageNumber = 1,
    size: PageSize = SIZE,
) -> Response:
    """Who did and opened what, the latest first, at most 5,000 entries from `before` on; for keepers."""
    return own_page(
        asked,
        [
            visible.entry(asked.shown, sealed)
            for sealed in office.record.entries(who=who, act=act, object=object, before=before, most=MOST)
        ],
        lambda s: {
            "seq": s.seq,
            "hash": s.hash,
            "at": s.entry.at,
            "who": s.entry.who,
            "act": s.entry.act.value,
            "object": s.entry.object,
            "why": s.entry.why,
            "more": dict(s.entry.more),
        },
        page,
        size,
    )


def own_page(asked: Asked, items: Sequence[T], row: Callable[[T], Row], page: int, size: int) -> Response:
    """A page of rows, with a tag of its own words: the state of the case says nothing of what people noted beside it."""
    last = max(1, -(-len(items) // size))
    if page > last:
        raise Refused(404, "no_page", f"There is no page {page}: the last one is {last}.", "Ask for an earlier page.")
    rows = [row(item) for item in items[(page - 1) * size : page * size]]
    body = written({"total": len(items), "page": page, "pages": last, "size": size, "rows": rows})
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    if tag in {held.strip().removeprefix("W/") for held in asked.held.split(",")} or asked.held.strip() == "*":
        return Response(status_code=304, headers={"ETag": tag})
    return Response(body, headers={"ETag": tag}, media_type="application/json")
