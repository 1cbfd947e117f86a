"""A whole case as values, read once: what dossiers, exports, the desk and the command line stand on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from secondsource.model import (
    Capture,
    Claim,
    Decision,
    Figure,
    Finding,
    Grade,
    Indicator,
    LedgerEntry,
    Loop,
    Marking,
    Mention,
    Rate,
    Reading,
    Ref,
    Relay,
    Report,
    SetAside,
    Statement,
    Support,
    Traced,
    masked,
)

from .custody import Custody
from .ledger import standing
from .marked import of_report, of_reports

NO_TRACE = Traced(relays=(), supports=(), loops=(), figures=())


@dataclass(frozen=True, kw_only=True)
class CaseView:
    """Everything a case holds at one moment, decoded, in a fixed order.

    Args:
        id: the case's own id, made when it was created.
        title: what its owner calls it.
        created: ISO 8601 instant in UTC.
        subject: name of the subject pack, or the folder it was loaded from.
        captures: the originals, by digest.
        custody: how and when each was obtained, oldest first.
        readings: every report with its statements and mentions, what people corrected laid over them, in order of publication (unknown dates last), then of id.
        claims: in order of time (unknown last), then of id.
        ledger: every decision ever made, in order; those taken back included.
        unmet: decisions in force whose object is no longer there: for attention, never dropped.
        marks: the markings that people gave, by the id of the report or of the case.
        rates: rates of exchange that the case holds; without them no money is turned into other money.

    It can be built by hand from values, so nothing that reads a case needs a database in its tests.
    """

    id: str
    title: str
    created: str
    subject: str
    captures: tuple[Capture, ...] = ()
    custody: tuple[Custody, ...] = ()
    readings: tuple[Reading, ...] = ()
    claims: tuple[Claim, ...] = ()
    traced: Traced = NO_TRACE
    grades: tuple[Grade, ...] = ()
    findings: tuple[Finding, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    ledger: tuple[LedgerEntry, ...] = ()
    unmet: tuple[Decision, ...] = ()
    rates: tuple[Rate, ...] = ()
    marks: Mapping[str, Marking] = field(default_factory=dict)

    @property
    def marking(self) -> Marking | None:
        """The marking of the whole: the strictest of its reports'. None if nothing is marked."""
        return of_reports(self.marks, self.id, (report.id for report in self.reports))

    def marking_of_report(self, report: str) -> Marking | None:
        """The marking of the report of that id, by its own and the case's. None if neither is marked."""
        return of_report(self.marks, self.id, report)

    def marking_of_claim(self, claim: str) -> Marking | None:
        """The marking of the claim of that id: the strictest of its reports'. None if none is marked."""
        found = self.claim(claim)
        return of_reports(self.marks, self.id, found.reports if found else ())

    @cached_property
    def reports(self) -> tuple[Report, ...]:
        """The reports in order of publication."""
        return tuple(reading.report for reading in self.readings)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """All statements, by report, then in order of the text."""
        return tuple(s for reading in self.readings for s in reading.statements)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """All mentions, by report, then in order of the text."""
        return tuple(m for reading in self.readings for m in reading.mentions)

    @property
    def relays(self) -> tuple[Relay, ...]:
        """The relays between reports, and from reports to sources outside the case."""
        return self.traced.relays

    @property
    def supports(self) -> tuple[Support, ...]:
        """The support of each claim."""
        return self.traced.supports

    @property
    def loops(self) -> tuple[Loop, ...]:
        """Circular reporting."""
        return self.traced.loops

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Numbers followed back to where they were first said."""
        return self.traced.figures

    @cached_property
    def _decided(self) -> Mapping[str, tuple[Decision, ...]]:
        out: defaultdict[str, list[Decision]] = defaultdict(list)
        for decision in standing(self.ledger):
            out[decision.object].append(decision)
        return {name: tuple(made) for name, made in out.items()}

    def decided(self, identifier: str) -> tuple[Decision, ...]:
        """The decisions in force about a statement, mention, claim or relay (`taker>giver`), in the order of the ledger."""
        return self._decided.get(identifier, ())

    @cached_property
    def _report(self) -> Mapping[str, Report]:
        return {report.id: report for report in self.reports}

    @cached_property
    def _reading(self) -> Mapping[str, Reading]:
        return {reading.report.id: reading for reading in self.readings}

    @cached_property
    def _statement(self) -> Mapping[str, Statement]:
        return {statement.id: statement for statement in self.statements}

    @cached_property
    def _mention(self) -> Mapping[str, Mention]:
        return {mention.id: mention for mention in self.mentions}

    @cached_property
    def _claim(self) -> Mapping[str, Claim]:
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def _claim_of(self) -> Mapping[str, str]:
        return {mention: claim.id for claim in self.claims for mention in claim.mentions}

    @cached_property
    def _support(self) -> Mapping[str, Support]:
        return {support.claim: support for support in self.supports}

    @cached_property
    def _grade(self) -> Mapping[str, Grade]:
        return {grade.claim: grade for grade in self.grades}

    @cached_property
    def _findings(self) -> Mapping[str, tuple[Finding, ...]]:
        out: defaultdict[str, list[Finding]] = defaultdict(list)
        for finding in self.findings:
            out[finding.claim].append(finding)
        return {claim: tuple(items) for claim, items in out.items()}

    @cached_property
    def _indicators(self) -> Mapping[str, tuple[Indicator, ...]]:
        out: defaultdict[str, list[Indicator]] = defaultdict(list)
        for indicator in self.indicators:
            out[indicator.claim].append(indicator)
        return {claim: tuple(items) for claim, items in out.items()}

    @cached_property
    def _capture(self) -> Mapping[str, Capture]:
        return {capture.digest: capture for capture in self.captures}

    @cached_property
    def _names(self) -> Mapping[str, str]:
        holders: defaultdict[str, list[str]] = defaultdict(list)
        for report in self.reports:
            holders[report.name].append(report.id)
        return {
            identifier: name if len(identifiers) == 1 else f"{name} [{identifier}]"
            for name, identifiers in holders.items()
            for identifier in identifiers
        }

    def report(self, identifier: str) -> Report | None:
        """The report of that id, or None."""
        return self._report.get(identifier)

    def reading(self, report: str) -> Reading | None:
        """What was read in the report of that id, or None."""
        return self._reading.get(report)

    def statement(self, identifier: str | None) -> Statement | None:
        """The statement of that id, or None."""
        return self._statement.get(identifier) if identifier else None

    def mention(self, identifier: str) -> Mention | None:
        """The mention of that id, or None."""
        return self._mention.get(identifier)

    def claim(self, identifier: str) -> Claim | None:
        """The claim of that id, or None."""
        return self._claim.get(identifier)

    def claim_of(self, mention: str) -> str | None:
        """The id of the claim that holds the mention, or None for background."""
        return self._claim_of.get(mention)

    def support(self, claim: str) -> Support | None:
        """The support of the claim of that id, or None."""
        return self._support.get(claim)

    def grade(self, claim: str) -> Grade | None:
        """The grade of the claim of that id, or None."""
        return self._grade.get(claim)

    def findings_of(self, claim: str) -> tuple[Finding, ...]:
        """The findings on the claim of that id."""
        return self._findings.get(claim, ())

    def indicators_of(self, claim: str) -> tuple[Indicator, ...]:
        """The indicators of the claim of that id."""
        return self._indicators.get(claim, ())

    def mentions_of(self, claim: Claim) -> tuple[Mention, ...]:
        """The mentions of a claim, in order of publication and text."""
        members = frozenset(claim.mentions)
        found = (m for r in claim.reports if (reading := self.reading(r)) for m in reading.mentions if m.id in members)
        return tuple(sorted(found, key=lambda m: (self._order[m.report], m.trigger, m.id)))

    @cached_property
    def _order(self) -> dict[str, int]:
        return {report.id: at for at, report in enumerate(self.reports)}

    def capture(self, digest: str) -> Capture | None:
        """The capture of that digest, or None."""
        return self._capture.get(digest)

    def name_of(self, identifier: str) -> str:
        """What people call the report of that id.

        The id the input gave itself, or the file's name; with the report's id behind it where two reports share a name.
        A text that is no report's id (a teller outside the case) comes back as it is.
        """
        return self._names.get(identifier, identifier)

    def text(self, report: str, *, redact: bool = True) -> str:
        """The text of a report, personal data masked unless told otherwise. Empty if there is no such report."""
        found = self.report(report)
        if found is None:
            return ""
        return masked(found.text, found.personal) if redact else found.text

    def words(self, ref: Ref, *, redact: bool = True) -> str:
        """The characters a reference points at, personal data masked unless told otherwise.

        Raises:
            Ungrounded: if the reference reaches beyond its report's text.
        """
        found = self.report(ref.report)
        if found is None:
            return ""
        words = ref.span.of(found.text)
        return masked(words, found.personal, ref.span.start) if redact else words
