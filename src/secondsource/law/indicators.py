"""ILO's eleven indicators of forced labour in a claim: the words for each, the words against it. Never a score.

Source: ILO, Indicators of Forced Labour (Special Action Programme to Combat Forced Labour, 2012); cues are the pack's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..model import Claim, Indicator, Presence, Reading, Ref, Span, without
from ..subjects import Subject
from .around import Around
from .claim_facts import negation
from .cues import Cues, Negation, hits
from .material import Material


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

    Looked at are the statements of a claim, and what its reports say around them without telling of another event (`Around`). An indicator
    is present if there are words for it that are neither negated nor denied; contradicted if there are only words against it: its cues
    negated or denied, or cues of counter-evidence; else not mentioned. Counter-evidence that is itself denied says nothing.
    """
    every = tuple(claims)
    material, words = Material(readings), negation(pack)
    around = Around(every, readings, frozenset(pack.law.get("told_of_workers", pack.event_types)))
    out: list[Indicator] = []
    for claim in every:
        places = _places(claim, material, around)
        out += (_indicator(claim, kind, places, words) for kind in _kinds(pack))
    return tuple(out)


@dataclass(frozen=True, slots=True)
class _Place:
    """A part of a report to look at."""

    report: str
    text: str
    spans: tuple[Span, ...]
    denied: bool


def _places(claim: Claim, material: Material, around: Around) -> tuple[_Place, ...]:
    out: dict[_Place, None] = {}
    for item in material.told(claim):
        report = item.mention.report
        out[_Place(report, item.text, item.words(), item.denied)] = None
        own = item.words()
        for sentence, denied in around.of(claim.id, report):
            rest = without(sentence, own)
            if rest:
                out[_Place(report, item.text, rest, denied)] = None
    return tuple(out)


def _indicator(claim: Claim, kind: _Kind, places: Sequence[_Place], words: Negation) -> Indicator:
    found, denied = _found(kind.cues, places, words)
    turned, _ = _found(kind.counter, places, words)
    against = tuple(dict.fromkeys((*denied, *turned)))
    presence = Presence.PRESENT if found else Presence.CONTRADICTED if against else Presence.NOT_MENTIONED
    return Indicator(claim=claim.id, id=kind.id, number=kind.number, presence=presence, refs=found, against=against)


def _found(cues: Cues, places: Sequence[_Place], words: Negation) -> tuple[tuple[Ref, ...], tuple[Ref, ...]]:
    """The places of the cues as told, and those where they are negated or denied."""
    kept: dict[Ref, None] = {}
    denied: dict[Ref, None] = {}
    for place in places:
        for hit in hits(place.text, place.spans, cues, words):
            (denied if hit.negated != place.denied else kept)[Ref(place.report, hit.span)] = None
    return tuple(kept), tuple(denied)
