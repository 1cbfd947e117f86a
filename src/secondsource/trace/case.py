"""The readings and claims of a case, indexed for tracing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from ..model import Claim, Factuality, Mention, Reading, Report, Statement
from ..subjects import Subject
from ..subjects.names import SourceNames, folded
from .notices import Notice, NoticeKind, notice_of
from .versions import versions

VERSION = "12"
OPENING = 160
"""Characters at the head of a report in which a note of correction stands."""


@dataclass(frozen=True, slots=True)
class Told:
    """A mention of a claim with the statement it is told in."""

    mention: Mention
    statement: Statement | None


class Case:
    """What tracing asks of a case again and again.

    Args:
        readings: in any order; kept by publication, then report id.
        claims: what join made of them.
        pack: the subject pack.
        as_known_on: leave out what was published after this day, or has no date; None keeps everything.
        obtained: by capture, when it was first obtained (ISO 8601); of versions of one publication with one date it tells which is the later.
    """

    def __init__(
        self,
        readings: Sequence[Reading],
        claims: Sequence[Claim],
        pack: Subject,
        as_known_on: date | None = None,
        obtained: Mapping[str, str] | None = None,
    ) -> None:
        self.pack = pack
        self.names = SourceNames(pack)
        kept = [r for r in readings if as_known_on is None or _known(r, as_known_on)]
        self.versions = versions((r.report for r in kept), pack, obtained)
        at = obtained or {}
        came = {r.report.id: at.get(r.report.capture, "") for r in kept if r.report.id in self.versions}
        self.readings = sorted(kept, key=lambda r: (stamp(r)[0], came.get(r.report.id, ""), r.report.id))
        self.by_id = {r.report.id: r for r in self.readings}
        self.order = {r.report.id: i for i, r in enumerate(self.readings)}
        self.claims = [c for c in claims if any(r in self.by_id for r in c.reports)]
        rules = pack.joining
        self.remarks = frozenset(rules.get("remarks") or ())
        self.corrections = tuple(word for words in (rules.get("corrections") or {}).values() for word in words)
        self.public_acts = frozenset(rules.get("public_acts") or ())
        self.voices = frozenset(rules.get("voices") or ())

    @cached_property
    def outlet(self) -> Mapping[str, str]:
        """Key of each report's outlet; a report without one is its own outlet."""
        return {
            r.report.id: self.names.key(r.report.outlet.value) if r.report.outlet else f"report:{r.report.id}"
            for r in self.readings
        }

    @cached_property
    def by_outlet(self) -> Mapping[str, list[str]]:
        """Reports of each outlet, in order of publication."""
        out: dict[str, list[str]] = defaultdict(list)
        for reading in self.readings:
            out[self.outlet[reading.report.id]].append(reading.report.id)
        return out

    @cached_property
    def claim_of(self) -> Mapping[str, str]:
        """The claim of each mention."""
        return {m: c.id for c in self.claims for m in c.mentions}

    @cached_property
    def told(self) -> Mapping[tuple[str, str], list[Told]]:
        """By report and claim, its mentions in text order."""
        out: dict[tuple[str, str], list[Told]] = defaultdict(list)
        for reading in self.readings:
            statements = {s.id: s for s in reading.statements}
            for mention in sorted(reading.mentions, key=lambda m: (m.trigger, m.id)):
                if claim := self.claim_of.get(mention.id):
                    out[reading.report.id, claim].append(Told(mention, statements.get(mention.statement or "")))
        return out

    @cached_property
    def claims_of_report(self) -> Mapping[str, frozenset[str]]:
        """The claims that a report tells of."""
        out: dict[str, set[str]] = defaultdict(set)
        for report, claim in self.told:
            out[report].add(claim)
        return {k: frozenset(v) for k, v in out.items()}

    @cached_property
    def claims_of_statement(self) -> Mapping[str, frozenset[str]]:
        """The claims that a statement tells of."""
        out: dict[str, set[str]] = defaultdict(set)
        for (_, claim), items in self.told.items():
            for item in items:
                if item.statement is not None:
                    out[item.statement.id].add(claim)
        return {k: frozenset(v) for k, v in out.items()}

    def name_of(self, report: str) -> str:
        """The outlet of a report as a reader says it; without one its title, and only then the name of its file."""
        known = self.by_id[report].report
        if known.outlet:
            return self.names.name(known.outlet.value)
        return f"“{known.title.value}”" if known.title else known.name

    @cached_property
    def reports_of_claim(self) -> Mapping[str, list[str]]:
        """The reports that tell of a claim, in order of publication."""
        out: dict[str, list[str]] = defaultdict(list)
        for report in self.by_id:
            for claim in sorted(self.claims_of_report.get(report, ())):
                out[claim].append(report)
        return out

    @cached_property
    def withdrawn(self) -> Mapping[str, Mapping[str, str]]:
        """Per claim, the reports that their own outlet took back, each with the report that did.

        A later report of the outlet denies the claim in its own voice and asserts nothing of it, or a version of the publication says that the
        whole of it is taken back.
        """
        out: dict[str, dict[str, str]] = defaultdict(dict)
        for (report, claim), items in self.told.items():
            own = all(t.mention.factuality is Factuality.DENIED and not _attributed(t) for t in items)
            if not own or self.outlet[report].startswith("report:"):
                continue
            for earlier in self.by_outlet[self.outlet[report]]:
                asserts = any(
                    t.mention.factuality is not Factuality.DENIED for t in self.told.get((earlier, claim), ())
                )
                if asserts and self.order[earlier] < self.order[report]:
                    out[claim].setdefault(earlier, report)
        for report, notice in self.notices.items():
            if notice.kind is NoticeKind.RETRACTION:
                for version in self.versions.get(report, (report,)):
                    for claim in self.claims_of_report.get(version, ()):
                        out[claim].setdefault(version, report)
        return out

    @cached_property
    def notices(self) -> Mapping[str, Notice]:
        """The reports that say of themselves that they were corrected or taken back."""
        found = ((r.report.id, notice_of(r.report, self.pack)) for r in self.readings)
        return {report: notice for report, notice in found if notice is not None}

    def telling(self, claims: Iterable[str]) -> list[str]:
        """The reports that tell of any of the claims, in order of publication."""
        found = {r for claim in claims for r in self.reports_of_claim.get(claim, ())}
        return sorted(found, key=self.order.__getitem__)

    @cached_property
    def _days(self) -> Mapping[str, date | None]:
        return {i: (r.report.date.earliest if r.report.date else None) for i, r in self.by_id.items()}

    @cached_property
    def _published(self) -> Mapping[str, _Published]:
        return {i: _published(r.report) for i, r in self.by_id.items()}

    @cached_property
    def _folded(self) -> dict[str, str]:
        return {}

    @cached_property
    def _spellings(self) -> dict[str, tuple[str, ...]]:
        return {}

    def day(self, report: str) -> date | None:
        """The first day on which it can have been published."""
        return self._days[report]

    def dated(self, report: str) -> str:
        """The outlet with its day: “Yonhap, 2016-06-08”."""
        when = self.by_id[report].report.date
        return f"{self.name_of(report)}, {when}" if when else self.name_of(report)

    def corrects(self, report: str) -> bool:
        """Whether a report says in its title or opening that it mends an earlier one, or carries a notice that it was mended."""
        if report in self.notices:
            return True
        known = self.by_id[report].report
        opening = ((known.title.value if known.title else "") + " " + known.text[:OPENING]).casefold()
        return any(re.search(rf"\b{re.escape(word)}", opening) for word in self.corrections)

    def may_follow(self, taker: str, giver: str) -> bool:
        """Whether the taker can have been published after the giver; unknown dates forbid nothing."""
        if taker == giver:
            return False
        a, b = self._published[taker], self._published[giver]
        if a.instant and b.instant:
            return b.instant <= a.instant
        return b.earliest is None or a.latest is None or b.earliest <= a.latest

    def days_between(self, early: str, late: str) -> int | None:
        """Days from one publication to the other; None if a date is unknown."""
        a, b = self.day(early), self.day(late)
        return (b - a).days if a and b else None

    def named_in(self, report: str, source: str) -> bool:
        """Whether the text of a report names the outlet of another, in any spelling the pack knows."""
        text = self._folded.get(report)
        if text is None:
            text = self._folded[report] = folded(self.by_id[report].report.text)
        key = self.outlet.get(source, source)
        spellings = self._spellings.get(key)
        if spellings is None:
            names = [self.name_of(source)] if source in self.by_id else [source]
            if key.startswith("source:"):
                known = self.pack.sources[key[7:]]
                names += [known.name, *known.aliases]
            spellings = self._spellings[key] = tuple(dict.fromkeys(filter(None, map(folded, names))))
        return any(spelling in text for spelling in spellings)


def _attributed(told: Told) -> bool:
    return told.statement is not None and bool(told.statement.chain.links)


@dataclass(frozen=True, slots=True)
class _Published:
    """First and last day of publication, None if they have no year; the instant where it is given."""

    earliest: date | None
    latest: date | None
    instant: datetime | None


def _published(report: Report) -> _Published:
    when = report.date
    if when is None or not when.has_year:
        return _Published(None, None, None)
    stated = report.published.value if report.published else ""
    return _Published(when.earliest, when.latest, _instant(stated) if "T" in stated else None)


def stamp(reading: Reading) -> tuple[str, str]:
    """Sorts readings by publication, then by report id."""
    published = reading.report.published
    return (published.value if published else "9999", reading.report.id)


def _known(reading: Reading, day: date) -> bool:
    when = reading.report.date
    return when is not None and when.earliest is not None and when.earliest <= day


def _instant(text: str) -> datetime | None:
    try:
        out = datetime.fromisoformat(text)
    except ValueError:
        return None
    return out if out.tzinfo else None
