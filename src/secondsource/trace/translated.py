"""Relays across languages: a report that tells the same events with the same numbers and says nothing of where it has them from."""

from __future__ import annotations

from ..model import Factuality, LinkKind, Ref, Relay, RelayKind
from .case import Case, Told

DAYS = 30
"""A translation appears within these days of its original."""
LEAST_CLAIMS = 2
SHARE = 0.6
"""Share of the taker's claims that the original must tell as well."""


def translated(case: Case, taken: frozenset[str]) -> list[Relay]:
    """For every report without another source for its claims, the report in another language that it follows, sorted by taker.

    Args:
        case: the case.
        taken: reports that are known to relay another report of the case; they need no further explanation.
    """
    out: list[Relay] = []
    for reading in case.readings:
        taker = reading.report.id
        mine = case.claims_of_report.get(taker, frozenset())
        if taker in taken or len(mine) < LEAST_CLAIMS:
            continue
        ranked = []
        for giver in case.telling(mine):
            other = case.by_id[giver]
            days = case.days_between(giver, taker)
            if other.report.lang == reading.report.lang or case.outlet[giver] == case.outlet[taker]:
                continue
            if days is None or not 0 < days <= DAYS or not case.may_follow(taker, giver):
                continue
            both = sorted(mine & case.claims_of_report.get(giver, frozenset()))
            if len(both) < max(LEAST_CLAIMS, SHARE * len(mine)):
                continue
            alike, unlike = _likeness(case, taker, giver, both)
            if alike > 2 * unlike:
                ranked.append((alike - unlike, case.order[giver], giver, both))
        if ranked:
            _, _, giver, both = max(ranked)
            out.append(_relay(case, taker, giver, both))
    return out


def _likeness(case: Case, taker: str, giver: str, both: list[str]) -> tuple[int, int]:
    alike = unlike = 0
    for claim in both:
        mine, theirs = case.told[taker, claim], case.told[giver, claim]
        if any(_own_witness(t) for t in mine):
            unlike += 2
        dates, other_dates = _dates(mine), _dates(theirs)
        alike += 1
        if dates and other_dates:
            alike, unlike = (alike + 1, unlike) if dates & other_dates else (alike, unlike + 1)
        numbers, other_numbers = _numbers(mine), _numbers(theirs)
        if numbers and other_numbers:
            alike, unlike = (alike + 1, unlike) if numbers & other_numbers else (alike, unlike + 1)
        manner, other_manner = _manner(mine), _manner(theirs)
        alike, unlike = (alike + 1, unlike) if manner & other_manner else (alike, unlike)
    return alike, unlike


def _own_witness(told: Told) -> bool:
    links = told.statement.chain.links if told.statement else ()
    return bool(links) and links[0].kind in (LinkKind.PERSON, LinkKind.SENSOR, LinkKind.RECORD, LinkKind.OUTLET)


def _dates(items: list[Told]) -> set[str]:
    return {str(t.mention.when.date) for t in items if t.mention.when}


def _numbers(items: list[Told]) -> set[tuple[str, float | None, float | None]]:
    return {(q.what, q.range.low, q.range.high) for t in items for q in t.mention.quantities}


def _manner(items: list[Told]) -> set[tuple[str, Factuality]]:
    return {
        (t.statement.anonymity.value + t.statement.basis.value if t.statement else "", t.mention.factuality)
        for t in items
    }


def _relay(case: Case, taker: str, giver: str, both: list[str]) -> Relay:
    evidence = tuple(
        (Ref(taker, case.told[taker, c][0].mention.trigger), Ref(giver, case.told[giver, c][0].mention.trigger))
        for c in both
    )
    return Relay(
        taker=taker,
        giver=giver,
        giver_in_case=True,
        how=RelayKind.TRANSLATES,
        named=case.named_in(taker, giver),
        evidence=evidence,
        strength=0.6,
        why=f"{case.name_of(taker)} tells {len(both)} events as {case.dated(giver)} does, in another language, and names no other report.",
    )
