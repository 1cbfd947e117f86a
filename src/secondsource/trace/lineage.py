"""Per claim: from every report through relays and chains to the origins where they end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ..model import Anonymity, Basis, Factuality, Link, LinkKind, Relay, RelayKind, Statement
from ..model.telling import apart
from ..subjects.names import folded
from .case import Case, Told
from .cites import Citations
from .ends import DESCRIBED, End, Ends
from .relays import COPYING
from .ways import Way

_UNREAL = frozenset({Factuality.OPINION, Factuality.FORECAST, Factuality.CONDITIONAL, Factuality.POSSIBLE})
_OWN_ACCESS = frozenset({Basis.WITNESSED, Basis.RECORD, Basis.SENSOR})
_KNOWN_BY_NAME = frozenset({LinkKind.PERSON, LinkKind.RECORD, LinkKind.SENSOR})


@dataclass(frozen=True, slots=True)
class Step:
    """One step from a report: through `tellers` (names of sources not in the case) to a report of the case, or to an end."""

    tellers: tuple[str, ...]
    report: str | None
    end: End | None


class Lineage:
    """Ways from reports to origins, found once per report and claim."""

    def __init__(
        self,
        case: Case,
        citations: Citations,
        relays: Iterable[Relay | Way],
        cut: frozenset[tuple[str, str]] = frozenset(),
    ) -> None:
        self.case = case
        self.cut = cut
        self._cut_of: dict[str, list[str]] = defaultdict(list)
        for taker, giver in sorted(cut):
            self._cut_of[taker].append(giver)
        self.citations = citations
        self.kept: set[tuple[str, str]] = set()
        self.givers: dict[str, list[Relay | Way]] = defaultdict(list)
        for relay in relays:
            if relay.giver_in_case:
                self.kept.add((relay.taker, relay.giver))
                self.givers[relay.taker].append(relay)
        self.gave = {giver for _, giver in self.kept}
        self._firm: dict[str, frozenset[str]] = {}
        self.ends = Ends(case, citations.in_english)
        self._steps: dict[tuple[str, str, bool], tuple[Step, ...]] = {}

    def steps(self, report: str, claim: str, against: bool = False) -> tuple[Step, ...]:
        """The steps from a report for a claim; `against` follows its denials instead."""
        key = (report, claim, against)
        if key not in self._steps:
            self._steps[key] = tuple(dict.fromkeys(self._find(report, claim, against)))
        return self._steps[key]

    def cut_of(self, report: str) -> list[str]:
        """The givers of a report whose relays people cut."""
        return self._cut_of.get(report, [])

    def forget(self) -> None:
        """Lets go of what was found for single claims."""
        self._steps.clear()
        self._firm.clear()
        self.ends.forget()

    def _carries(self, report: str, claim: str, against: bool) -> bool:
        return any(_is_denial(t) == against for t in self.case.told.get((report, claim), ()))

    def _find(self, report: str, claim: str, against: bool) -> list[Step]:
        every = [t for t in self.case.told.get((report, claim), ()) if _is_denial(t) == against]
        told = [t for t in every if t.mention.type not in self.case.remarks] or every
        firm = [t for t in told if t.mention.factuality not in _UNREAL]
        # what is only supposed is left out where others assert it, unless they have it from here
        told = firm or (told if report in self.gave or not self._firm_elsewhere(report, claim) else [])
        out: list[Step] = []
        bare: list[Told] = []
        for item in told:
            statement = item.statement
            if item.mention.type in self.case.public_acts and not against:
                out.append(Step((), None, self.ends.act(report, claim, item)))
                continue
            if statement is None or not statement.chain.links or self._speaks_itself(report, statement):
                if statement is not None and self._shows_access(report, claim, statement, against):
                    out.append(Step((), None, self.ends.own(report, item)))
                else:
                    bare.append(item)
                continue
            out += self._together(report, claim, item, statement, against)
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
            elif all(_own_words(t) for t in bare) and (single := self.only_source(report)) is not None:
                out.append(single)
            else:
                out.append(
                    Step((), None, self.ends.own(report, bare[0]) if against else self.ends.unrecorded(report, bare[0]))
                )
        return out

    def _together(self, report: str, claim: str, item: Told, statement: Statement, against: bool) -> list[Step]:
        """The steps of all who tell it together; whom they have it from together is one, also without a name."""
        steps = [self._follow(report, claim, Told(item.mention, each), against) for each in apart(statement)]
        ends = [step.end for step in steps if step.end is not None]
        if len(ends) > 1 and not statement.chain.links[-1].members:
            steps = [replace(step, end=ends[0]) if step.end is not None else step for step in steps]
        return steps

    def _cites_openly(self, relay: Relay | Way) -> bool:
        """Whether a translation cites its original: its statements then say themselves what they have from there."""
        return relay.how is RelayKind.TRANSLATES and (relay.taker, relay.giver) in self.citations.cited

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
        if claim not in self._firm:
            self._firm[claim] = frozenset(
                r
                for r in self.case.reports_of_claim.get(claim, ())
                if any(t.mention.factuality not in _UNREAL and not _is_denial(t) for t in self.case.told[r, claim])
            )
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
            if giver is None and link.kind in DESCRIBED:
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
                        self.ends.end(report, [*tellers, link.name], inner, item),
                    )
                return Step(tuple(tellers), None, self.ends.end(report, tellers, link, item))
            tellers.append(case.names.name(link.name, link.entity))
        raise AssertionError("a chain with links has a last one")

    def _inner(self, report: str, statement: Statement) -> Link | None:
        """Whom an outlet has told the rest of its story from, as far as the report says: “the broadcaster says” after “a customs official told the broadcaster”.

        Only a named or described source that is the one behind that outlet in the whole report.
        """
        names = self.case.names
        start = [names.key(link.name, link.entity) for link in statement.chain.links]
        found: dict[str, Link] = {}
        for other in (each for told in self.case.by_id[report].statements for each in apart(told)):
            links = other.chain.links
            if len(links) != len(start) + 1 or other.factuality in _UNREAL:
                continue
            if [names.key(link.name, link.entity) for link in links[:-1]] == start:
                found.setdefault(names.key(links[-1].name, links[-1].entity), links[-1])
        return next(iter(found.values())) if len(found) == 1 else None

    def _knows_more(self, taker: str, giver: str, claim: str, beyond: Sequence[Link]) -> bool:
        """Whether a chain goes on to a named source that the giver's report, as far as it is at hand, does not have the claim from: another report of its is meant."""
        named = [link for link in beyond if link.kind in _KNOWN_BY_NAME]
        if not named or self.case.cards[taker].lang != self.case.cards[giver].lang:
            return False
        names = self.case.names
        theirs = {
            names.key(link.name, link.entity)
            for told in self.case.told.get((giver, claim), ())
            if told.statement is not None
            for link in told.statement.chain.each
        }
        return bool(theirs) and not any(names.key(link.name, link.entity) in theirs for link in named)

    def _stands(self, taker: str, giver: str) -> bool:
        """Whether the relay was not cut by a person."""
        if (taker, giver) in self.cut:
            return False
        return (taker, giver) in self.kept or not any(r.taker == taker for r in self.givers.get(taker, ()))

    def only_source(self, report: str) -> Step | None:
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
            end = self.ends.end(report, [], statement.chain.links[0], told)
            ends[end.key] = Step((), None, end)
        return next(iter(ends.values())) if len(ends) == 1 else None


def _own_words(told: Told) -> bool:
    """Whether a report tells it in its own voice; “it is estimated” and “it is known” only leave out who says so."""
    return told.statement is None or told.statement.cue is None


def _is_denial(told: Told) -> bool:
    return told.mention.factuality is Factuality.DENIED
