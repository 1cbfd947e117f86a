"""What is new: reports that came in since somebody last looked, what they bear on, what waits, and what needs attention."""

from __future__ import annotations

from datetime import UTC, datetime

from secondsource import pipeline
from secondsource.publish.chapter import heading
from secondsource.publish.words import said_bounds

from .new import new_since
from .pages import set_of
from .shelf import Shown

MOST = 12
"""Rows of a list on this page; each list leads to the whole of it."""


def today_page(shown: Shown, looked: str, token: str, *, open_here: bool) -> str:
    """The page.

    Args:
        shown: the case.
        looked: when somebody last looked, ISO 8601 in UTC; nothing if never.
        token: of this desk's forms.
        open_here: whether decisions are taken here.
    """
    view = shown.view
    new = new_since(shown, looked)
    waiting = pipeline.queue(view)
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
        decisions=[(e.decision.kind.value, e.decision.who, e.decision.at) for e in reversed(view.ledger[-5:])],
        unmet=len(view.unmet),
        aside=len(view.set_aside),
        token=token,
        open_here=open_here,
    )


def now() -> str:
    """This instant as the page remembers it."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
