"""Where ways end: the origins' keys, by which two ways are known to end at one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..model import Anonymity, Basis, Factuality, Link, LinkKind, Ref
from ..subjects.names import folded
from .case import Case, Told
from .named import Bodies

DESCRIBED = frozenset({LinkKind.UNNAMED, LinkKind.GROUP})
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


class Ends:
    """Makes the ends of a case.

    Args:
        case: the case.
        in_english: what a body that is described in another language is called.
    """

    def __init__(self, case: Case, in_english: Callable[[str], str]) -> None:
        self.case = case
        self.in_english = in_english
        self._bodies: dict[str, tuple[tuple[tuple[str, str], ...], Bodies]] = {}

    @cached_property
    def publication(self) -> Mapping[str, str]:
        """Of each report that is one of several versions of a publication, the first of them."""
        return {report: min(ids, key=self.case.order.__getitem__) for report, ids in self.case.versions.items()}

    def forget(self) -> None:
        """Lets go of what was found for single claims."""
        self._bodies.clear()

    def act(self, report: str, claim: str, item: Told) -> End:
        """A published act (a law, a resolution) is its own record, whoever tells of it."""
        span = item.statement.hull if item.statement else item.mention.trigger
        return End(f"act:{claim}", "the published act", Basis.RECORD, Anonymity.NAMED, True, False, Ref(report, span))

    def end(self, report: str, tellers: Sequence[str], link: Link, item: Told) -> End:
        """Where a chain ends: at the last link of a mention's statement, which the report has through the tellers."""
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
        described = anonymity in (Anonymity.UNNAMED, Anonymity.GROUP) or link.kind in DESCRIBED
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
        claim = case.claim_of(item.mention)
        if link.kind is LinkKind.RUMOUR or not claim:
            return None
        if claim not in self._bodies:
            names = tuple(
                dict.fromkeys(
                    (case.names.key(k.name, k.entity), case.names.name(k.name, k.entity))
                    for report in case.reports_of_claim.get(claim, ())
                    for told in case.told[report, claim]
                    if told.statement is not None
                    for k in told.statement.chain.each
                    if k.kind is LinkKind.BODY
                )
            )
            self._bodies[claim] = names, Bodies(names, self.in_english)
        names, bodies = self._bodies[claim]
        key = bodies.one(link.name.partition("(")[0])
        return next(((k, name) for k, name in names if k == key), None)

    def _signal(self, name: str) -> str:
        """The signal that a device reads, by the words of its name; empty if it is its own."""
        signals: Mapping[str, Sequence[str]] = self.case.pack.naming.get("signals", {})
        words = set(folded(name).split())
        return next((signal for signal, readers in signals.items() if not words.isdisjoint(readers)), "")

    def own(self, report: str, item: Told) -> End:
        """The report's own outlet, with access of its own."""
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

    def unrecorded(self, report: str, item: Told) -> End:
        """A report that says nothing of where it has a thing from."""
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


def _nameless(link: Link) -> bool:
    """Whether the group is some people of one outlet's own and no body of any name."""
    return link.entity is None and link.name.startswith("unnamed ")


def best(ends: Iterable[End]) -> End:
    """Of several descriptions of one origin the one with the closest access."""
    return min(ends, key=lambda e: (_BEST_BASIS.index(e.basis), not e.recorded, e.ref))
