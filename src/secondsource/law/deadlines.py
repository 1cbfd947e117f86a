"""Deadlines and reporting duties, State by State: what each asks by when, and what is known to have been reported, when, by whom.

What is not known here may well have been reported: reports to a committee are often not public, and the tracker never says that a State
did not report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ..model import BadDate, BadPack, Claim, PartialDate, Reading, Support, Truth
from ..subjects import Subject
from ..subjects.schema import Submission
from .claim_facts import event_of
from .conditions import Leaf, truth_taking
from .given import EventFacts
from .material import Material
from .reach import reach
from .rule import Rule, rules


class Standing(StrEnum):
    """When something was reported on a duty, as far as is known; not whether the duty was fulfilled."""

    IN_TIME = "reported by the deadline"
    LATE = "reported after the deadline"
    REPORTED = "reported; by the deadline or after it is not known"
    RUNNING = "time still running"
    NOTHING_KNOWN = "nothing known of it here"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Something reported on a duty.

    Args:
        when: EDTF, or empty if not known.
        by: who reported.
        told_by: who made it public; of a claim, the reports of the case that tell it.
        claim: id of the claim that tells it; empty for what the pack holds.
        source: citation, or empty for a claim.
    """

    when: str
    what: str
    by: str
    told_by: str
    source: str = ""
    claim: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One duty of one State.

    Args:
        state: ISO code; None for sums over all States.
        provision: id of the provision.
        deadline: ISO day on which the time runs out; empty for what answers no duty by name.
        asks: what is to be done by then.
    """

    state: str | None
    provision: str
    deadline: str
    asks: str
    standing: Standing
    reports: tuple[Report, ...]


def track(
    pack: Subject,
    as_of: date,
    country: str | None = None,
    claims: Sequence[Claim] = (),
    readings: Sequence[Reading] = (),
    supports: Sequence[Support] = (),
    *,
    every: bool = False,
) -> tuple[Duty, ...]:
    """Every duty with a deadline for every State of which something is known, by State, then by deadline.

    Args:
        pack: for the duties and what it holds of reports.
        as_of: what was reported later is left out, and so are duties that did not exist yet.
        country: only this State, also if nothing is known of it.
        claims: of a case, for what its reports tell of compliance and of returns.
        readings: of that case.
        supports: of that case.
        every: also duties of which nothing was ever reported, as far as is known.
    """
    known = {row.state: row.reports for row in pack.compliance}
    told = list(_told(pack, claims, readings, supports, as_of))
    answered = {item.duty for rows in known.values() for item in rows} | {duty for _, duty, _ in told}
    watched = [rule for rule in _dated(pack) if every or rule.id in answered]
    states = {country} if country else {*known, *(state for state, _, _ in told)}
    out: list[Duty] = []
    for state in sorted(states, key=lambda s: (s is None, s or "")):
        held = [(item.duty, _of_pack(item)) for item in known.get(state, ()) if _by(item.submitted, as_of, pack, state)]
        here = held + [(duty, report) for where, duty, report in told if where == state]
        for rule in watched:
            assert rule.deadline is not None
            mine = tuple(report for duty, report in here if duty == rule.id)
            if not mine and (
                state is None
                or as_of < (rule.window.first or rule.window.sure)
                or reach(rule, state, max(rule.deadline.day, rule.window.sure), pack) is None
            ):
                continue
            out.append(
                Duty(
                    state=state,
                    provision=rule.id,
                    deadline=rule.deadline.day.isoformat(),
                    asks=rule.deadline.what,
                    standing=_standing(mine, rule.deadline.day, as_of),
                    reports=mine,
                )
            )
        rest = tuple(report for duty, report in here if duty is None)
        if rest:
            out.append(Duty(state=state, provision="", deadline="", asks="", standing=Standing.REPORTED, reports=rest))
    return tuple(out)


def _dated(pack: Subject) -> list[Rule]:
    found = [rule for rule in rules(pack).values() if rule.deadline is not None]
    return sorted(found, key=lambda rule: (rule.deadline.day if rule.deadline else date.max, rule.id))


def _of_pack(item: Submission) -> Report:
    return Report(
        when=item.submitted or "",
        what=item.what,
        by=item.by,
        told_by=item.told_by,
        source=item.citation,
        note=item.note,
    )


def _by(when: str | None, as_of: date, pack: Subject, state: str | None) -> bool:
    if not when:
        return True
    try:
        submitted = PartialDate(when)
    except BadDate as error:
        raise BadPack(f"{pack.id}: compliance of {state}: submitted: {error}") from error
    known = submitted.latest or submitted.earliest
    return known is None or known <= as_of


def _told(
    pack: Subject, claims: Iterable[Claim], readings: Sequence[Reading], supports: Iterable[Support], as_of: date
) -> Iterator[tuple[str, str | None, Report]]:
    """What the case's claims tell of compliance: State, the duty it answers if that is clear, and the report."""
    material = Material(readings)
    backed = {support.claim: support for support in supports}
    outlets = {r.report.id: r.report.outlet.value if r.report.outlet else r.report.name for r in readings}
    for claim in claims:
        if claim.country is None or claim.type not in pack.law.get("compliance_types", ()):
            continue
        first = material.first_published(claim.reports)
        if first is not None and first > as_of:
            continue
        by = ", ".join(dict.fromkeys(outlets[r] for r in claim.reports if r in outlets))
        counted = [value.value for value in claim.values if value.attribute.startswith("quantity")]
        report = Report(
            when=str(claim.when) if claim.when else "",
            what="; ".join([claim.title, *counted]),
            by=f"{claim.status.value} in the case",
            told_by=by,
            claim=claim.id,
        )
        duties = list(_answered(claim, material, backed.get(claim.id), pack))
        for duty in duties:
            yield claim.country, duty, report
        if not duties and not any(rule.names(claim.type) for rule in _dated(pack) if not _asks_a_kind(rule)):
            yield claim.country, None, report


def _answered(claim: Claim, material: Material, support: Support | None, pack: Subject) -> Iterator[str]:
    """The duties that the claim answers: those that name its type and of which no fact of it speaks against."""
    event = event_of(claim, material, support, pack)
    facts = EventFacts(event, pack)
    named = [rule for rule in _dated(pack) if rule.names(claim.type)]
    for rule in named:
        day = claim.when.latest if claim.when and claim.when.latest else None
        if day is None or day < rule.window.sure:
            continue
        on = facts.on(day)
        if truth_taking(rule.scope, on, Truth.UNKNOWN) is Truth.FAILED:
            continue
        if not all(leaf.truth(on) is Truth.MET for leaf in _kinds(rule)):
            continue
        yield rule.id


def _kinds(rule: Rule) -> list[Leaf]:
    """The tests by which a duty names the report that answers it."""
    return [leaf for version in rule.versions for leaf in version.elements.leaves() if leaf.fact.name == "report.kind"]


def _asks_a_kind(rule: Rule) -> bool:
    return bool(_kinds(rule))


def _standing(reports: Sequence[Report], deadline: date, as_of: date) -> Standing:
    if not reports:
        return Standing.RUNNING if as_of <= deadline else Standing.NOTHING_KNOWN
    days = [PartialDate(report.when) for report in reports if report.when]
    if any(day.latest is not None and day.latest <= deadline for day in days):
        return Standing.IN_TIME
    if len(days) == len(reports) and all(day.earliest is not None and day.earliest > deadline for day in days):
        return Standing.LATE
    return Standing.REPORTED
