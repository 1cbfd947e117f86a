"""What the reports say for a claim and against it: the words, the chain behind them, and how its end knows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from secondsource.model import Anonymity, Basis, Claim, Factuality, Mention
from secondsource.store.view import CaseView

from .footnotes import Notes, SourceLine, quoted
from .retold import named
from .words import word


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement that tells of the claim.

    `chain` is outermost first; `access` says how its end knows, whether it is named, and every hedge.
    """

    quote: str
    chain: tuple[str, ...]
    access: str
    note: int
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What one report says of the claim."""

    source: SourceLine
    said: tuple[Said, ...]


def tellings(claim: Claim, view: CaseView, notes: Notes, *, denying: bool) -> tuple[Telling, ...]:
    """What the reports say for the claim; or, if `denying`, against it. Each statement once, in order of publication and text."""
    told: defaultdict[str, dict[str, tuple[Mention, bool]]] = defaultdict(dict)
    for mention in view.mentions_of(claim):
        statement = view.statement(mention.statement)
        key = statement.id if statement else mention.id
        denies = Factuality.DENIED in (mention.factuality, statement.factuality if statement else None)
        first, denied = told[mention.report].get(key, (mention, False))
        told[mention.report][key] = (first, denied or denies)
    out = []
    for report in sorted(told, key=notes.order.__getitem__):
        said = tuple(_said(m, view, notes, denies=denies) for m, denies in told[report].values() if denies is denying)
        if said:
            out.append(Telling(source=notes.sources[report], said=said))
    return tuple(out)


def _said(mention: Mention, view: CaseView, notes: Notes, *, denies: bool) -> Said:
    report = view.report(mention.report)
    assert report is not None
    statement = view.statement(mention.statement)
    if statement is None:
        # Outside any statement only the words that name the event can be quoted.
        return Said(
            quote=quoted(report, (mention.trigger,)),
            chain=(),
            access=_access(Basis.UNKNOWN, Anonymity.NONE, mention.factuality),
            note=notes.of(mention.report, (mention.trigger,)),
            language=report.lang,
        )
    return Said(
        quote=quoted(report, statement.content),
        chain=tuple(named(name) for name in statement.chain.names),
        access=_access(statement.basis, statement.anonymity, Factuality.DENIED if denies else statement.factuality),
        note=notes.of(statement.report, statement.content),
        language=report.lang,
    )


def _access(basis: Basis, anonymity: Anonymity, factuality: Factuality) -> str:
    """What a reader must know to judge the words; the plain case (named, stated as fact) goes without saying."""
    parts = [word("basis", basis)]
    if anonymity is not Anonymity.NAMED:
        parts.append(word("anonymity", anonymity))
    if factuality is not Factuality.ASSERTED:
        parts.append(word("factuality", factuality))
    return " · ".join(parts)
