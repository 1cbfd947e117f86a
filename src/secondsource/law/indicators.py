"""ILO's eleven indicators of forced labour in a claim: the words for each, the words against it. Never a score.

Source: ILO, Indicators of Forced Labour (Special Action Programme to Combat Forced Labour, 2012); cues are the pack's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..model import Claim, Indicator, Presence, Reading, Ref, Span, without
from ..subjects import Subject
from .around import Around, Kind
from .claim_facts import negation
from .cues import Cues, Hit, hits
from .material import Material
from .sentences import sentences


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


def indicators(
    claims: Iterable[Claim], readings: Sequence[Reading], pack: Subject, others: Sequence[Kind] = ()
) -> tuple[Indicator, ...]:
    """All eleven for every claim, in ILO's order.

    Args:
        claims: the claims asked for.
        readings: at least of all their reports.
        pack: the subject pack.
        others: the further claims that these reports tell of.

    Looked at are the statements of a claim, and what its reports say around them without telling of another event (`Around`). An indicator
    is present if there are words for it that are neither negated nor denied; contradicted if there are only words against it: its cues
    negated or denied, or cues of counter-evidence; else not mentioned. Counter-evidence that is itself denied says nothing.
    """
    every = tuple(claims)
    material, words = Material(readings), negation(pack)
    around = Around((*every, *others), readings, of_workers(pack))
    texts = {reading.report.id: reading.report.text for reading in readings}
    about = {reading.report.id: _about(reading, pack) for reading in readings}
    looked: dict[tuple[str, int, bool], list[Hit]] = {}

    def found(kind: _Kind, place: _Place, counter: bool) -> list[Hit]:
        """The cues in the place; each report is searched once for each kind, whatever the number of its claims."""
        of_workers = about[place.report]
        if of_workers is None:
            return []
        key = (place.report, kind.number, counter)
        if key not in looked:
            text = texts[place.report]
            whole = [Span(0, len(text))] if text else []
            looked[key] = hits(text, whole, kind.counter if counter else kind.cues, words)
        inside = [hit for hit in looked[key] if any(span.covers(hit.span) for span in place.spans)]
        if place.own:
            return inside
        return [hit for hit in inside if any(part.covers(hit.span) for part in of_workers)]

    return tuple(
        _indicator(claim, kind, places, found)
        for claim in every
        for places in [_places(claim, material, around)]
        for kind in _kinds(pack)
    )


def of_workers(pack: Subject) -> frozenset[str]:
    """The event types that tell of workers."""
    return frozenset(pack.law.get("told_of_workers", pack.event_types))


@lru_cache(maxsize=8)
def _subject(pack: Subject) -> tuple[Cues, Cues, Cues] | None:
    """The words that name workers, those that take them up again, and what a report must name; None if the pack does not say."""
    data = pack.law.get("indicator_subject")
    return (Cues.of(data["named"]), Cues.of(data["taken_up"]), Cues.of(data["report"])) if data else None


def _about(reading: Reading, pack: Subject) -> tuple[Span, ...] | None:
    """The sentences of a report that are about workers: they name them, or take up again whom the sentence before was about.

    None if the report does not speak of the subject at all.
    """
    text, subject = reading.report.text, _subject(pack)
    whole = [Span(0, len(text))] if text else []
    if subject is None:
        return tuple(whole)
    named, taken_up, report = (hits(text, whole, cues, negation(pack)) for cues in subject)
    if not report:
        return None
    out: list[Span] = []
    before = False
    for sentence in sentences(text, reading.report.body()):
        here = any(sentence.covers(hit.span) for hit in named)
        before = here or (before and any(sentence.covers(hit.span) for hit in taken_up))
        if before:
            out.append(sentence)
    return tuple(out)


@dataclass(frozen=True, slots=True)
class _Place:
    """A part of a report to look at."""

    report: str
    spans: tuple[Span, ...]
    denied: bool
    own: bool
    """Whether the claim's own statement says it; what stands around must be about workers by its own words."""


def _places(claim: Claim, material: Material, around: Around) -> tuple[_Place, ...]:
    out: dict[_Place, None] = {}
    for item in material.told(claim):
        report = item.mention.report
        out[_Place(report, item.words(), item.denied, True)] = None
        own = item.words()
        for sentence, denied in around.of(claim.id, report):
            rest = without(sentence, own)
            if rest:
                out[_Place(report, rest, denied, False)] = None
    return tuple(out)


def _indicator(
    claim: Claim, kind: _Kind, places: Sequence[_Place], found: Callable[[_Kind, _Place, bool], list[Hit]]
) -> Indicator:
    """One indicator of a claim: its cues as told, and against it those that are negated or denied, with the cues of counter-evidence."""
    present: dict[Ref, None] = {}
    against: dict[Ref, None] = {}
    for counter in (False, True):
        for place in places:
            for hit in found(kind, place, counter):
                if hit.negated == place.denied:
                    (against if counter else present)[Ref(place.report, hit.span)] = None
                elif not counter:
                    against[Ref(place.report, hit.span)] = None
    presence = Presence.PRESENT if present else Presence.CONTRADICTED if against else Presence.NOT_MENTIONED
    return Indicator(
        claim=claim.id, id=kind.id, number=kind.number, presence=presence, refs=tuple(present), against=tuple(against)
    )
