"""When a claim's event happened, for the law: never more precise than the words, never after its first report."""

from __future__ import annotations

from ..model import Claim, LegalFact, PartialDate, Ref
from .material import Material
from .values import days_of

_UNDATED = frozenset({"planned", "forecast", "conditional", "opinion"})


def refs_of(claim: Claim, *attributes: str) -> tuple[Ref, ...]:
    """The words that give these attributes of the claim."""
    return tuple(dict.fromkeys(ref for value in claim.values if value.attribute in attributes for ref in value.refs))


def when_of(claim: Claim, material: Material, factuality: str, grounds: dict[str, LegalFact]) -> PartialDate | None:
    """The event's date as far as the claim gives it; its ground is put under `event.date` of `grounds`.

    Rival dates give the period that holds them all. What is told as past lies before its first report. What is planned without
    a date has the date of the claim (law vocabulary: dates.event).
    """
    when, why = claim.when, "when the claim puts it"
    rivals = [PartialDate(value.value) for value in claim.values if value.attribute == "when"]
    if "when" in claim.conflicts and len(rivals) > 1 and all(r.earliest and r.latest for r in rivals):
        when = PartialDate.between(min(days_of(r)[0] for r in rivals), max(days_of(r)[1] for r in rivals))
        why = "the reports disagree; all their dates lie in this period"
    elif (when is None or not when.has_year) and factuality in _UNDATED:
        published = material.first_published(claim.reports)
        when = PartialDate.on(published) if published else when
        grounds["event.date"] = LegalFact(
            name="event.date",
            value=str(when),
            assumed=True,
            why="no date is given for what is planned or foreseen: the date of the claim",
        )
        return when
    told_by = material.told_by(claim.reports)
    if factuality not in _UNDATED and told_by and (when is None or when.latest is None):
        first = when.earliest if when else None
        if first is None or first <= told_by:
            when = PartialDate.between(first, told_by)
            grounds["event.date"] = LegalFact(
                name="event.date",
                value=when.text,
                refs=refs_of(claim, "when"),
                assumed=True,
                why=f"told as past, so not after {told_by}, when it was first reported",
            )
            return when
    if when is not None:
        grounds["event.date"] = LegalFact(name="event.date", value=when.text, refs=refs_of(claim, "when"), why=why)
    return when
