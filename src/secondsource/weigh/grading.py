"""Grades: the digit from support and rivals alone, the letter from the source's record alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..model import Basis, Claim, Decision, DecisionKind, Grade, Origin, Reading, Status, Support, Traced
from ..model.imprint import Imprint
from ..subjects import Subject
from ..subjects.names import SourceNames
from .record import LEAST, Record, Records, letter_of, source_of, track_records

VERSION = "3"
_GRADE = re.compile(r"[A-F][1-6]")
_SHOWN = frozenset({Basis.WITNESSED, Basis.RECORD, Basis.SENSOR})
_CLOSENESS = (
    Basis.SENSOR,
    Basis.RECORD,
    Basis.WITNESSED,
    Basis.TOLD,
    Basis.UNKNOWN,
    Basis.INFERRED,
    Basis.READ,
    Basis.RUMOUR,
)
_MEANING = {
    1: "Confirmed by other independent origins.",
    2: "One origin that shows how it knows, or several that may be independent; nothing stands against it.",
    3: "One origin whose access is not shown.",
    4: "Rumour, or denied by somebody, with no second origin for it.",
    5: "Withdrawn by its own source, or contradicted by a record or a witness.",
    6: "It cannot be judged: no report says where it has it from.",
}


def grades(
    claims: Sequence[Claim],
    traced: Traced,
    readings: Sequence[Reading],
    pack: Subject,
    decisions: Sequence[Decision] = (),
) -> tuple[Grade, ...]:
    """One grade for each claim that has a support, in the order of the claims.

    Args:
        claims: of the case.
        traced: what trace found.
        readings: of the case.
        pack: the subject pack.
        decisions: those in force; an OVERRIDE of a claim (`{"grade": "B2"}`) stands, and says what the program's own grade is.
    """
    said = overriding(decisions)
    supports = {s.claim: s for s in traced.supports}
    by_id = {r.report.id: Imprint.of(r.report) for r in readings}
    names = SourceNames(pack)
    records = Records(track_records(claims, traced.supports, readings, pack))
    out: list[Grade] = []
    for claim in claims:
        support = supports.get(claim.id)
        if support is not None:
            first = first_hand(support, by_id, names)
            out.append(grade_of(claim, support, records.before(first.source, first.day), first.shown, said))
    return tuple(out)


def overriding(decisions: Sequence[Decision]) -> dict[str, Decision]:
    """By claim, the decision that gives its grade."""
    return {
        d.object: d
        for d in decisions
        if d.kind is DecisionKind.OVERRIDE and _GRADE.fullmatch(d.values.get("grade", ""))
    }


def grade_of(claim: Claim, support: Support, record: Record, shown: str, overridden: Mapping[str, Decision]) -> Grade:
    """The grade of one claim.

    Args:
        claim: the claim.
        support: its support.
        record: what had been resolved for its source.
        shown: the source's name.
        overridden: see `overriding`.
    """
    own = _grade(claim, support, record, shown)
    return _overridden(own, overridden[claim.id]) if claim.id in overridden else own


def digit_of(support: Support, status: Status, conflicts: Sequence[str]) -> int:
    """1 (confirmed) to 5 (contradicted), 6 (cannot be judged), from support and rivals and nothing else."""
    recorded = [o for o in support.origins if o.recorded]
    strong_rival = any(o.basis in _SHOWN for o in support.against)
    if status is Status.RETRACTED:
        return 5
    if support.at_least == 0:
        if support.against and (strong_rival or not recorded):
            return 5
        if status in (Status.RUMOUR, Status.DENIED) or recorded:
            return 4
        return 6
    shown = any(o.basis in _SHOWN for o in recorded)
    if support.at_least >= 2:
        return 2 if support.against or conflicts else 1
    if support.against:
        return 5 if strong_rival and not shown else 4
    if shown or support.at_most >= 2:
        return 3 if conflicts and not shown else 2
    return 3


def _grade(claim: Claim, support: Support, record: Record, source: str) -> Grade:
    digit = digit_of(support, claim.status, claim.conflicts)
    letter = letter_of(record)
    why = [_MEANING[digit]]
    if support.against:
        why.append(f"Against it: {', '.join(dict.fromkeys(o.name for o in support.against))}.")
    if claim.conflicts:
        why.append(f"Rival values: {', '.join(claim.conflicts)}.")
    if letter == "F":
        why.append(
            f"Of {source or 'its source'} only {record.sample} earlier claims in the case were resolved; {LEAST} are needed for a letter."
        )
    else:
        why.append(f"Of {record.sample} earlier claims of {source} {record.borne_out} were borne out by others.")
    return Grade(
        claim=claim.id,
        letter=letter,
        digit=digit,
        sample=record.sample,
        why=tuple(why),
        would_change=_would_change(digit, support),
    )


def _overridden(own: Grade, decision: Decision) -> Grade:
    """The grade that a person gave, with why, and the program's own beside it; who it was stands in the ledger alone, which is not shown to others."""
    given = decision.values["grade"]
    reason = f": {decision.why.rstrip('.')}" if decision.why else ", without a reason"
    why = (
        f"Set to {given} by a person on {decision.at[:10]}{reason}.",
        f"The program's own is {own.letter}{own.digit}.",
    )
    return replace(own, letter=given[0], digit=int(given[1]), why=(*why, *own.why))


def _would_change(digit: int, support: Support) -> tuple[str, ...]:
    out = list(support.would_settle)
    if support.against:
        out.append(f"What {support.against[0].name} rests the denial on.")
    if digit in (2, 3) and support.at_least == 1:
        out.append("One more origin with access of another kind that shares no teller with this one.")
    return tuple(dict.fromkeys(out))


@dataclass(frozen=True, slots=True)
class FirstHand:
    """The source whose record a claim's letter goes by: its key, its name, and the day on which it told; nothing where there is none."""

    source: str
    shown: str
    day: date | None


def first_hand(support: Support, by_id: Mapping[str, Imprint], names: SourceNames) -> FirstHand:
    """The source that told of the best origin of a claim."""
    best = _best(support.origins)
    if best is None or not best.paths:
        return FirstHand("", "", None)
    path = best.paths[0]
    first = by_id.get(path[0])
    day = first.day if first else None
    shown = path[-1]
    known = by_id.get(shown)
    if known is not None:
        shown = names.name(known.outlet) if known.outlet is not None else known.name
    return FirstHand(source_of(path, by_id, names), shown, day)


def _best(origins: Sequence[Origin]) -> Origin | None:
    recorded = [o for o in origins if o.recorded]
    return min(recorded, key=lambda o: (_CLOSENESS.index(o.basis), o.id)) if recorded else None
