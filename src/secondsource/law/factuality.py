"""How sure an event is for the law: the factuality of a claim out of what its statements say (law vocabulary: factuality.note)."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Anonymity, Basis, Claim, Factuality, Status, Support
from .material import Told

_SEEN = frozenset({Basis.RECORD, Basis.SENSOR})
_HEDGED = (
    Factuality.POSSIBLE,
    Factuality.RUMOURED,
    Factuality.PLANNED,
    Factuality.CONDITIONAL,
    Factuality.FORECAST,
    Factuality.OPINION,
)
"""From the surest down: a claim is as sure as the surest of its statements."""
_HAPPENED = frozenset({Factuality.ASSERTED, Factuality.POSSIBLE, Factuality.RUMOURED})


def factuality_of(claim: Claim, told: Sequence[Told], support: Support | None) -> tuple[str, str]:
    """The factuality of a claim in the law vocabulary's words, and why.

    Args:
        claim: for its status.
        told: its mentions where they are told.
        support: for its independent origins and denials; None if nothing was traced.
    """
    values = [Factuality.DENIED if item.denied else item.mention.factuality for item in told]
    denied = Factuality.DENIED in values or bool(support and support.against) or claim.status is Status.DISPUTED
    happened = any(value in _HAPPENED for value in values)
    if claim.status is Status.RETRACTED:
        return "denied", "withdrawn by those who reported it"
    if denied and happened:
        return "disputed", "at least one source says that it happened and at least one denies it"
    if values and all(value is Factuality.DENIED for value in values):
        return "denied", "every statement of it is a denial"
    if Factuality.ASSERTED in values or not values:
        return _asserted(
            [item for item, value in zip(told, values, strict=True) if value is Factuality.ASSERTED], support
        )
    surest = next((value for value in _HEDGED if value in values), Factuality.OPINION)
    return surest.value, f"the surest statement of it is {surest.value}"


def _asserted(told: Sequence[Told], support: Support | None) -> tuple[str, str]:
    if support is not None and support.at_least >= 2:
        return "asserted", f"at least {support.at_least} origins shown to be independent"
    for item in told:
        statement = item.statement
        if statement is None:
            continue
        if statement.basis in _SEEN:
            return "asserted", f"rests on a {statement.basis.value}"
        if statement.basis is Basis.WITNESSED and statement.anonymity is Anonymity.NAMED:
            return "asserted", "the own observation of a named witness"
    return "reported", "stated as fact by one origin or by unnamed sources"
