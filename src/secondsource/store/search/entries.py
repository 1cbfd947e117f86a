"""What is looked through of a case: its reports, its statements and its claims, each as one entry with the words it is found by.

Reader comments, and what stands around the article on its page, are not looked through; what is personal in a report is hidden in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from secondsource.model import Claim, PartialDate, Reading, RegionKind, Report, Span, Statement, masked

from .query import code_of

APART = "\n"
_PASSED = frozenset({RegionKind.COMMENTS, RegionKind.BOILERPLATE, RegionKind.RELATED})


class What(StrEnum):
    """What a search finds."""

    REPORTS = "reports"
    STATEMENTS = "statements"
    CLAIMS = "claims"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something that a search may find.

    Args:
        what: which kind.
        id: of the report, statement or claim.
        title: its heading; empty for a statement.
        text: the rest of its words.
        reports: ids of the reports that it rests on.
        outlet: who published it; empty if that is not known, and for claims, which are looked up by their reports.
        language: code of its language, likewise.
        earliest: first day that its date may mean, ISO: of publication, for a claim of the event. Empty if it has none.
        latest: last day.
        types: codes of the types of event that are told of in it.
        digest: of what it was made of.
        hidden: what must be hidden of its report elsewhere; only the caller knows what that means.
    """

    what: What
    id: str
    title: str
    text: str
    reports: tuple[str, ...]
    outlet: str = ""
    language: str = ""
    earliest: str = ""
    latest: str = ""
    types: tuple[str, ...] = ()
    digest: str = ""
    hidden: str = ""


def open_to_search(report: Report) -> str:
    """The text of a report as it is looked through, as long as the text itself, so that places in it are places in the report."""
    text = masked(report.text, report.personal)
    for region in report.regions:
        if region.kind in _PASSED:
            text = text[: region.span.start] + " " * (region.span.end - region.span.start) + text[region.span.end :]
    return text


def hull(statement: Statement, text: str) -> Span:
    """From the first to the last sign of a statement in a report's text, with its speaker and words of saying where these stand beside its words.

    A Korean word at its end is whole: what is said stops before the ending that reports it (거부했|다고).
    """
    spans = [*statement.content, *(span for span in (statement.cue, statement.speaker) if span is not None)]
    whole = Span(min(span.start for span in spans), max(span.end for span in spans))
    own = Span(statement.content[0].start, statement.content[-1].end)
    found = whole if whole.end - whole.start <= _LONGEST + own.end - own.start else own
    rest = _ENDING.match(text, found.end)
    return Span(found.start, rest.end()) if rest else found


_ENDING = re.compile("[가-힣\u1100-\u11ff]+")
_LONGEST = 400
"""Signs between a statement and who says it that still belong to it."""


def entries_of(reading: Reading, digest: str = "", hidden: str = "") -> list[Entry]:
    """A report and its statements, the report first."""
    report, text = reading.report, open_to_search(reading.report)
    told: dict[str, dict[str, None]] = {}
    for mention in reading.mentions:
        told.setdefault(mention.statement or "", {})[code_of(mention.type)] = None
    first, last = _days(report.date)
    outlet = report.outlet.value if report.outlet else ""
    whole = Entry(
        what=What.REPORTS,
        id=report.id,
        title=report.title.value if report.title else "",
        text=text,
        reports=(report.id,),
        outlet=outlet,
        language=code_of(report.lang),
        earliest=first,
        latest=last,
        types=tuple(dict.fromkeys(kind for kinds in told.values() for kind in kinds)),
        digest=digest,
        hidden=hidden,
    )
    return [
        whole,
        *(_statement(statement, whole, tuple(told.get(statement.id, ()))) for statement in reading.statements),
    ]


def _statement(statement: Statement, report: Entry, types: tuple[str, ...]) -> Entry:
    return Entry(
        what=What.STATEMENTS,
        id=statement.id,
        title="",
        text=hull(statement, report.text).of(report.text),
        reports=report.reports,
        outlet=report.outlet,
        language=report.language,
        earliest=report.earliest,
        latest=report.latest,
        types=types,
    )


def claim_entry(claim: Claim, readings: Mapping[str, Reading], digest: str = "") -> Entry:
    """A claim with the words of the statements that tell it.

    Args:
        claim: the claim.
        readings: its reports with what was read in them, by id.
        digest: of the claim.
    """
    first, last = _days(claim.when)
    return Entry(
        what=What.CLAIMS,
        id=claim.id,
        title=claim.title,
        text=APART.join(text for _, text in told_in(claim, readings)),
        reports=claim.reports,
        earliest=first,
        latest=last,
        types=(code_of(claim.type),),
        digest=digest,
    )


def told_in(claim: Claim, readings: Mapping[str, Reading]) -> list[tuple[Statement, str]]:
    """The statements that tell a claim, each once, in the order of its mentions, with their words."""
    wanted = frozenset(claim.mentions)
    out: dict[str, tuple[Statement, str]] = {}
    for report in claim.reports:
        reading = readings.get(report)
        if reading is None:
            continue
        text = open_to_search(reading.report)
        by_id = {statement.id: statement for statement in reading.statements}
        for mention in reading.mentions:
            statement = by_id.get(mention.statement or "") if mention.id in wanted else None
            if statement is not None and statement.id not in out:
                out[statement.id] = statement, hull(statement, text).of(text)
    return list(out.values())


def _days(date: PartialDate | None) -> tuple[str, str]:
    if date is None:
        return "", ""
    return (
        date.earliest.isoformat() if date.earliest else "",
        date.latest.isoformat() if date.latest else "",
    )


def within(entry: Entry, since: str, until: str) -> bool:
    """Whether its date may lie in these days; what has no date does not."""
    if not (since or until):
        return True
    if not (entry.earliest or entry.latest):
        return False
    return not (
        (since and entry.latest and entry.latest < since) or (until and entry.earliest and entry.earliest > until)
    )


def texts_of(entry: Entry) -> Sequence[str]:
    """The texts of an entry in which phrases are looked for, each by itself."""
    return [entry.title, *entry.text.split(APART)] if entry.what is What.CLAIMS else [entry.title, entry.text]


def types_said(types: Iterable[str]) -> str:
    """Codes of types as a database keeps them, each between spaces."""
    return f" {' '.join(types)} " if types else ""
