"""The indicators of forced labour for a reader: those of which something is said, with who says it and what speaks against it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from secondsource.model import Finding, Indicator, Outcome, Presence, Ref
from secondsource.store.view import CaseView
from secondsource.subjects import Subject

from .footnotes import Notes
from .retold import retold
from .teller import tellers
from .tongue import say
from .words import word


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words for or against an indicator: what they are, who says them (outermost first), and the note that leads to them."""

    quote: str
    who: str
    note: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorLine:
    """One of the eleven indicators, with the words for and against it."""

    number: int
    name: str
    state: str
    present: tuple[Words, ...]
    against: tuple[Words, ...]


def indicator_lines(
    indicators: Iterable[Indicator], view: CaseView, pack: Subject, notes: Notes
) -> tuple[IndicatorLine, ...]:
    """The indicators of which something is said, in ILO's order, each with its words and who says them."""

    def said(refs: Iterable[Ref]) -> tuple[Words, ...]:
        out: dict[tuple[str, str], Words] = {}
        for ref in refs:
            quote, who = notes.quote_of(ref), " ← ".join(tellers(view, ref))
            # One sentence may hold several words for it; a note that nothing cites would lead nowhere.
            if quote and (quote, who) not in out:
                (number,) = notes.of_refs([ref])
                out[quote, who] = Words(quote=quote, who=who, note=number)
        return tuple(out.values())

    out = []
    for indicator in sorted(indicators, key=lambda i: i.number):
        if indicator.presence is Presence.NOT_MENTIONED:
            continue
        kind = pack.indicators.get(indicator.id)

        out.append(
            IndicatorLine(
                number=indicator.number,
                name=say(kind.ilo_name) if kind else indicator.id.replace("_", " ").capitalize(),
                state=word("presence", indicator.presence),
                present=said(indicator.refs),
                against=said(indicator.against),
            )
        )
    return tuple(out)


def presumptions(findings: Iterable[Finding], pack: Subject) -> tuple[str, ...]:
    """What the law presumes of such work whatever the indicators say: the sentences of findings on presumptions."""
    return tuple(
        retold(finding.sentence)
        for finding in findings
        if finding.outcome is Outcome.PRESUMPTION
        or (
            finding.outcome is Outcome.CONDITIONAL
            and finding.provision in pack.provisions
            and pack.provisions[finding.provision].kind == "presumption"
        )
    )
