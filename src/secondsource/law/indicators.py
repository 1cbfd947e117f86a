"""ILO's eleven indicators of forced labour in a claim: the words for each, the words against it. Never a score.

Source: ILO, Indicators of Forced Labour (Special Action Programme to Combat Forced Labour, 2012); cues are the pack's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..model import Claim, Indicator, Presence, Reading, Ref, Span
from ..subjects import Subject
from .claim_facts import negation
from .cues import Cues, Hit, Negation, hits
from .material import Material, Told


@dataclass(frozen=True, eq=False)
class _Kind:
    """An indicator with its cues ready for searching."""

    id: str
    number: int
    cues: Cues
    counter: Cues


@lru_cache(maxsize=8)
def _kinds(pack: Subject) -> tuple[_Kind, ...]:
    ordered = sorted(pack.indicators.values(), key=lambda kind: kind.number)
    return tuple(_Kind(kind.id, kind.number, Cues.of(kind.cues), Cues.of(kind.counter)) for kind in ordered)


def indicators(claims: Iterable[Claim], readings: Sequence[Reading], pack: Subject) -> tuple[Indicator, ...]:
    """All eleven for every claim, in ILO's order.

    An indicator is present if a statement of the claim has words for it that are neither negated nor denied; contradicted if
    there are only words against it: its cues negated or denied, or cues of counter-evidence; else not mentioned.
    Counter-evidence that is itself denied says nothing.
    """
    material, words = Material(readings), negation(pack)
    return tuple(
        _indicator(claim, kind, told, words)
        for claim in claims
        for told in [material.told(claim)]
        for kind in _kinds(pack)
    )


def _indicator(claim: Claim, kind: _Kind, told: Sequence[Told], words: Negation) -> Indicator:
    found, denied = _found(kind.cues, told, words)
    turned, _ = _found(kind.counter, told, words)
    against = tuple(dict.fromkeys((*denied, *turned)))
    presence = Presence.PRESENT if found else Presence.CONTRADICTED if against else Presence.NOT_MENTIONED
    return Indicator(claim=claim.id, id=kind.id, number=kind.number, presence=presence, refs=found, against=against)


def _found(cues: Cues, told: Sequence[Told], words: Negation) -> tuple[tuple[Ref, ...], tuple[Ref, ...]]:
    """The places of the cues as told, and those where they are negated or denied."""
    kept: dict[Ref, None] = {}
    denied: dict[Ref, None] = {}
    looked: dict[tuple[str, tuple[Span, ...]], list[Hit]] = {}
    for item in told:
        where = (item.text, tuple(item.words()))
        if where not in looked:
            looked[where] = hits(*where, cues, words)
        for hit in looked[where]:
            (denied if hit.negated != item.denied else kept)[item.ref(hit.span)] = None
    return tuple(kept), tuple(denied)
