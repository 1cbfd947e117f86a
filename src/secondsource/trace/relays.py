"""All relays of a case: cited, copied, translated; what people confirmed or cut."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from ..model import Decision, DecisionKind, Relay, RelayKind
from .case import Case
from .cites import Citations
from .copies import copied
from .declared import Declared
from .order import Order
from .translated import as_translations, followed, languages

Known = dict[tuple[str, str], Relay]
"""Relays by taker and giver."""


class Relays:
    """Finds the relays of one report after the other.

    Args:
        case: the case.
        citations: of the case.
        copy: gives the relay by which a report copied another, if it did.
        decisions: those in force. A person's REJECT of `taker>giver` cuts a relay, ACCEPT makes it certain.
    """

    def __init__(
        self,
        case: Case,
        citations: Citations,
        copy: Callable[[str], Relay | None],
        decisions: Sequence[Decision] = (),
    ) -> None:
        self.case, self.citations, self._copy = case, citations, copy
        self._declared = Declared(case)
        self._order = Order(case)
        self._decided: dict[str, list[Decision]] = defaultdict(list)
        for decision in decisions:
            taker, arrow, _ = decision.object.partition(">")
            if arrow:
                self._decided[taker].append(decision)

    def known(self, taker: str) -> Known:
        """The relays of a report that words show. Where it both cites and copies another, the citation stands.

        Those of the reports before it must have been asked for before, as `Citations.relays_of` wants it.
        """
        found: Known = {}
        for relay in self.citations.relays_of(taker):
            found.setdefault((relay.taker, relay.giver), relay)
        copy = self._copy(taker)
        if copy is not None:
            earlier = found.get((taker, copy.giver))
            found[taker, copy.giver] = copy if earlier is None else _both(earlier, copy)
        given = self._declared.of(taker)
        if given is not None:
            found[taker, given.giver] = given
        return as_translations(self.case, self._order, found)

    def all(self, taker: str, known: Known, taken: Mapping[str, frozenset[str]]) -> tuple[Relay, ...]:
        """All relays of a report, by giver.

        Args:
            taker: the report.
            known: its relays that words show.
            taken: see `languages`.
        """
        found = dict(known)
        follows = followed(self.case, self._order, taker, taken)
        if follows is not None:
            found.setdefault((taker, follows.giver), follows)
        for decision in self._decided.get(taker, ()):
            key = (taker, decision.object.partition(">")[2])
            if key in found and decision.kind is DecisionKind.REJECT:
                del found[key]
            elif key in found and decision.kind is DecisionKind.ACCEPT:
                found[key] = replace(found[key], strength=1.0)
        return tuple(found[key] for key in sorted(found))


def relays_of(case: Case, citations: Citations, decisions: Sequence[Decision] = ()) -> tuple[Relay, ...]:
    """One relay for each taker and giver, sorted."""
    finder = Relays(case, citations, {relay.taker: relay for relay in copied(case)}.get, decisions)
    known = {taker: finder.known(taker) for taker in case.ids}
    taken = languages(case, (relay for found in known.values() for relay in found.values()))
    return tuple(relay for taker in sorted(case.ids) for relay in finder.all(taker, known[taker], taken))


def _both(cited: Relay, copy: Relay) -> Relay:
    return replace(
        cited,
        evidence=(*cited.evidence, *copy.evidence),
        why=f"{cited.why} {copy.why}",
        strength=max(cited.strength, copy.strength),
    )


def cut_by(decisions: Sequence[Decision]) -> frozenset[tuple[str, str]]:
    """The relays that people cut, as (taker, giver)."""
    pairs = (d.object.partition(">") for d in decisions if d.kind is DecisionKind.REJECT)
    return frozenset((taker, giver) for taker, arrow, giver in pairs if arrow)


COPYING = frozenset({RelayKind.COPIES, RelayKind.PARTIAL_COPY, RelayKind.TRANSLATES})
