"""The indicators of forced labour for a reader: those of which something is said, with the words for and against each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from secondsource.model import Indicator, Presence, Ref
from secondsource.subjects import Subject

from .footnotes import Notes
from .words import word


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorLine:
    """One of the eleven indicators, with the notes for and against it."""

    number: int
    name: str
    state: str
    present: tuple[tuple[str, int], ...]
    against: tuple[tuple[str, int], ...]


def indicator_lines(indicators: Iterable[Indicator], pack: Subject, notes: Notes) -> tuple[IndicatorLine, ...]:
    """The indicators of which something is said, in ILO's order, each with its words."""

    def said(refs: Iterable[Ref]) -> tuple[tuple[str, int], ...]:
        return tuple((notes.notes[n - 1].quote, n) for n in notes.of_refs(refs))

    out = []
    for indicator in sorted(indicators, key=lambda i: i.number):
        if indicator.presence is Presence.NOT_MENTIONED:
            continue
        kind = pack.indicators.get(indicator.id)

        out.append(
            IndicatorLine(
                number=indicator.number,
                name=kind.ilo_name if kind else indicator.id.replace("_", " ").capitalize(),
                state=word("presence", indicator.presence),
                present=said(indicator.refs),
                against=said(indicator.against),
            )
        )
    return tuple(out)
