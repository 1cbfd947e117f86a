"""The findings of a case: every claim against the provisions that can say something of it.

Which are kept: every outcome but `not_applicable` and `not_in_force`, unless the scope (place, person) of a national or EU rule
is itself unknown: a claim without a country is not held against every country's law. Of those two, only what a careless reader
would expect to find: the provision names the event's type, its scope is met, and

- it was merely not in force on that day: for United Nations provisions while nothing in the claim speaks against their
  elements, for others if all their elements are met; or
- it fails on a fact that the claim itself states, or because the claim denies the event.

A provision that fails because a positive indication is missing is not shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from ..model import Claim, Finding, Outcome, Reading, Traced, Truth
from ..subjects import Subject
from .check import Judged, judge, written
from .claim_facts import event_of
from .event import Event
from .given import EventFacts
from .material import Material
from .rule import Rule, rules_by_type
from .vocabulary import vocabulary

_WORLDWIDE = frozenset({"UN"})
_QUIET = (Outcome.NOT_APPLICABLE, Outcome.NOT_IN_FORCE)


def findings(
    claims: Iterable[Claim],
    traced: Traced,
    readings: Sequence[Reading],
    pack: Subject,
    law_date: date | None = None,
) -> tuple[Finding, ...]:
    """The findings worth showing, by claim in the order given, then by provision as the pack lists them.

    Args:
        claims: the claims of the case.
        traced: for their support.
        readings: for the words they rest on.
        pack: the subject pack.
        law_date: asks the law of that day as if the same acts were done then; each event's own date if None.
    """
    material = Material(readings)
    supports = {support.claim: support for support in traced.supports}
    out: list[Finding] = []
    for claim in claims:
        out += of_event(event_of(claim, material, supports.get(claim.id), pack), pack, law_date)
    return tuple(out)


def of_event(event: Event, pack: Subject, law_date: date | None = None) -> tuple[Finding, ...]:
    """The findings worth showing for one event."""
    facts = EventFacts(event, pack)
    effect = vocabulary(pack).factualities[event.factuality]
    out = []
    for rule in rules_by_type(pack).get(event.type, ()):
        judged = judge(rule, facts, effect, law_date)
        if _kept(rule, facts, judged):
            out.append(written(rule, facts, judged, law_date))
    return tuple(out)


def _kept(rule: Rule, facts: EventFacts, judged: Judged) -> bool:
    day, decisive = judged.shown
    on = facts.on(day)
    scope = rule.scope.truth(on)
    worldwide = rule.provision.jurisdiction in _WORLDWIDE
    if judged.outcome not in _QUIET:
        return worldwide or scope is not Truth.UNKNOWN
    if scope is not Truth.MET:
        return False
    if judged.outcome is Outcome.NOT_IN_FORCE:
        least = Truth.UNKNOWN if worldwide else Truth.MET
        return any(version.elements.truth(on) >= least for version in rule.versions)
    if decisive.deciding == ("event.factuality",):
        return True
    return any(name in facts.event.facts for name in decisive.deciding)
