"""A claim made of the mentions that tell of it."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Claim, claim_id
from ..subjects import Subject
from .facts import Told
from .rules import Rules
from .status import status_of
from .values import best_place, best_type, best_when, conflicts_of, title_of, values_of


def numbered(name: int) -> str:
    """The id of a claim from its number.

    >>> numbered(255)
    'c0000000000ff'
    """
    return f"c{name:012x}"


def claim_of(told: Sequence[Told], pack: Subject, known: Rules) -> Claim:
    """The claim of these mentions, which stand in order."""
    values = values_of(told, known)
    event_type = best_type(told, known)
    when = best_when(told, known)
    place, country = best_place(told, known)
    conflicts = conflicts_of(told, known)
    return Claim(
        id=claim_id(told[0].id),
        type=event_type,
        title=title_of(event_type, when, place, pack),
        mentions=tuple(sorted(f.id for f in told)),
        reports=tuple(sorted({f.report for f in told})),
        when=when,
        place=place,
        country=country,
        values=values,
        conflicts=conflicts,
        status=status_of(told, known, conflicts),
    )
