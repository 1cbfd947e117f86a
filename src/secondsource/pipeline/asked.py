"""A case asked as it could be known on a day, and its claims held against the law of a day of one's choice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from secondsource.model import Claim, Finding, Reading
from secondsource.store import CaseView
from secondsource.subjects import Subject, load


def as_known_on(view: CaseView, day: date) -> CaseView:
    """The case as it could be known at the end of that day: later reports, and reports without a day, are left out of everything.

    The law is still that of each event's own date.
    """
    from secondsource import join, law, trace, weigh
    from secondsource.store.ledger import standing

    pack = load(view.subject)
    decisions = standing(view.ledger)
    traced = trace.trace(view.readings, view.claims, pack, as_known_on=day, decisions=decisions)
    readings = tuple(reading for reading in view.readings if _known(reading, day))
    claims = join.narrowed(view.claims, readings, pack)
    return replace(
        view,
        readings=readings,
        claims=claims,
        traced=traced,
        grades=weigh.grades(claims, traced, readings, pack, decisions),
        findings=law.findings(claims, traced, readings, pack),
        indicators=law.indicators(claims, readings, pack),
    )


def findings_on(
    view: CaseView, claim: Claim, provisions: Sequence[str], law_date: date | None = None
) -> tuple[Finding, ...]:
    """What provisions say of a claim, also those that do not apply, in the order given.

    Args:
        view: the case, or the case as it could be known on a day.
        claim: one of its claims.
        provisions: ids of provisions of its pack.
        law_date: asks the law of that day as if the same were done then; the event's own date if None.
    """
    from secondsource import law

    pack: Subject = load(view.subject)
    event = law.event_of(claim, view.readings, view.support(claim.id), pack)
    return law.check(event, pack, [pack.provisions[name] for name in provisions], law_date)


def law_of(view: CaseView, claim: Claim, law_date: date | None = None) -> tuple[Finding, ...]:
    """The findings worth showing of a claim under the law of that day; of the event's own date if None."""
    from secondsource import law

    pack: Subject = load(view.subject)
    return law.of_event(law.event_of(claim, view.readings, view.support(claim.id), pack), pack, law_date)


def _known(reading: Reading, day: date) -> bool:
    published = reading.report.date
    return published is not None and published.earliest is not None and published.earliest <= day
