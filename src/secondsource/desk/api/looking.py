"""`/review`, `/network`: what waits for a person's eye, and what the claims join."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from secondsource.publish.rows import Row
from secondsource.store import CaseView

from ..listing import chosen
from ..network.graph import Network, network
from ..network.paths import twins
from .answers import SIZE, Now, PageNumber, PageSize
from .described import answers, page_of
from .wanted import Wanted

router = APIRouter(tags=["looking"])


@router.get("/review", responses=answers(page_of("Waiting")))
def review(asked: Now, page: PageNumber = 1, size: PageSize = SIZE) -> Response:
    """The statements that wait for a person's eye, what would change most first."""
    view = asked.shown.view
    return asked.page(
        asked.state.waiting,
        lambda one: {
            "statement": one.statement,
            "report": _report(view, one.statement),
            "claims": list(one.claims),
            "weight": one.weight,
            "because": list(one.because),
        },
        page,
        size,
    )


@router.get("/network", responses=answers("Network"))
def joined(asked: Now, wanted: Wanted) -> Response:
    """The network of bodies, speakers, places and countries that claims make."""
    shown = asked.shown

    def made() -> Row:
        claims = [shown.claims[row.number - 1] for row in chosen(shown.rows, wanted)]
        whole = network(claims, shown.view, shown.pack)
        return _network(whole) | {
            "alike": [{"one": t.one, "other": t.other, "why": t.why} for t in twins(whole, claims)]
        }

    return asked.answer(made)


def _report(view: CaseView, identifier: str) -> str | None:
    statement = view.statement(identifier)
    return view.name_of(statement.report) if statement else None


def _network(whole: Network) -> Row:
    return {
        "nodes": [
            {"key": n.key, "sort": n.sort.value, "name": n.name, "what": n.what, "claims": list(n.claims)}
            for n in whole.nodes.values()
        ],
        "edges": [
            {"one": e.ends[0], "other": e.ends[1], "ties": [t.value for t in e.ties], "claims": list(e.claims)}
            for e in whole.edges.values()
        ],
    }
