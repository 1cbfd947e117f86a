"""What is new since somebody last looked: reports that came in, claims whose support or grade changed, what waits, what needs attention."""

from __future__ import annotations

from datetime import date

from secondsource import law
from secondsource.law.deadlines import Standing as DutyStanding
from secondsource.publish.chapter import heading
from secondsource.publish.tongue import say, say_as
from secondsource.publish.words import said_bounds
from secondsource.store.office.looks import Look, Standing

from .listing import Row
from .new import new_since
from .pages import set_of
from .shelf import Shown

MOST = 12
"""Rows of a list on this page; each list leads to the whole of it."""


def standing(row: Row) -> Standing:
    """How a claim stands, as it is kept to be compared with later."""
    return row.low or 0, row.high or 0, row.grade


def look(shown: Shown, at: str) -> Look:
    """A look at the case as it stands, at that instant."""
    return Look(at=at, claims={row.id: standing(row) for row in shown.rows})


def changes(shown: Shown, last: Look | None) -> list[dict[str, object]]:
    """The claims whose support or grade is another than at the last look, the most important first; new ones are not among them."""
    out: list[dict[str, object]] = []
    for row in shown.rows:
        then = last.claims.get(row.id) if last else None
        if then is not None and then != standing(row):
            low, high, grade = then
            out.append(
                {
                    "id": row.id,
                    "title": row.title,
                    "was": said_bounds(low, high),
                    "is": said_bounds(row.low or 0, row.high or 0),
                    "grade_was": grade or say("not graded"),
                    "grade_is": row.grade or say("not graded"),
                    "support": (low, high) != standing(row)[:2],
                    "grade": grade != row.grade,
                }
            )
    return out


def running(shown: Shown, day: date) -> int:
    """How many deadlines by which States must act or report are still to come, by what the pack knows."""
    return sum(duty.standing is DutyStanding.RUNNING for duty in law.track(shown.pack, day))


def today_page(
    shown: Shown,
    last: Look | None,
    token: str,
    day: date,
    *,
    looks: bool,
    mine: int = 0,
    proposed: int = 0,
    alerts: int = 0,
) -> str:
    """The page.

    Args:
        shown: the case.
        last: when somebody last looked, and how the claims stood; None if never.
        token: of this desk's forms.
        day: on which the page is asked for.
        looks: whether whoever asks can say that they have looked.
        mine: how many notes name them that they have not seen.
        proposed: how many decisions wait for a second person.
        alerts: how many alerts they have not seen.
    """
    view, looked = shown.view, last.at if last else ""
    changed, new = changes(shown, last), new_since(shown, looked)
    waiting = shown.waiting
    return set_of(
        shown,
        "today.html.j2",
        at="/today",
        looked=looked,
        new=[(shown.sources[r.id], new.came[r.capture]) for r in new.reports[:MOST]],
        new_count=len(new.reports),
        touched=[
            {
                "id": claim.id,
                "title": heading(claim, shown.pack),
                "new": new.fresh[claim.id],
                "reports": len(claim.reports),
                "bounds": said_bounds(s.at_least, s.at_most) if (s := view.support(claim.id)) else "",
                "whole": new.fresh[claim.id] == len(claim.reports),
            }
            for claim in new.claims[:MOST]
        ],
        touched_count=len(new.claims),
        waiting=len(waiting),
        first=[w.because[0] for w in waiting[:1]],
        decisions=[
            (say_as("decision", e.decision.kind.value), e.decision.who, e.decision.at)
            for e in reversed(view.ledger[-5:])
        ],
        running=running(shown, day),
        unmet=len(view.unmet),
        aside=len(view.set_aside),
        changed=changed[:MOST],
        changed_count=len(changed),
        gone=len(last.claims.keys() - shown.numbers.keys()) if last else 0,
        mine=mine,
        proposed=proposed,
        alerts=alerts,
        token=token,
        looks=looks,
    )
