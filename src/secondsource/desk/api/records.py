"""`/case`, `/decisions`, `/relays`, and the other records of the case, a page of rows at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from secondsource import __version__, collect, join, law, read, trace, weigh
from secondsource.publish.rows import ROW, Row, relay_row
from secondsource.publish.shapes_case import SHAPES
from secondsource.store.ledger import standing

from ..shelf import Shown
from .answers import SIZE, Now, PageNumber, PageSize, State
from .described import answers, page_of

_STAGES = {"collect": collect, "read": read, "join": join, "trace": trace, "weigh": weigh, "law": law}
_PLAIN = {
    "statements": "What is said in the reports, by report, in order of the text.",
    "mentions": "The events told in the statements, by report, in order of the text.",
    "findings": "The claims held against the provisions.",
    "indicators": "The indicators of forced labour, claim by claim.",
    "grades": "The grades, claim by claim.",
    "loops": "Circular reporting.",
}
"""Records that are listed as they are, and what they are."""

router = APIRouter(tags=["records"])


@router.get("/case", responses=answers("CaseAbout"))
def case(asked: Now) -> Response:
    """What the case is, how much it holds, in which state."""
    return asked.answer(lambda: _about(asked.state))


@router.get("/decisions", responses=answers(page_of("Decision")))
def decisions(asked: Now, page: PageNumber = 1, size: PageSize = SIZE) -> Response:
    """Every decision, in order."""
    return asked.page(_decisions(asked.shown), lambda row: row, page, size)


@router.get("/relays", responses=answers(page_of("Relay")))
def relays(
    asked: Now,
    report: Annotated[str, Query(description="Name or id of a report at either end.")] = "",
    page: PageNumber = 1,
    size: PageSize = SIZE,
) -> Response:
    """Who takes matter from whom."""
    view = asked.shown.view
    some = [
        r
        for r in view.relays
        if not report or report in (r.taker, r.giver, view.name_of(r.taker), view.name_of(r.giver))
    ]
    return asked.page(some, lambda relay: relay_row(view, relay), page, size)


def _listing(what: str) -> Callable[..., Response]:
    def listed(asked: Now, page: PageNumber = 1, size: PageSize = SIZE) -> Response:
        view = asked.shown.view
        return asked.page(getattr(view, what), lambda item: ROW[what](view, item), page, size)

    listed.__doc__ = _PLAIN[what]
    return listed


for _what in _PLAIN:
    router.get(f"/{_what}", responses=answers(page_of(SHAPES[_what].__name__)), name=_what)(_listing(_what))


def _about(state: State) -> Row:
    view, pack = state.shown.view, state.shown.pack
    return {
        "id": view.id,
        "title": view.title,
        "created": view.created,
        "tlp": view.marking.label if view.marking else None,
        "program": __version__,
        "versions": {name: str(stage.VERSION) for name, stage in _STAGES.items()},
        "subject": {
            "id": pack.id,
            "title": str(pack.about.get("title", "")),
            "notice": str(pack.about.get("notice", "")),
            "digest": pack.digest,
        },
        "counts": {
            "reports": len(view.readings),
            "statements": len(view.statements),
            "mentions": len(view.mentions),
            "claims": len(view.claims),
            "relays": len(view.relays),
            "findings": len(view.findings),
            "indicators": len(view.indicators),
            "set_aside": len(view.set_aside),
            "decisions": len(state.shown.entries),
        },
        "state": state.digest,
    }


def _decisions(shown: Shown) -> list[Row]:
    in_force = {id(decision) for decision in standing(shown.entries)}
    return [
        {
            "seq": entry.seq,
            "id": entry.hash,
            "kind": entry.decision.kind.value,
            "object": entry.decision.object,
            "values": dict(entry.decision.values),
            "who": entry.decision.who,
            "at": entry.decision.at,
            "why": entry.decision.why,
            "in_force": id(entry.decision) in in_force,
            "unmet": entry.decision in shown.unmet,
        }
        for entry in shown.entries
    ]
