"""Relays that a chain names: a source whose report is in the case, an unnamed report, a person heard by another first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ..model import (
    Basis,
    Factuality,
    Link,
    LinkKind,
    Reading,
    Ref,
    Relay,
    RelayKind,
    Statement,
)
from ..model.telling import apart
from ..subjects.names import folded
from .card import Named
from .case import Case
from .matter import Matter
from .meant import Meant
from .named import Named as Outlets
from .own_item import names_own_item, on_day
from .signed import Signed

OCCASION_DAYS = 20
"""One person's words in two reports within these days are taken for words of one occasion."""
_DESCRIBED = frozenset({LinkKind.UNNAMED, LinkKind.GROUP, LinkKind.RUMOUR, LinkKind.ROLE})
_OWN_ACCESS = frozenset({Basis.WITNESSED, Basis.RECORD, Basis.SENSOR})
_Use = tuple[Link, Statement, RelayKind]
_OWN_THOUGHT = frozenset({Factuality.OPINION, Factuality.FORECAST, Factuality.CONDITIONAL})


@dataclass(frozen=True, slots=True)
class Heard:
    """What finding a report's citations rested on beside its own links: the outlets that its text names, and the reports that were asked whom they have it
    from; and the reports that it cites.
    """

    outlets: frozenset[str]
    asked: frozenset[str]
    cited: tuple[str, ...] = ()


