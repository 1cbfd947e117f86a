"""Figures out of a case: what its claims say of workers by country, of income, of strikes, weighed by what stands behind them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from secondsource.forecast.scenario.values import Trust
from secondsource.model import Claim, Factuality, Grade, Mention, PartialDate, Range, Ref, Status, Support
from secondsource.store.view import CaseView

from .figures import SPREAD, Figure, Observable

_COUNTED = ("WORK_PRESENCE", "ESTIMATE")
"""Event types that give a stock or an income, and no change of one."""
_UNREST = ("WORK_STOPPAGE", "PROTEST_OR_RIOT")
"""Event types that tell of a crew that struck or rose."""
SUPPORTED = (0.1, 0.3, 0.6, 1.0)
"""What a claim counts by the lower end of its support: none, one, two, three or more independent origins."""
LETTER = {"A": 1.0, "B": 0.9, "C": 0.75, "D": 0.5, "E": 0.25, "F": 0.5}
"""What a claim counts by the letter of its grade. F is no bad mark: too little is known of the source. The digit follows from support and is not counted twice."""


def figures_of_case(view: CaseView) -> tuple[Figure, ...]:
    """The figures of a case, by the claim's id: each claim once.

    A claim is a figure if it is dated, asserted, neither rumoured nor denied nor taken back as a whole, and gives workers at work in a country (or in the world, for an estimate),
    dollars a year of the world, or a strike. Statements that deny, plan, forecast or pass on a rumour give no value. Rival values make one interval.

    Args:
        view: of the case; masked or not, no words of it are taken over.
    """
    found = (_figure(view, claim) for claim in sorted(view.claims, key=lambda c: c.id))
    return tuple(figure for figure in found if figure is not None)


def _figure(view: CaseView, claim: Claim) -> Figure | None:
    days = _days(claim.when)
    if days is None or claim.status in (Status.RUMOUR, Status.DENIED, Status.RETRACTED):
        return None
    mentions = [m for m in view.mentions_of(claim) if _asserted(view, m)]
    observable, told = _told(claim, mentions)
    known = [day for m, _ in told if (day := _published(view, m)) is not None]
    if observable is None or not known:
        return None
    low, high, value = _ends([amount for _, amount in told])
    if observable is Observable.STRIKES:
        high = None
    support, grade = view.support(claim.id), view.grade(claim.id)
    return Figure(
        id=claim.id,
        observable=observable,
        hosts=(claim.country,) if claim.country else (),
        first=days[0],
        last=days[1],
        base=None,
        # rivals make one interval only when the last of them is known
        known=max(known),
        low=low,
        high=high,
        value=value,
        weight=weight(support, grade),
        spread=SPREAD[trust(support)],
        origins=origins(support, claim.id),
        source=f"claim {claim.id}",
        text=claim.type.replace("_", " ").lower(),
        rests_on=tuple(dict.fromkeys(_pointer(view, Ref(m.report, m.trigger)) for m, _ in told)),
    )


def weight(support: Support | None, grade: Grade | None) -> float:
    """What a claim counts, 0 to 1: by the lower end of its support, times the letter of its grade."""
    return (
        SUPPORTED[min(support.at_least if support else 0, len(SUPPORTED) - 1)] * LETTER[grade.letter if grade else "F"]
    )


def trust(support: Support | None) -> Trust:
    """How well a claim's number is founded: no better than medium, for nobody saw the document."""
    return Trust.MEDIUM if support and support.at_least >= 2 else Trust.LOW


def origins(support: Support | None, claim: str) -> tuple[str, ...]:
    """The origins of a claim by name, so that one that stands behind several claims is one. Lineage that is not recorded is the report's own."""
    if support is None or not support.origins:
        return (f"not recorded ({claim})",)
    return tuple(o.name if o.recorded else f"not recorded ({', '.join(o.reports)})" for o in support.origins)


def _told(claim: Claim, mentions: Iterable[Mention]) -> tuple[Observable | None, list[tuple[Mention, Range]]]:
    """What the claim counts, and each number with the mention that gives it."""
    if claim.type in _UNREST:
        return (Observable.STRIKES, [(m, Range(1, None)) for m in mentions]) if claim.country else (None, [])
    if claim.type not in _COUNTED:
        return None, []
    workers = [(m, q.range) for m in mentions for q in m.quantities if q.what == "workers" and q.per is None]
    if workers and (claim.country or claim.type == "ESTIMATE"):
        return Observable.WORKERS, workers
    income = [(m, q.range) for m in mentions for q in m.quantities if q.what == "USD" and q.per == "year"]
    if income and claim.type == "ESTIMATE" and claim.country is None:
        return Observable.INCOME, income
    return None, []


def _ends(ranges: Iterable[Range]) -> tuple[float | None, float | None, float]:
    """From the least to the most that is said, open where one of them is; and the middle of what is closed."""
    every = list(ranges)
    low = None if any(r.low is None for r in every) else min(r.low for r in every if r.low is not None)
    high = None if any(r.high is None for r in every) else max(r.high for r in every if r.high is not None)
    if low is None and high is None:
        # “at least” of one and “at most” of another leave nothing that both deny: the widest ends they name
        named = [end for r in every for end in (r.low, r.high) if end is not None]
        low, high = min(named), max(named)
    given = [end for end in (low, high) if end is not None]
    return low, high, sum(given) / len(given)


def _asserted(view: CaseView, mention: Mention) -> bool:
    statement = view.statement(mention.statement)
    said = statement.factuality if statement else Factuality.ASSERTED
    return mention.factuality is Factuality.ASSERTED and said is Factuality.ASSERTED


def _published(view: CaseView, mention: Mention) -> date | None:
    report = view.report(mention.report)
    when = report.date if report else None
    return when.latest if when else None


def _days(when: PartialDate | None) -> tuple[date, date] | None:
    if when is None or when.earliest is None or when.latest is None:
        return None
    return when.earliest, when.latest


def _pointer(view: CaseView, ref: Ref) -> str:
    return f"{view.name_of(ref.report)}:{ref.span.start}-{ref.span.end}"
