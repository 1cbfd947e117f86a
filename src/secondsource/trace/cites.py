"""Relays that a chain names: a source whose report is in the case, an unnamed report, a person heard by another first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from ..model import (
    Basis,
    Factuality,
    Link,
    LinkKind,
    PartialDate,
    Ref,
    Relay,
    RelayKind,
    Statement,
)
from ..subjects.names import folded
from .case import Case
from .copies import words_of
from .matter import Matter
from .meant import Meant
from .named import Named
from .signed import Signed

OCCASION_DAYS = 20
"""One person's words in two reports within these days are taken for words of one occasion."""
_DESCRIBED = frozenset({LinkKind.UNNAMED, LinkKind.GROUP, LinkKind.RUMOUR, LinkKind.ROLE})
_OWN_ACCESS = frozenset({Basis.WITNESSED, Basis.RECORD, Basis.SENSOR})
_OWN_ITEM = re.compile(r"(?:our|my) (?:\w+ )?(?:item|report|story|article|piece|post|dispatch|column)\b", re.IGNORECASE)
_OWN_THOUGHT = frozenset({Factuality.OPINION, Factuality.FORECAST, Factuality.CONDITIONAL})


class Citations:
    """Resolves links to reports of the case, and collects the relays."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._signed = Signed(case)
        self._matter = Matter(case)
        self._meant = Meant(case)
        self.cited: set[tuple[str, str]] = set()
        self._behind: dict[str, set[str]] = {}
        self._resolved: dict[tuple[str, str, str | None, LinkKind, str], str | None] = {}

    def report_of(self, taker: str, link: Link, statement: Statement) -> str | None:
        """The report of the case that a link of the taker's chain speaks of: by that source, not later, of the same matter.

        Of several the one that shares the statement's claims, then their numbers, then the one published last. Where none shares a claim, the one
        that shares most of the numbers, days, places and kinds of event.
        """
        asked = (taker, link.name, link.entity, link.kind, statement.id)
        if asked not in self._resolved:
            claims = self.case.claims_of_statement.get(statement.id, frozenset())
            given = self._by(link)
            self._resolved[asked] = (
                self._best(taker, given, claims)
                or self._nearest(taker, given)
                or (None if given else self._best(taker, self._perhaps(taker, link), claims))
            )
        return self._resolved[asked]

    def _perhaps(self, taker: str, link: Link) -> Sequence[str]:
        """Reports of whom a link may mean, where nothing else is known and they tell the same: the outlet's own earlier item, a name in another
        alphabet, a body by the words of its name, the writer of a letter.
        """
        case = self.case
        own = case.by_outlet[case.outlet[taker]]
        if _OWN_ITEM.match(link.name):
            earlier = [r for r in own if case.order[r] < case.order[taker]]
            dated = [r for r in earlier if _on_day(link.name, case.by_id[r].report.date)]
            return dated or earlier[-1:]
        key = None
        if link.kind in (LinkKind.OUTLET, LinkKind.BODY, LinkKind.PERSON):
            key = self._named.written_elsewhere(link.name)
        if key is None and link.kind in (LinkKind.BODY, LinkKind.GROUP, LinkKind.OUTLET):
            key = self._named.described(link.name)
        if key is None and link.kind is LinkKind.PERSON:
            return [r for r in self._signed.perhaps(link.name) if r != taker]
        return case.by_outlet.get(key or "", ()) if key != case.outlet[taker] else ()

    def _by(self, link: Link) -> Sequence[str]:
        """Reports of the source that a link names; for a longer description, of the outlet named in it; else those it signed."""
        case = self.case
        key = case.names.key(link.name, link.entity)
        if given := case.by_outlet.get(key):
            return given
        if link.kind in (LinkKind.PERSON, LinkKind.OUTLET, LinkKind.BODY):
            if signed := self._signed.by(link.name):
                return signed
            return case.by_outlet.get(self._named.within(link.name) or "", ())
        return ()

    def in_english(self, name: str) -> str:
        """What a body that a Korean text translates is called, by the pack."""
        return self._named.in_english(name)

    @cached_property
    def _named(self) -> Named:
        return Named(self.case)

    def _best(self, taker: str, given: Iterable[str], claims: frozenset[str]) -> str | None:
        case = self.case
        mine = case.claims_of_report.get(taker, frozenset())
        ranked = [
            (bool(claims & theirs), self._same_numbers(taker, r, claims or mine), case.order[r], r)
            for r in given
            if (theirs := case.claims_of_report.get(r, frozenset())) & mine and case.may_follow(taker, r)
        ]
        return max(ranked)[3] if ranked else None

    def _nearest(self, taker: str, given: Iterable[str]) -> str | None:
        return self._matter.nearest(taker, (r for r in given if self.case.may_follow(taker, r)))

    def _same_numbers(self, taker: str, giver: str, claims: frozenset[str]) -> int:
        return len(self._numbers(taker, claims) & self._numbers(giver, claims))

    def _numbers(self, report: str, claims: frozenset[str]) -> set[tuple[str, str, float | None, float | None]]:
        return {
            (claim, q.what, q.range.low, q.range.high)
            for claim in claims
            for told in self.case.told.get((report, claim), ())
            for q in told.mention.quantities
        }

    def described(self, taker: str, link: Link, statement: Statement) -> list[str]:
        """Reports of the case behind “local reports”, “other media”, “a dispatch” or a rumour: those named, else the first of the matter."""
        case = self.case
        rumour = link.kind is LinkKind.RUMOUR or statement.basis is Basis.RUMOUR
        if not rumour and statement.basis is not Basis.READ:
            return []
        claims = case.claims_of_statement.get(statement.id) or case.claims_of_report.get(taker, frozenset())
        earlier = [
            r
            for r in case.telling(claims)
            if case.outlet[r] != case.outlet[taker]
            and case.may_follow(taker, r)
            and (case.days_between(r, taker) or 0) >= 0
        ]
        words = folded(link.name + " " + link.span.of(case.by_id[taker].report.text)).split()
        named = [r for r in earlier if _initial(folded(case.name_of(r))) in words]
        if named and not rumour:
            return named
        if rumour:
            earlier = [r for r in earlier if (case.days_between(r, taker) or 0) > 0 and self._rumoured(r, claims)]
        return earlier[:1]

    def _rumoured(self, report: str, claims: frozenset[str]) -> bool:
        return any(
            t.mention.factuality is Factuality.RUMOURED
            for claim in sorted(claims)
            for t in self.case.told.get((report, claim), ())
        )

    def relays(self) -> Iterator[Relay]:
        """All cited relays, sorted by taker and giver."""
        for reading in self.case.readings:
            taker = reading.report.id
            found: dict[tuple[str, bool], list[tuple[Link, Statement, RelayKind]]] = defaultdict(list)
            waiting: list[tuple[Link, Statement]] = []
            beside: set[str] = set()
            for statement in reading.statements:
                if not statement.chain.links:
                    continue
                link = statement.chain.links[0]
                if (giver := self.report_of(taker, link, statement)) is not None and link.kind is not LinkKind.UNNAMED:
                    found[giver, True].append((link, statement, RelayKind.CITES))
                elif readers := self._meant.readers(taker, link, statement):
                    beside.update(readers)
                    for reader in readers:
                        found[reader, True].append((link, statement, RelayKind.CITES))
                elif self._publishes(link) or self._speaks_for_another(link, statement):
                    if self.case.names.key(link.name, link.entity) != self.case.outlet[taker]:
                        found[self.case.names.name(link.name, link.entity), False].append(
                            (link, statement, RelayKind.CITES)
                        )
                elif link.kind in _DESCRIBED:
                    waiting.append((link, statement))
                elif link.kind is LinkKind.PERSON and (giver := self._heard_first(taker, link, statement)) is not None:
                    found[giver, True].append((link, statement, RelayKind.SAME_STATEMENT))
            for statement in reading.statements:
                if not statement.chain.links and (words := self._meant.passed_on(reading, statement)) is not None:
                    link = Link(name=words.of(reading.report.text), kind=LinkKind.UNNAMED, span=words)
                    for giver in self.described(taker, link, replace(statement, basis=Basis.READ)):
                        beside.add(giver)
                        found[giver, True].append((link, statement, RelayKind.CITES))
            for link, statement in waiting:
                claims = self.case.claims_of_statement.get(statement.id, frozenset())
                cited = {g for g, inside in found if inside and self.case.claims_of_report.get(g, frozenset()) & claims}
                for giver in (
                    [] if cited and link.kind is not LinkKind.RUMOUR else self.described(taker, link, statement)
                ):
                    found[giver, True].append((link, statement, RelayKind.CITES))
            self.cited.update((taker, giver) for giver, inside in found if inside)
            for giver, inside in sorted(found):
                yield self._relay(taker, giver, inside, found[giver, inside])
            inner = {self.case.names.key(k.name, k.entity) for s in reading.statements for k in s.chain.links}
            cited_for = [giver for giver, inside in found if inside and giver not in beside]
            yield from self._by_name(taker, cited_for, inner)

    def _by_name(self, taker: str, cited: Sequence[str], inner: set[str]) -> Iterator[Relay]:
        """Relays from outlets that the text names outside of its chains and whose earlier report tells the same.

        Not from one that a cited report has it from, as its name comes along with the story; nor from one that has it from this very outlet.
        """
        case = self.case
        roots = self._behind[taker] = set(cited).union(*(self._behind.get(giver, ()) for giver in cited))
        heard = {case.outlet[r] for r in roots} | inner
        words = words_of(case.by_id[taker].report)
        for key, span in sorted(self._named.outlets(taker, words).items()):
            if key in heard:
                continue
            given = case.by_outlet[key]
            if self._knows_itself(taker):
                continue
            giver = self._best(taker, given, frozenset()) or self._nearest(taker, given)
            if giver is None or any(case.outlet[r] == case.outlet[taker] for r in self._behind.get(giver, ())):
                continue
            roots |= {giver, *self._behind.get(giver, ())}
            yield Relay(
                taker=taker,
                giver=giver,
                giver_in_case=True,
                how=RelayKind.CITES,
                named=True,
                evidence=((Ref(taker, span), None),),
                strength=0.75,
                why=f"{case.name_of(taker)} names {case.name_of(giver)}, which had told the same before ({case.dated(giver)}).",
            )

    def _knows_itself(self, report: str) -> bool:
        """Whether a report tells everything in its own voice and from access of its own (a gazette, an inspectorate): whom it names, it does not cite."""
        told = [
            t.statement
            for claim in sorted(self.case.claims_of_report.get(report, ()))
            for t in self.case.told[report, claim]
            if t.statement is not None
        ]
        return bool(told) and all(not s.chain.links and s.basis in _OWN_ACCESS for s in told)

    def _publishes(self, link: Link) -> bool:
        """Whether it is a source that publishes, not an office that speaks (which the registry may list as well)."""
        if link.kind is not LinkKind.OUTLET:
            return False
        key = self.case.names.key(link.name, link.entity)
        if key.startswith("source:"):
            return self.case.pack.sources[key[7:]].kind == "outlet"
        # “a survey”, “their latest report”: a description, and no name
        return link.name != link.name.lower() or link.name == link.name.upper()

    def _speaks_for_another(self, link: Link, statement: Statement) -> bool:
        if statement.factuality in _OWN_THOUGHT:
            return False
        if link.kind in (LinkKind.BODY, LinkKind.RECORD):
            return len(statement.chain) > 1 or statement.basis is Basis.READ
        return link.kind is LinkKind.PERSON and len(statement.chain) > 1 and statement.basis is Basis.READ

    def _heard_first(self, taker: str, link: Link, statement: Statement) -> str | None:
        """The report that carried this person's words first, on the same matter and no more than an occasion earlier."""
        case = self.case
        if statement.basis is Basis.READ or statement.factuality in _OWN_THOUGHT:
            return None
        key = case.names.key(link.name, link.entity)
        mine = case.claims_of_report.get(taker, frozenset())
        for report in self._speakers.get(key, ()):
            days = case.days_between(report, taker)
            near = days is not None and 0 < days <= OCCASION_DAYS and case.outlet[report] != case.outlet[taker]
            if near and mine & case.claims_of_report.get(report, frozenset()):
                return report
        return None

    @cached_property
    def _speakers(self) -> Mapping[str, list[str]]:
        out: dict[str, list[str]] = defaultdict(list)
        for reading in self.case.readings:
            for statement in reading.statements:
                link = statement.chain.links[0] if statement.chain.links else None
                if link is None or link.kind is not LinkKind.PERSON or statement.basis is Basis.READ:
                    continue
                key = self.case.names.key(link.name, link.entity)
                if reading.report.id not in out[key]:
                    out[key].append(reading.report.id)
        return out

    def _relay(self, taker: str, giver: str, inside: bool, uses: list[tuple[Link, Statement, RelayKind]]) -> Relay:
        case = self.case
        evidence: list[tuple[Ref, Ref | None]] = []
        for link, statement, _ in uses:
            theirs = self._same_matter(giver, statement) if inside else None
            evidence.append((Ref(taker, statement.speaker or link.span), theirs))
        how = RelayKind.CITES if any(k is RelayKind.CITES for _, _, k in uses) else RelayKind.SAME_STATEMENT
        shown = case.name_of(giver) if inside else giver
        named = any(
            link.kind is LinkKind.OUTLET
            and folded(link.span.of(case.by_id[taker].report.text))
            and case.named_in(taker, giver)
            for link, _, _ in uses
        ) or case.named_in(taker, giver)
        if how is RelayKind.SAME_STATEMENT:
            why = f"{case.name_of(taker)} gives words of {uses[0][0].name} that {case.dated(giver)} had carried before."
        elif inside and not named:
            why = f"{case.name_of(taker)} speaks of an earlier report without its name; {case.dated(giver)} is the one in the case that tells the same."
        else:
            why = f"{case.name_of(taker)} cites {shown} in {len(uses)} statement{'s' if len(uses) > 1 else ''}."
        return Relay(
            taker=taker,
            giver=giver,
            giver_in_case=inside,
            how=how,
            named=named,
            evidence=tuple(sorted(set(evidence), key=lambda pair: (pair[0], pair[1] is not None, pair[1] or pair[0]))),
            strength=0.95 if named else 0.6,
            why=why,
        )

    def _same_matter(self, giver: str, statement: Statement) -> Ref | None:
        for claim in sorted(self.case.claims_of_statement.get(statement.id, frozenset())):
            for told in self.case.told.get((giver, claim), ()):
                return Ref(giver, told.statement.hull if told.statement else told.mention.trigger)
        return None


def _on_day(words: str, day: PartialDate | None) -> bool:
    """Whether words name the day: “our item of 12 February”."""
    if day is None or (first := day.earliest) is None or first != day.latest:
        return False
    month = first.strftime("%B").casefold()
    text = words.casefold()
    return month in text and re.search(rf"(?<!\d){first.day}(?!\d)", text) is not None


def _initial(name: str) -> str:
    return name.split()[0] if name else ""
