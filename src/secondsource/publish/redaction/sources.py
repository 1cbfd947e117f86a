"""Who the unnamed sources of a case are, which words describe them, and what in their own words could tell who they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from secondsource.model import Anonymity, Link, LinkKind, Reading, RegionKind, Report, Span, Statement

from .details import described, generic, job_in, said, sentence_at

_TELLER = re.compile(r"\(([^()]*)\)\s*$")
_LONG = 12
"""Letters of a description that is looked for elsewhere too."""
_MANY = frozenset({"manager", "supervisor", "guard", "minder", "team leader", "foreman"})
"""Jobs of those whom reports complain of: “the manager” is mostly somebody else than the source."""
_NEXT = re.compile(r"[“\"‘«「『;:]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words of a report that could tell who a source is.

    Args:
        report: id of the report.
        source: the source's name in chains; empty where only a detail is hidden.
        kind: `description`, or one of `details.DETAILS`.
        span: where.
    """

    report: str
    source: str
    kind: str
    span: Span


def unnamed(link: Link) -> bool:
    """Whether a teller is somebody unnamed, or known by a humble job alone (“the cook”), whom the job tells apart; or tells it together with such a one."""
    if link.members:
        return any(map(unnamed, link.members))
    return link.kind is LinkKind.UNNAMED or (link.kind is LinkKind.ROLE and job_in(link.name) is not None)


def teller_of(name: str) -> str:
    """Who tells of an unnamed source, from its name in a chain; empty if that does not say."""
    found = _TELLER.search(name)
    return found[1] if found else ""


def passages(reading: Reading) -> Iterator[Passage]:
    """The words of a report that describe its unnamed sources, and the details that these give of themselves; regions of noise left out."""
    report, done = reading.report, set[tuple[str, Span]]()
    for passage in _all(reading):
        key = passage.kind, passage.span
        if key not in done:
            done.add(key)
            yield passage
    jobs = {
        job.casefold() for p in _all(reading) if p.kind == "description" and (job := job_in(p.span.of(report.text)))
    }
    for job in sorted(jobs - _MANY):
        # “The carpenter also said ...”: the job alone tells who it is once it has been said.
        for match in re.finditer(rf"\bthe {re.escape(job)}(?!\w)", report.text, re.IGNORECASE):
            yield Passage(report=report.id, source="", kind="job", span=Span(*match.span()))


def _all(reading: Reading) -> Iterator[Passage]:
    stops = sorted({s.start for st in reading.statements for s in (*st.content, *((st.cue,) if st.cue else ()))})
    for statement in reading.statements:
        for link in statement.chain.each:
            if unnamed(link):
                yield from _about(reading.report, link.name, link.span, stops)
        if statement.speaker is not None and statement.anonymity is Anonymity.UNNAMED:
            inner = statement.chain.innermost
            # Where a named teller speaks for an unnamed one, the words of saying are the former's.
            if not any(not unnamed(link) and link.span.overlaps(statement.speaker) for link in statement.chain.each):
                yield from _about(
                    reading.report, inner.name if inner and unnamed(inner) else "", statement.speaker, stops
                )
        if statement.anonymity is Anonymity.UNNAMED or any(unnamed(link) for link in statement.chain.each):
            yield from _given(reading.report, statement)


def _about(report: Report, name: str, span: Span, stops: list[int]) -> Iterator[Passage]:
    if not generic(span.of(report.text)):
        yield Passage(report=report.id, source=name, kind="description", span=span)
    for kind, where in described(report.text, _zone(report.text, span, stops)):
        yield Passage(report=report.id, source=name, kind=kind, span=where)


def _zone(text: str, span: Span, stops: list[int]) -> Span:
    """From the first word of a description to the next cue, what is said, a quotation or the end of the sentence: there the source is described."""
    ends = [sentence_at(text, span).end, *(stop for stop in stops if stop >= span.end)]
    if quotation := _NEXT.search(text, span.end, ends[0]):
        ends.append(quotation.start())
    return Span(span.start, max(span.end, min(ends)))


def _given(report: Report, statement: Statement) -> Iterator[Passage]:
    inner = statement.chain.innermost
    name = inner.name if inner and unnamed(inner) else ""
    for span in statement.content:
        for kind, where in said(report.text, sentence_at(report.text, span)):
            yield Passage(report=report.id, source=name, kind=kind, span=where)


def describing_words(report: Report, found: Iterable[Passage]) -> Iterator[tuple[str, str]]:
    """Descriptions that are long enough to be looked for wherever else they may stand, with the source's name."""
    for passage in found:
        text = " ".join(passage.span.of(report.text).split())
        if passage.kind == "description" and " " in text and len(text) >= _LONG:
            yield text, passage.source


def bylines(report: Report) -> Iterator[Span]:
    """Where the report says who wrote it."""
    return (region.span for region in report.regions if region.kind is RegionKind.BYLINE)
