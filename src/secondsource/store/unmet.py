"""Decisions whose object is no longer there: after a better reader, or other words in a new version."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import bindparam, select

from secondsource.model import Claim, Decision, Reading, Relay, claim_id, objects_of, on_a_name

from .moment import Moment
from .schema import claims, mentions, relays, reports, statements


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
    which knows the lists. The case itself, by its id, is always there. A relay is there as long as its ends are: one that was cut is gone
    because of the decision.
    """
    there = {case}
    for reading in readings:
        there.add(reading.report.id)
        there.update(statement.id for statement in reading.statements)
        for mention in reading.mentions:
            there.update((mention.id, claim_id(mention.id)))
    there.update(claim.id for claim in claims)
    there.update(end for relay in relays for end in (relay.taker, relay.giver))
    return tuple(d for d in decisions if not on_a_name(d) and not all(name in there for name in objects_of(d)))


def unmet_at_hand(decisions: Iterable[Decision], moment: Moment, case: str = "") -> tuple[Decision, ...]:
    """As `unmet`, asked of the tables. What was read is looked for as it was read, before anybody corrected it."""
    made = [decision for decision in decisions if not on_a_name(decision)]
    missing = sorted({name for decision in made for name in objects_of(decision)} - {case})
    for column in (reports.c.id, statements.c.id, mentions.c.id, claims.c.id, relays.c.taker, relays.c.giver):
        asked = select(column.label("name")).where(column.in_(bindparam("names", expanding=True))).distinct()
        found = {row.name for row in moment.among(asked, "names", missing)}
        missing = [name for name in missing if name not in found]
    if missing:
        # Ids of claims that were merged or split are known only by the mention they come from.
        wanted = set(missing)
        missing = sorted(wanted.difference(claim_id(row.id) for row in moment.rows(select(mentions.c.id))))
    gone = frozenset(missing)
    return tuple(decision for decision in made if not gone.isdisjoint(objects_of(decision)))
