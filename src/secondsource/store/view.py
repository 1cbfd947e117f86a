"""A whole case as values, read once: what dossiers, exports, the desk and the command line stand on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

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

from .at_hand import Readings
from .claims_at_hand import Claims, Rows
from .custody import Custody
from .ledger import standing
from .marked import of_report, of_reports

T = TypeVar("T")
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
        shared: names that several reports have, where somebody knows them already; of a part of a case those of the whole.
        rates: rates of exchange that the case holds; without them no money is turned into other money.

    It can be built by hand from values, so nothing that reads a case needs a database in its tests. That of `Case.at_hand` fetches readings, claims
    and what follows from them as they are asked for.
    """

    id: str
    title: str
    created: str
    subject: str
    captures: tuple[Capture, ...] = ()
    custody: tuple[Custody, ...] = ()
    readings: Sequence[Reading] = ()
    claims: Sequence[Claim] = ()
    traced: Traced = NO_TRACE
    grades: Sequence[Grade] = ()
    findings: Sequence[Finding] = ()
    indicators: Sequence[Indicator] = ()
    set_aside: tuple[SetAside, ...] = ()
    ledger: tuple[LedgerEntry, ...] = ()
    unmet: tuple[Decision, ...] = ()
    rates: tuple[Rate, ...] = ()
    marks: Mapping[str, Marking] = field(default_factory=dict)
    shared: frozenset[str] | None = None

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
    def reports(self) -> Sequence[Report]:
        """The reports in order of publication."""
        if isinstance(self.readings, Readings):
            return self.readings.reports
        return tuple(reading.report for reading in self.readings)

    @cached_property
    def statements(self) -> Sequence[Statement]:
        """All statements, by report, then in order of the text."""
        if isinstance(self.readings, Readings):
            return self.readings.statements
        return tuple(s for reading in self.readings for s in reading.statements)

    @cached_property
    def mentions(self) -> Sequence[Mention]:
        """All mentions, by report, then in order of the text."""
        if isinstance(self.readings, Readings):
            return self.readings.mentions
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
    def _support(self) -> Callable[[str], Support | None]:
        return _one(self.supports, lambda support: support.claim)

    @cached_property
    def _grade(self) -> Callable[[str], Grade | None]:
        return _one(self.grades, lambda grade: grade.claim)

    @cached_property
    def _findings(self) -> Callable[[str], tuple[Finding, ...]]:
        return _many(self.findings, lambda finding: finding.claim)

    @cached_property
    def _indicators(self) -> Callable[[str], tuple[Indicator, ...]]:
        return _many(self.indicators, lambda indicator: indicator.claim)

    @cached_property
    def _relays_from(self) -> Callable[[str], tuple[Relay, ...]]:
        return _many(self.relays, lambda relay: relay.taker)

    @cached_property
    def _capture(self) -> Mapping[str, Capture]:
        return {capture.digest: capture for capture in self.captures}

    @cached_property
    def shared_names(self) -> frozenset[str]:
        """Names that several reports have."""
        if self.shared is not None:
            return self.shared
        counts = Counter(report.name for report in self.reports)
        return frozenset(name for name, number in counts.items() if number > 1)

    def report(self, identifier: str) -> Report | None:
        """The report of that id, or None."""
        if isinstance(self.readings, Readings):
            reading = self.readings.reading(identifier)
            return reading.report if reading else None
        return self._report.get(identifier)

    def reading(self, report: str) -> Reading | None:
        """What was read in the report of that id, or None."""
        return self.readings.reading(report) if isinstance(self.readings, Readings) else self._reading.get(report)

    def statement(self, identifier: str | None) -> Statement | None:
        """The statement of that id, or None."""
        if isinstance(self.readings, Readings):
            return self.readings.statement(identifier) if identifier else None
        return self._statement.get(identifier) if identifier else None

    def mention(self, identifier: str) -> Mention | None:
        """The mention of that id, or None."""
        if isinstance(self.readings, Readings):
            return self.readings.mention(identifier)
        return self._mention.get(identifier)

    def claim(self, identifier: str) -> Claim | None:
        """The claim of that id, or None."""
        return self.claims.claim(identifier) if isinstance(self.claims, Claims) else self._claim.get(identifier)

    def claim_of(self, mention: str) -> str | None:
        """The id of the claim that holds the mention, or None for background."""
        return self.claims.claim_of(mention) if isinstance(self.claims, Claims) else self._claim_of.get(mention)

    def support(self, claim: str) -> Support | None:
        """The support of the claim of that id, or None."""
        return self._support(claim)

    def grade(self, claim: str) -> Grade | None:
        """The grade of the claim of that id, or None."""
        return self._grade(claim)

    def findings_of(self, claim: str) -> tuple[Finding, ...]:
        """The findings on the claim of that id."""
        return self._findings(claim)

    def indicators_of(self, claim: str) -> tuple[Indicator, ...]:
        """The indicators of the claim of that id."""
        return self._indicators(claim)

    def relays_from(self, taker: str) -> tuple[Relay, ...]:
        """The relays by which the report of that id takes from others."""
        return self._relays_from(taker)

    def ready(self, claims: Iterable[Claim]) -> None:
        """Fetches what belongs to these claims in one go, for somebody who will ask for it claim by claim; nothing where all is at hand."""
        some = tuple(claims)
        ids = [claim.id for claim in some]
        for rows in (self.supports, self.grades, self.findings):
            if isinstance(rows, Rows):
                rows.ready(ids)
        if isinstance(self.readings, Readings):
            self.readings.ready(tuple(dict.fromkeys(report for claim in some for report in claim.reports)))

    def near(self, claim: Claim) -> tuple[Sequence[Reading], Sequence[Claim]]:
        """Enough of the case to trace a claim: the claims that share a report with it and the reports that tell any of them, in their order.

        Where everything is in memory anyway, all of it.
        """
        if not isinstance(self.claims, Claims) or not isinstance(self.readings, Readings):
            return self.readings, self.claims
        held = self.claims.holders(claim.reports).values()
        claims = self.claims.some(sorted({claim.id, *(identifier for found in held for identifier in found.values())}))
        self.readings.ready(tuple({report for one in claims for report in one.reports}))
        reports = sorted({report for one in claims for report in one.reports}, key=self.order.__getitem__)
        readings = [found for report in reports if (found := self.reading(report)) is not None]
        return readings, sorted(claims, key=lambda c: (_first_day(c), c.id))

    def mentions_of(self, claim: Claim) -> tuple[Mention, ...]:
        """The mentions of a claim, in order of publication and text."""
        members = frozenset(claim.mentions)
        found = (m for r in claim.reports if (reading := self.reading(r)) for m in reading.mentions if m.id in members)
        return tuple(sorted(found, key=lambda m: (self.order[m.report], m.trigger, m.id)))

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The place of each report in order of publication, by id, from 0."""
        if isinstance(self.readings, Readings):
            return self.readings.order.places
        return {report.id: at for at, report in enumerate(self.reports)}

    def capture(self, digest: str) -> Capture | None:
        """The capture of that digest, or None."""
        return self._capture.get(digest)

    def name_of(self, identifier: str) -> str:
        """What people call the report of that id.

        The id the input gave itself, or the file's name; with the report's id behind it where two reports share a name.
        A text that is no report's id (a teller outside the case) comes back as it is.
        """
        found = self.report(identifier)
        if found is None:
            return identifier
        return self.name_of_report(found)

    def name_of_report(self, report: Report) -> str:
        """What people call a report of the case."""
        return f"{report.name} [{report.id}]" if report.name in self.shared_names else report.name

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


def _first_day(claim: Claim) -> str:
    return claim.when.earliest.isoformat() if claim.when and claim.when.earliest else "9999"


def _one(values: Sequence[T], about: Callable[[T], str]) -> Callable[[str], T | None]:
    if isinstance(values, Rows):
        return values.one
    return {about(value): value for value in values}.get


def _many(values: Sequence[T], about: Callable[[T], str]) -> Callable[[str], tuple[T, ...]]:
    if isinstance(values, Rows):
        return values.many
    found: defaultdict[str, list[T]] = defaultdict(list)
    for value in values:
        found[about(value)].append(value)
    held = {key: tuple(items) for key, items in found.items()}
    return lambda key: held.get(key, ())
