"""A claim in one line, for the lists in words that stand under every picture."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from secondsource.model import Claim
from secondsource.publish.tongue import say
from secondsource.publish.words import said_bounds, said_date

from .listing import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A claim in words.

    Args:
        row: the claim as the list of claims has it.
        title: its heading; without its place if that is withheld.
        href: where it leads.
        tail: what stands behind it, and what else there is to say.
    """

    row: Row
    title: str
    href: str
    tail: str
    withheld: bool = False


def entry(row: Row, claim: Claim, *more: str, withheld: bool = False) -> Entry:
    """A claim in words.

    Args:
        row: as the list of claims has it.
        claim: the claim.
        more: what else to say of it, in clauses.
        withheld: leave its place out of the heading.
    """
    tail = [
        said_bounds(row.low, row.high) if row.low is not None and row.high is not None else say("support not computed")
    ]
    if row.status:
        tail.append(row.status)
    tail += more
    if withheld:
        tail.append(say("place shown as the country only"))
    return Entry(
        row=row,
        title=f"{row.kind}, {said_date(claim.when)}"
        if withheld and claim.when
        else row.kind
        if withheld
        else row.title,
        href=f"/claims/{quote(row.id, safe='')}",
        tail="; ".join(tail),
        withheld=withheld,
    )
