"""Per claim: from every report through relays and chains to the origins where they end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..model import Anonymity, Basis, Factuality, Link, LinkKind, Ref, Relay, RelayKind, Statement
from ..subjects.names import folded
from .case import Case, Told
from .cites import Citations
from .named import one_body
from .relays import COPYING
from .versions import versions

_UNREAL = frozenset({Factuality.OPINION, Factuality.FORECAST, Factuality.CONDITIONAL, Factuality.POSSIBLE})
_OWN_ACCESS = frozenset({Basis.WITNESSED, Basis.RECORD, Basis.SENSOR})
_DESCRIBED = frozenset({LinkKind.UNNAMED, LinkKind.GROUP})
_KNOWN_BY_NAME = frozenset({LinkKind.PERSON, LinkKind.RECORD, LinkKind.SENSOR})
_BEST_BASIS = (
    Basis.SENSOR,
    Basis.RECORD,
    Basis.WITNESSED,
    Basis.TOLD,
    Basis.INFERRED,
    Basis.UNKNOWN,
    Basis.READ,
    Basis.RUMOUR,
)


@dataclass(frozen=True, slots=True)
class End:
    """Where a way ends. Two ways with the same `key` end at the same origin."""

    key: str
    name: str
    basis: Basis
    anonymity: Anonymity
    recorded: bool
    rumour: bool
    ref: Ref


@dataclass(frozen=True, slots=True)
class Step:
    """One step from a report: through `tellers` (names of sources not in the case) to a report of the case, or to an end."""

    tellers: tuple[str, ...]
    report: str | None
    end: End | None


class Lineage:
    """Ways from reports to origins, found once per report and claim."""

    def __init__(
        self, case: Case, citations: Citations, relays: Sequence[Relay], cut: frozenset[tuple[str, str]] = frozenset()
    ) -> None:
        self.case = case
        self.cut = cut
        self.citations = citations
        self.kept = {(r.taker, r.giver) for r in relays}
        self.givers: dict[str, list[Relay]] = defaultdict(list)
        for relay in relays:
            if relay.giver_in_case:
                self.givers[relay.taker].append(relay)
        self._gave = {r.giver for r in relays if r.giver_in_case}
        self._firm: dict[str, set[str]] = defaultdict(set)
        for (report, claim), items in case.told.items():
            if any(t.mention.factuality not in _UNREAL and not _is_denial(t) for t in items):
                self._firm[claim].add(report)
        self._bodies: dict[str, tuple[tuple[str, str], ...]] = {}
        self._steps: dict[tuple[str, str, bool], tuple[Step, ...]] = {}

    @cached_property
    def publication(self) -> Mapping[str, str]:
        """Of each report that is one of several versions of a publication, the first of them."""
        found = versions((r.report for r in self.case.readings), self.case.pack)
        return {report: min(ids, key=self.case.order.__getitem__) for report, ids in found.items()}

    def steps(self, report: str, claim: str, against: bool = False) -> tuple[Step, ...]:
        """The steps from a report for a claim; `against` follows its denials instead."""
        key = (report, claim, against)
        if key not in self._steps:
            self._steps[key] = tuple(dict.fromkeys(self._find(report, claim, against)))
        return self._steps[key]

    def _carries(self, report: str, claim: str, against: bool) -> bool:
        return any(_is_denial(t) == against for t in self.case.told.get((report, claim), ()))

    def _find(self, report: str, claim: str, against: bool) -> list[Step]:
        every = [t for t in self.case.told.get((report, claim), ()) if _is_denial(t) == against]
        told = [t for t in every if t.mention.type not in self.case.remarks] or every
        firm = [t for t in told if t.mention.factuality not in _UNREAL]
        # what is only supposed is left out where others assert it, unless they have it from here
        told = firm or (told if report in self._gave or not self._firm_elsewhere(report, claim) else [])
        out: list[Step] = []
        bare: list[Told] = []
        for item in told:
            statement = item.statement
            if item.mention.type in self.case.public_acts and not against:
                out.append(Step((), None, self._act(report, claim, item)))
                continue
            if statement is None or not statement.chain.links or self._speaks_itself(report, statement):
                if statement is not None and self._shows_access(report, claim, statement, against):
                    out.append(Step((), None, self._own(report, item)))
                else:
                    bare.append(item)
                continue
            out.append(self._follow(report, claim, item, against))
        copied_from = [
            r.giver
            for r in self.givers.get(report, ())
            if r.how in COPYING and self._carries(r.giver, claim, against) and not self._cites_openly(r)
        ]
        if copied_from:
            # what the copy attributes to nobody known is the giver's
            own = f"named:{self.case.outlet[report]}"
            out = [
                s
                for s in out
                if s.end is None or (s.end.recorded and s.end.anonymity is Anonymity.NAMED and s.end.key != own)
            ]
            out += [Step((), giver, None) for giver in copied_from]
        if bare and not out:
            givers = [r.giver for r in self.givers.get(report, ()) if self._carries(r.giver, claim, against)]
            if givers:
                out += [Step((), giver, None) for giver in givers]
            elif all(_own_words(t) for t in bare) and (single := self._only_source(report)) is not None:
                out.append(single)
            else:
                out.append(Step((), None, self._own(report, bare[0]) if against else self._unrecorded(report, bare[0])))
        return out

    def _cites_openly(self, relay: Relay) -> bool:
        """Whether a translation cites its original: its statements then say themselves what they have from there."""
        return relay.how is RelayKind.TRANSLATES and (relay.taker, relay.giver) in self.citations.cited

    def _act(self, report: str, claim: str, item: Told) -> End:
        """A published act (a law, a resolution) is its own record, whoever tells of it."""
        span = item.statement.hull if item.statement else item.mention.trigger
        return End(f"act:{claim}", "the published act", Basis.RECORD, Anonymity.NAMED, True, False, Ref(report, span))

    def _speaks_itself(self, report: str, statement: Statement) -> bool:
        """Whether a report's one source is its own outlet, called by a part of its name (“the Ministry” in the ministry's own release)."""
        links = statement.chain.links
        if len(links) != 1 or links[0].kind not in (LinkKind.BODY, LinkKind.OUTLET) or links[0].entity is not None:
            return False
        words = set(folded(links[0].name).split())
        return bool(words) and words < set(folded(self.case.name_of(report)).split())

    def _shows_access(self, report: str, claim: str, statement: Statement, against: bool) -> bool:
        """Whether a report's own voice rests on access of its own: what it saw, or a record where it takes the claim from nobody else."""
        if statement.basis is Basis.WITNESSED:
            return True
        return statement.basis in _OWN_ACCESS and not any(
            self._carries(r.giver, claim, against) for r in self.givers.get(report, ())
        )

    def _firm_elsewhere(self, report: str, claim: str) -> bool:
        return bool(self._firm[claim] - {report})

    def _follow(self, report: str, claim: str, item: Told, against: bool) -> Step:
        statement = item.statement
        assert statement is not None
        case = self.case
        tellers: list[str] = []
        here = report
        for position, link in enumerate(statement.chain.links):
            last = position == len(statement.chain.links) - 1
            giver = self.citations.report_of(here, link, statement)
            if giver is None and link.kind in _DESCRIBED:
                described = [
                    g for g in self.citations.described(report, link, statement) if self._carries(g, claim, against)
                ]
                giver = described[0] if described else None
            if (
                giver is not None
                and giver != report
                and self._carries(giver, claim, against)
                and (position or self._stands(report, giver))
                and not self._knows_more(report, giver, claim, statement.chain.links[position + 1 :])
            ):
                return Step(tuple(tellers), giver, None)
            if last:
                inner = self._inner(report, statement) if link.kind is LinkKind.OUTLET and giver is None else None
                if inner is not None:
                    return Step(
                        (*tellers, case.names.name(link.name, link.entity)),
                        None,
                        self._end(report, [*tellers, link.name], inner, item),
                    )
                return Step(tuple(tellers), None, self._end(report, tellers, link, item))
            tellers.append(case.names.name(link.name, link.entity))
        raise AssertionError("a chain with links has a last one")

    def _inner(self, report: str, statement: Statement) -> Link | None:
        """Whom an outlet has told the rest of its story from, as far as the report says: “the broadcaster says” after “a customs official told the broadcaster”.

        Only a named or described source that is the one behind that outlet in the whole report.
        """
        names = self.case.names
        start = [names.key(link.name, link.entity) for link in statement.chain.links]
        found: dict[str, Link] = {}
        for other in self.case.by_id[report].statements:
            links = other.chain.links
            if len(links) != len(start) + 1 or other.factuality in _UNREAL:
                continue
            if [names.key(link.name, link.entity) for link in links[:-1]] == start:
                found.setdefault(names.key(links[-1].name, links[-1].entity), links[-1])
        return next(iter(found.values())) if len(found) == 1 else None

    def _knows_more(self, taker: str, giver: str, claim: str, beyond: Sequence[Link]) -> bool:
        """Whether a chain goes on to a named source that the giver's report, as far as it is at hand, does not have the claim from: another report of its is meant."""
        named = [link for link in beyond if link.kind in _KNOWN_BY_NAME]
        if not named or self.case.by_id[taker].report.lang != self.case.by_id[giver].report.lang:
            return False
        names = self.case.names
        theirs = {
            names.key(link.name, link.entity)
            for told in self.case.told.get((giver, claim), ())
            if told.statement is not None
            for link in told.statement.chain.links
        }
        return bool(theirs) and not any(names.key(link.name, link.entity) in theirs for link in named)

    def _stands(self, taker: str, giver: str) -> bool:
        """Whether the relay was not cut by a person."""
        if (taker, giver) in self.cut:
            return False
        return (taker, giver) in self.kept or not any(r.taker == taker for r in self.givers.get(taker, ()))

    def _end(self, report: str, tellers: Sequence[str], link: Link, item: Told) -> End:
        statement = item.statement
        assert statement is not None
        case = self.case
        outlet = tellers[-1] if tellers else case.name_of(report)
        outlet_key = case.names.key(outlet) if tellers else case.outlet[report]
        ref = Ref(report, link.span)
        rumour = statement.basis is Basis.RUMOUR or item.mention.factuality is Factuality.RUMOURED
        name = case.names.name(link.name, link.entity)
        own_key = case.names.key(link.name, link.entity)
        anonymity = statement.anonymity
        described = anonymity in (Anonymity.UNNAMED, Anonymity.GROUP) or link.kind in _DESCRIBED
        if link.kind is LinkKind.RUMOUR or rumour:
            return End(f"rumour:{outlet_key}", name, statement.basis, anonymity, True, True, ref)
        if link.kind is LinkKind.ROLE:
            return End(f"role:{outlet_key}:{own_key}", name, statement.basis, anonymity, True, False, ref)
        if described and (body := self._body_of(link, item)) is not None:
            return End(f"named:{body[0]}", body[1], statement.basis, Anonymity.NAMED, True, False, ref)
        if described and statement.basis is Basis.READ:
            return End(self._none(report), f"{name}, lineage not recorded", Basis.UNKNOWN, anonymity, False, False, ref)
        if described and anonymity is Anonymity.GROUP and link.kind is LinkKind.GROUP and not _nameless(link):
            return End(f"group:{own_key}", name, statement.basis, anonymity, True, False, ref)
        if described:
            return End(
                f"told by:{outlet_key}",
                f"unnamed source of {outlet}",
                statement.basis,
                Anonymity.UNNAMED,
                True,
                False,
                ref,
            )
        if link.kind is LinkKind.SENSOR and own_key.removeprefix("name:").startswith(outlet.casefold()):
            return End(
                f"told by:{outlet_key}",
                f"unnamed source of {outlet}",
                statement.basis,
                Anonymity.UNNAMED,
                True,
                False,
                ref,
            )
        if link.kind is LinkKind.OUTLET:
            # what an outlet has told, whether or not its own report is at hand, is what its unnamed sources told it
            return End(f"told by:{own_key}", name, statement.basis, Anonymity.NAMED, True, False, ref)
        if link.kind is LinkKind.SENSOR and (signal := self._signal(name)):
            return End(f"signal:{signal}", name, statement.basis, Anonymity.NAMED, True, False, ref)
        basis = statement.basis
        if link.kind is LinkKind.PERSON and basis in (Basis.SENSOR, Basis.RECORD):
            basis = Basis.TOLD  # a person who tells of a record is a person's word; the record itself is not at hand
        return End(f"named:{own_key}", name, basis, Anonymity.NAMED, True, False, ref)

    def _body_of(self, link: Link, item: Told) -> tuple[str, str] | None:
        """Key and name of the one body named for the same claim whose name holds all telling words of a description (“a customs official”)."""
        case = self.case
        claim = case.claim_of.get(item.mention.id, "")
        if link.kind is LinkKind.RUMOUR or not claim:
            return None
        if claim not in self._bodies:
            self._bodies[claim] = tuple(
                dict.fromkeys(
                    (case.names.key(k.name, k.entity), case.names.name(k.name, k.entity))
                    for report in case.reports_of_claim.get(claim, ())
                    for told in case.told[report, claim]
                    if told.statement is not None
                    for k in told.statement.chain.links
                    if k.kind is LinkKind.BODY
                )
            )
        key = one_body(link.name.partition("(")[0], self._bodies[claim], self.citations.in_english)
        return next(((k, name) for k, name in self._bodies[claim] if k == key), None)

    def _signal(self, name: str) -> str:
        """The signal that a device reads, by the words of its name; empty if it is its own."""
        signals: Mapping[str, Sequence[str]] = self.case.pack.naming.get("signals", {})
        words = set(folded(name).split())
        return next((signal for signal, readers in signals.items() if not words.isdisjoint(readers)), "")

    def _own(self, report: str, item: Told) -> End:
        return End(
            f"named:{self.case.outlet[report]}",
            self.case.name_of(report),
            item.statement.basis if item.statement else Basis.UNKNOWN,
            Anonymity.NAMED,
            True,
            item.mention.factuality is Factuality.RUMOURED,
            Ref(report, item.statement.hull if item.statement else item.mention.trigger),
        )

    def _none(self, report: str) -> str:
        """The key of where a report has a thing from that it does not say; its versions have it from the same."""
        return f"none:{self.publication.get(report, report)}"

    def _unrecorded(self, report: str, item: Told) -> End:
        span = item.statement.hull if item.statement else item.mention.trigger
        return End(
            self._none(report),
            f"{self.case.name_of(report)}, lineage not recorded",
            Basis.UNKNOWN,
            Anonymity.NONE,
            False,
            False,
            Ref(report, span),
        )

    def _only_source(self, report: str) -> Step | None:
        """The one anonymous source of a report that has no other: its own-voice sentences then rest on it as well."""
        ends: dict[str, Step] = {}
        for told in (
            t for claim in sorted(self.case.claims_of_report.get(report, ())) for t in self.case.told[report, claim]
        ):
            statement = told.statement
            if statement is None or not statement.chain.links or statement.factuality in _UNREAL:
                continue
            if statement.anonymity is not Anonymity.UNNAMED or len(statement.chain) > 1:
                return None
            end = self._end(report, [], statement.chain.links[0], told)
            ends[end.key] = Step((), None, end)
        return next(iter(ends.values())) if len(ends) == 1 else None


def _own_words(told: Told) -> bool:
    """Whether a report tells it in its own voice; “it is estimated” and “it is known” only leave out who says so."""
    return told.statement is None or told.statement.cue is None


def _nameless(link: Link) -> bool:
    """Whether the group is some people of one outlet's own and no body of any name."""
    return link.entity is None and link.name.startswith("unnamed ")


def _is_denial(told: Told) -> bool:
    return told.mention.factuality is Factuality.DENIED


def best(ends: Iterable[End]) -> End:
    """Of several descriptions of one origin the one with the closest access."""
    return min(ends, key=lambda e: (_BEST_BASIS.index(e.basis), not e.recorded, e.ref))
