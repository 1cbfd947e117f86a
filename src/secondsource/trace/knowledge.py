"""How the support of a claim grew: what could be known on each day on which it changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..model import Claim, Decision, Reading
from ..subjects import Subject
from .case import Case
from .cites import Citations
from .lineage import Lineage
from .relays import cut_by, relays_of
from .support import support_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What could be known from a day on.

    Args:
        day: the first day.
        at_least: origins shown to be independent.
        at_most: origins that could be.
        reports: ids of the reports that were published that day and tell the claim.
    """

    day: date
    at_least: int
    at_most: int
    reports: tuple[str, ...]


def knowledge_line(
    claim: Claim,
    readings: Sequence[Reading],
    claims: Sequence[Claim],
    pack: Subject,
    decisions: Sequence[Decision] = (),
) -> tuple[Known, ...]:
    """The days on which the support of a claim changed, oldest first; reports without a day are known on none.

    Args:
        claim: the claim.
        readings: of the case; only those that share a claim with its reports are looked at.
        claims: of the case.
        pack: the subject pack.
        decisions: those in force.
    """
    beside = [c for c in claims if not set(c.reports).isdisjoint(claim.reports)]
    near = {r for c in beside for r in c.reports}
    some = [r for r in readings if r.report.id in near]
    days: dict[date, list[str]] = {}
    for reading in some:
        day = reading.report.date.earliest if reading.report.date else None
        if day is not None and reading.report.id in claim.reports:
            days.setdefault(day, []).append(reading.report.id)
    out: list[Known] = []
    for day in sorted(days):
        case = Case(some, beside, pack, day)
        citations = Citations(case)
        lineage = Lineage(case, citations, relays_of(case, citations, decisions), cut_by(decisions))
        support = support_of(claim, lineage, day)
        if not out or (out[-1].at_least, out[-1].at_most) != (support.at_least, support.at_most):
            out.append(
                Known(day=day, at_least=support.at_least, at_most=support.at_most, reports=tuple(sorted(days[day])))
            )
    return tuple(out)