class Citations:
    """Resolves links to reports of the case, and collects the relays."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._signed = Signed(case)
        self._matter = Matter(case)
        self._meant = Meant(case)
        self.cited: set[tuple[str, str]] = set()
        self.behind: dict[str, frozenset[str]] = {}
        self.heard: dict[str, Heard] = {}
        self._sources: dict[Named, tuple[str | None, Sequence[str]]] = {}
        self._guessed: dict[Named, tuple[str | None, Sequence[str]]] = {}
        self._resolved: dict[tuple[str, ...], tuple[str | None, ...]] = {}

    def report_of(self, taker: str, link: Link, statement: Statement) -> str | None:
        """The report of the case that a link of the taker's chain speaks of: by that source, not later, of the same matter.

        Of several the one that shares the statement's claims, then their numbers, then the one published last. Where none shares a claim, the one
        that shares most of the numbers, days, places and kinds of event.
        """
        # those who tell together are asked for one by one, and have the statement's id in common
        key = (statement.id, *statement.chain.names)
        known = self._resolved.get(key)
        if known is None:
            # of the whole chain at once and kept as a few references: it is asked for again when the lineages are followed, of every report of the case
            claims = self.case.claims_of_statement(statement)
            known = tuple(self._behind_link(taker, each, claims) for each in statement.chain.links)
            self._resolved[key] = known
        return known[statement.chain.links.index(link)]

    def _behind_link(self, taker: str, link: Link, claims: frozenset[str]) -> str | None:
        given = self._by(link)
        return (
            self._best(taker, given, claims)
            or self._nearest(taker, given)
            or (None if given else self._best(taker, self._perhaps(taker, link), claims))
        )

    def _perhaps(self, taker: str, link: Link) -> Sequence[str]:
        """Reports of whom a link may mean, where nothing else is known and they tell the same: the outlet's own earlier item, a name in another
        alphabet, a body by the words of its name, the writer of a letter.
        """
        case = self.case
        if names_own_item(link.name):
            own = case.by_outlet[case.outlet[taker]]
            earlier = [r for r in own if case.order[r] < case.order[taker]]
            dated = [r for r in earlier if on_day(link.name, case.cards[r].when)]
            return dated or earlier[-1:]
        key, signed = self.guessed((link.name, link.entity, link.kind))
        if signed:
            return [r for r in signed if r != taker]
        return case.by_outlet.get(key or "", ()) if key != case.outlet[taker] else ()

    def guessed(self, link: Named) -> tuple[str | None, Sequence[str]]:
        """The outlet that a link may mean, where its own name is unknown; else, of a person, the reports that he may have written."""
        if link not in self._guessed:
            name, _, kind = link
            key = None
            if kind in (LinkKind.OUTLET, LinkKind.BODY, LinkKind.PERSON):
                key = self.named.written_elsewhere(name)
            if key is None and kind in (LinkKind.BODY, LinkKind.GROUP, LinkKind.OUTLET):
                key = self.named.described(name)
            written = self._signed.perhaps(name) if key is None and kind is LinkKind.PERSON else ()
            self._guessed[link] = key, written
        return self._guessed[link]

    def _by(self, link: Link) -> Sequence[str]:
        """Reports of the source that a link names; for a longer description, of the outlet named in it; else those it signed."""
        key, signed = self.source((link.name, link.entity, link.kind))
        return signed or self.case.by_outlet.get(key or "", ())

    def source(self, link: Named) -> tuple[str | None, Sequence[str]]:
        """The outlet of the case that a link names, else the reports signed so."""
        if link not in self._sources:
            case, (name, entity, kind) = self.case, link
            key: str | None = case.names.key(name, entity)
            signed: Sequence[str] = ()
            if not case.by_outlet.get(key or ""):
                key = None
                if kind in (LinkKind.PERSON, LinkKind.OUTLET, LinkKind.BODY):
                    signed = self._signed.by(name)
                    key = None if signed else self.named.within(name)
            self._sources[link] = key, signed
        return self._sources[link]

    def in_english(self, name: str) -> str:
        """What a body that a Korean text translates is called, by the pack."""
        return self.named.in_english(name)

    @cached_property
    def named(self) -> Outlets:
        """The outlets of the case by their names."""
        return Outlets(self.case)

    def _best(self, taker: str, given: Sequence[str], claims: frozenset[str]) -> str | None:
        case = self.case
        mine = case.claims_of_report.get(taker, frozenset())
        ranked = [
            (bool(claims & case.claims_of_report[r]), self._same_numbers(taker, r, claims or mine), case.order[r], r)
            for r in self._beside(taker, given)
            if case.may_follow(taker, r)
        ]
        return max(ranked)[3] if ranked else None

    def _beside(self, taker: str, given: Sequence[str]) -> Iterable[str]:
        """Those of the reports that share a claim with the taker, in any order."""
        beside = self.case.beside(taker)
        if len(given) <= len(beside):
            return [r for r in given if r in beside]
        outlet = self.case.outlet[given[0]]
        if given is self.case.by_outlet.get(outlet):
            return [r for r in beside if self.case.outlet[r] == outlet]
        return beside.intersection(given)

    def _nearest(self, taker: str, given: Sequence[str]) -> str | None:
        return self._matter.nearest(taker, given)

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
        claims = case.claims_of_statement(statement) or case.claims_of_report.get(taker, frozenset())
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
        """All cited relays, by publication of the taker, then by giver."""
        for taker in self.case.ids:
            yield from self.relays_of(taker)

    def relays_of(self, taker: str) -> list[Relay]:
        """The cited relays of a report, by giver; those of the reports before it must have been asked for before."""
        found, beside = self._cited(self.case.by_id[taker])
        self.cited.update((taker, giver) for giver, inside in found if inside)
        out = [self._relay(taker, giver, inside, found[giver, inside]) for giver, inside in sorted(found)]
        inner = {self.case.names.key(name, entity) for name, entity, _ in self.case.cards[taker].links}
        cited = sorted(giver for giver, inside in found if inside)
        by_name, heard = self._by_name(taker, [giver for giver in cited if giver not in beside], inner)
        self.heard[taker] = replace(heard, cited=tuple(cited))
        return [*out, *by_name]

    def _cited(self, reading: Reading) -> tuple[dict[tuple[str, bool], list[_Use]], set[str]]:
        """By giver, and whether it is in the case, the links that cite it; and the givers that are spoken of beside the report's own sources."""
        taker = reading.report.id
        found: dict[tuple[str, bool], list[_Use]] = defaultdict(list)
        waiting: list[tuple[Link, Statement]] = []
        beside: set[str] = set()
        for statement in (each for told in reading.statements for each in apart(told)):
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
            claims = self.case.claims_of_statement(statement)
            cited = any(inside and self.case.claims_of_report.get(g, frozenset()) & claims for g, inside in found)
            for giver in [] if cited and link.kind is not LinkKind.RUMOUR else self.described(taker, link, statement):
                found[giver, True].append((link, statement, RelayKind.CITES))
        return found, beside

    def _by_name(self, taker: str, cited: Sequence[str], inner: set[str]) -> tuple[list[Relay], Heard]:
        """Relays from outlets that the text names outside of its chains and whose earlier report tells the same.

        Not from one that a cited report has it from, as its name comes along with the story; nor from one that has it from this very outlet.
        """
        case = self.case
        asked = set(cited)
        roots = set(cited).union(*(self._behind(taker, giver) for giver in cited))
        by_name = self.named.outlets(taker, case.words(taker))
        heard = {case.outlet[r] for r in roots} | inner
        out: list[Relay] = []
        for key, span in sorted(by_name.items()):
            if key in heard or self._knows_itself(taker):
                continue
            given = case.by_outlet[key]
            giver = self._best(taker, given, frozenset()) or self._nearest(taker, given)
            if giver is not None:
                asked.add(giver)
            if giver is None or any(case.outlet[r] == case.outlet[taker] for r in self._behind(taker, giver)):
                continue
            roots |= {giver, *self._behind(taker, giver)}
            out.append(
                Relay(
                    taker=taker,
                    giver=giver,
                    giver_in_case=True,
                    how=RelayKind.CITES,
                    named=True,
                    evidence=((Ref(taker, span), None),),
                    strength=0.75,
                    why=f"{case.name_of(taker)} names {case.name_of(giver)}, which had told the same before ({case.dated(giver)}).",
                )
            )
        self.behind[taker] = frozenset(roots)
        return out, Heard(frozenset(by_name), frozenset(asked))

    def _behind(self, taker: str, giver: str) -> Collection[str]:
        """The reports that a report before the taker has its story from, as far as it cites them."""
        return self.behind.get(giver, ()) if self.case.order[giver] < self.case.order[taker] else ()

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
        spoke = self._speakers.get(key)
        for report in () if spoke is None else sorted(spoke & case.beside(taker), key=case.order.__getitem__):
            days = case.days_between(report, taker)
            if days is not None and 0 < days <= OCCASION_DAYS and case.outlet[report] != case.outlet[taker]:
                return report
        return None

    @cached_property
    def _speakers(self) -> Mapping[str, frozenset[str]]:
        out: dict[str, set[str]] = {}
        for report in self.case.ids:
            for name, entity in self.case.cards[report].speakers:
                out.setdefault(self.case.names.key(name, entity), set()).add(report)
        return {key: frozenset(reports) for key, reports in out.items()}

    def _relay(self, taker: str, giver: str, inside: bool, uses: Sequence[_Use]) -> Relay:
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
        for claim in sorted(self.case.claims_of_statement(statement)):
            for told in self.case.told.get((giver, claim), ()):
                return Ref(giver, told.statement.hull if told.statement else told.mention.trigger)
        return None


def _initial(name: str) -> str:
    return name.split()[0] if name else ""
