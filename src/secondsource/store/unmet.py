"""Decisions whose object is no longer there: after a better reader, or other words in a new version."""

from __future__ import annotations

from collections.abc import Iterable

from secondsource.model import Claim, Decision, Reading, Relay, claim_id, on_a_name


def unmet(
    decisions: Iterable[Decision],
    readings: Iterable[Reading],
    claims: Iterable[Claim],
    relays: Iterable[Relay],
    case: str = "",
) -> tuple[Decision, ...]:
    """The decisions that name something the case no longer holds, in their order.

    A claim's id comes from its first mention. A claim that was merged into another, or split, is therefore still known
    as long as that mention is there, and decisions about it are not listed. Decisions on names are left to `screen`,
    which knows the lists. The case itself, by its id, is always there.
    """
    there = {case}
    for reading in readings:
        there.add(reading.report.id)
        there.update(statement.id for statement in reading.statements)
        for mention in reading.mentions:
            there.update((mention.id, claim_id(mention.id)))
    there.update(claim.id for claim in claims)
    there.update(end for relay in relays for end in (relay.taker, relay.giver))
    return tuple(d for d in decisions if not on_a_name(d) and not all(name in there for name in _objects(d)))


def _objects(decision: Decision) -> list[str]:
    """What a decision names. A relay is there as long as its ends are: one that was cut is gone because of the decision."""
    beside = (*decision.values.get("with", "").split(), *decision.values.get("mentions", "").split())
    return [*decision.object.split(">"), *beside]
