"""A case asked as it could be known on a day, or without some of its reports; its claims held against the law of a day of one's choice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from secondsource.model import Claim, Finding, Reading
from secondsource.store import CaseView, documents
from secondsource.store.ledger import standing
from secondsource.subjects import Subject, load

from . import left_out


def as_known_on(view: CaseView, day: date) -> CaseView:
    """The case as it could be known at the end of that day: later reports, and reports without a day, are left out of everything.

    The law is still that of each event's own date.
    """
    from secondsource import join

    pack = load(view.subject)
    readings = tuple(reading for reading in view.readings if _known(reading, day))
    claims = _in_time(join.narrowed(view.claims, readings, pack))
    return _anew(view, readings, claims, pack, day)


def without(view: CaseView, reports: Iterable[str]) -> CaseView:
    """The case as it is without some of its reports: everything counted anew, and nothing of them in it; see `left_out.beside`.

    What tells the same event stays one claim under the id it has, also where only a report that is left out showed that it is the same:
    so an address, and a decision about a claim, mean the same to whoever sees less of it. Leaving out nothing gives the view itself.

    Whoever shows it masks it with the readings that were left out beside it, or leaves reports out of a view that is masked: a name that is
    personal in one report is so in all.

    Args:
        view: the whole case; what is left may then be asked as it could be known on a day.
        reports: ids of the reports to leave out; those that it does not hold change nothing.
    """
    from secondsource import join

    gone = frozenset(reports)
    readings = tuple(reading for reading in view.readings if reading.report.id not in gone)
    if len(readings) == len(view.readings):
        return view
    pack = load(view.subject)
    claims = _in_time(join.narrowed(view.claims, readings, pack, anew=True))
    return _anew(left_out.beside(view, readings, claims), readings, claims, pack)


def _anew(
    view: CaseView, readings: tuple[Reading, ...], claims: tuple[Claim, ...], pack: Subject, day: date | None = None
) -> CaseView:
    """The view with everything derived from these readings and claims alone, and from the decisions in its ledger."""
    from secondsource import law, trace, weigh

    decisions = standing(view.ledger)
    obtained = {entry.capture: entry.at for entry in reversed(view.custody)}
    traced = trace.trace(readings, claims, pack, as_known_on=day, decisions=decisions, obtained=obtained)
    return replace(
        view,
        readings=readings,
        claims=claims,
        traced=traced,
        grades=weigh.grades(claims, traced, readings, pack, decisions),
        findings=law.findings(claims, traced, readings, pack),
        indicators=law.indicators(claims, readings, pack),
    )


def _in_time(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    return tuple(sorted(claims, key=lambda claim: (documents.ends(claim.when)[0] or "9999", claim.id)))


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
