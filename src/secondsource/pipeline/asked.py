"""A case asked as it could be known on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from secondsource.store import CaseView
from secondsource.subjects import load


def as_known_on(view: CaseView, day: date) -> CaseView:
    """The case with support and grades as they could be known at the end of that day; findings stay, law has its own date."""
    from secondsource import trace, weigh
    from secondsource.store.ledger import standing

    pack = load(view.subject)
    decisions = standing(view.ledger)
    traced = trace.trace(view.readings, view.claims, pack, as_known_on=day, decisions=decisions)
    return replace(view, traced=traced, grades=weigh.grades(view.claims, traced, view.readings, pack, decisions))
