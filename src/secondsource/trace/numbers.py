"""One number through a case: who stated it first, who repeated it from whom, where it changed, and what stands beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ..model import Claim, Factuality, Quantity, Reading, Ref, Relay
from .case import stamp
from .figures import STALE_YEARS, spoken

AGE = 365


class Use(StrEnum):
    """What a statement of a number does with it."""

    FIRST = "first"
    REPEATS = "repeats"
    CHANGES = "changes"
    AGAIN = "again"
    RIVAL = "rival"
    DENIES = "denies"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A number in a report.

    Args:
        report: id of the report.
        day: its day of publication as EDTF, or empty.
        figure: the number in words a reader knows.
        use: whether it is the first statement, repeats it, changes what its giver said, comes again without a known way, is a rival or a denial.
        giver: the report it was taken from, if that states a number of the same claim.
        was: what the giver said, where it is something else.
        ref: its words.
    """

    report: str
    day: str
    figure: str
    use: Use
    ref: Ref
    giver: str | None = None
    was: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Genealogy:
    """The number with everything that was said of its matter, in order of publication.

    Args:
        claim: the claim whose number it is.
        title: of the claim.
        figure: the number asked for, as its first statement gives it.
        stated: every statement of a number of that kind for that claim.
        stale: the years that it is still given after its first statement, where they are two or more.
    """

    claim: str
    title: str
    figure: str
    stated: tuple[Stated, ...]
    stale: int | None = None


def genealogies(
    wanted: Quantity, readings: Sequence[Reading], claims: Sequence[Claim], relays: Sequence[Relay]
) -> tuple[Genealogy, ...]:
    """The histories of a number: one for each claim that states it, by its first statement.

    Args:
        wanted: what is asked for: how many of what; `per` may be left out.
        readings: of the case.
        claims: of the case.
        relays: of the case.
    """
    claim_of = {m: c for c in claims for m in c.mentions}
    by_claim: dict[str, list[tuple[Reading, Quantity, Factuality]]] = defaultdict(list)
    for reading in sorted(readings, key=stamp):
        for mention in sorted(reading.mentions, key=lambda m: (m.trigger, m.id)):
            claim = claim_of.get(mention.id)
            if claim is None:
                continue
            for q in mention.quantities:
                if q.what == wanted.what and not (wanted.per and q.per and q.per != wanted.per):
                    by_claim[claim.id].append((reading, q, mention.factuality))
    givers: dict[str, list[str]] = defaultdict(list)
    for relay in relays:
        if relay.giver_in_case:
            givers[relay.taker].append(relay.giver)
    titles = {c.id: c.title for c in claims}
    out = [
        _genealogy(claim, titles[claim], said, wanted, givers)
        for claim, said in by_claim.items()
        if any(_same(q, wanted) for _, q, _ in said)
    ]
    return tuple(sorted(out, key=lambda g: (g.stated[0].day or "9999", g.claim)))


def _same(q: Quantity, wanted: Quantity) -> bool:
    """Whether a range is the one asked for: the same ends, or, where one number is asked for, a range told as about it."""
    if (q.range.low, q.range.high) == (wanted.range.low, wanted.range.high):
        return True
    if not wanted.range.exact or wanted.range.low is None:
        return False
    low, high = q.range.low, q.range.high
    middle = (low + high) / 2 if low is not None and high is not None else low if low is not None else high
    return middle == wanted.range.low


def _among(wanted: Quantity, told: Sequence[Quantity]) -> bool:
    return any(_same(q, wanted) for q in told)


def _genealogy(
    claim: str,
    title: str,
    said: Sequence[tuple[Reading, Quantity, Factuality]],
    wanted: Quantity,
    givers: Mapping[str, Sequence[str]],
) -> Genealogy:
    stated: list[Stated] = []
    told: dict[str, list[Quantity]] = defaultdict(list)
    seen: set[tuple[str, str]] = set()
    first: Reading | None = None
    last: Reading | None = None
    figure = ""
    for reading, q, factuality in said:
        report = reading.report
        key = (report.id, spoken(q))
        if key in seen:
            continue
        seen.add(key)
        giver = next((g for g in givers.get(report.id, ()) if g in told), None)
        was = ""
        if factuality is Factuality.DENIED:
            use = Use.DENIES
        elif _same(q, wanted):
            use = Use.FIRST if first is None else Use.REPEATS if giver and _among(wanted, told[giver]) else Use.AGAIN
            first, figure = first or reading, figure or spoken(q)
            last = reading
            if giver and not _among(wanted, told[giver]):
                use, was = Use.CHANGES, spoken(told[giver][0])
        else:
            use = Use.RIVAL
            if giver and _among(wanted, told[giver]) and not any(_same(q, t) for t in told[giver]):
                use, was = Use.CHANGES, figure
        told[report.id].append(q)
        stated.append(
            Stated(
                report=report.id,
                day=str(report.date) if report.date else "",
                figure=spoken(q),
                use=use,
                ref=Ref(report.id, q.span),
                giver=giver,
                was=was,
            )
        )
    return Genealogy(claim=claim, title=title, figure=figure, stated=tuple(stated), stale=_stale(first, last))


def _stale(first: Reading | None, last: Reading | None) -> int | None:
    a, b = (r.report.date.earliest if r and r.report.date else None for r in (first, last))
    years = (b - a).days // AGE if a and b else 0
    return years if years >= STALE_YEARS else None
