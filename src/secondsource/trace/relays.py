"""All relays of a case: cited, copied, translated; what people confirmed or cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..model import Decision, DecisionKind, Relay, RelayKind
from .case import Case
from .cites import Citations
from .copies import copied
from .declared import declared
from .translated import as_translations, translated


def relays_of(case: Case, citations: Citations, decisions: Sequence[Decision] = ()) -> tuple[Relay, ...]:
    """One relay for each taker and giver, sorted. Where a report both cites and copies another, the citation stands.

    A person's REJECT of `taker>giver` cuts a relay, ACCEPT makes it certain.
    """
    found: dict[tuple[str, str], Relay] = {}
    for relay in citations.relays():
        found.setdefault((relay.taker, relay.giver), relay)
    for relay in copied(case):
        earlier = found.get((relay.taker, relay.giver))
        if earlier is None:
            found[relay.taker, relay.giver] = relay
        else:
            found[relay.taker, relay.giver] = replace(
                earlier,
                evidence=(*earlier.evidence, *relay.evidence),
                why=f"{earlier.why} {relay.why}",
                strength=max(earlier.strength, relay.strength),
            )
    for relay in declared(case):
        found[relay.taker, relay.giver] = relay
    found = as_translations(case, found)
    for relay in translated(case, tuple(found.values())):
        found.setdefault((relay.taker, relay.giver), relay)
    for decision in decisions:
        taker, arrow, giver = decision.object.partition(">")
        if not arrow or (taker, giver) not in found:
            continue
        if decision.kind is DecisionKind.REJECT:
            del found[taker, giver]
        elif decision.kind is DecisionKind.ACCEPT:
            found[taker, giver] = replace(found[taker, giver], strength=1.0)
    return tuple(found[key] for key in sorted(found))


def cut_by(decisions: Sequence[Decision]) -> frozenset[tuple[str, str]]:
    """The relays that people cut, as (taker, giver)."""
    pairs = (d.object.partition(">") for d in decisions if d.kind is DecisionKind.REJECT)
    return frozenset((taker, giver) for taker, arrow, giver in pairs if arrow)


COPYING = frozenset({RelayKind.COPIES, RelayKind.PARTIAL_COPY, RelayKind.TRANSLATES})
