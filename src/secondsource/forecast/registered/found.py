"""Statements of a case that say what will be: what a person may register as forecasts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from secondsource.model import Factuality, Ref, Report, Span, Statement
from secondsource.store import CaseView

from .chances import Chance, chance_in

OPEN = frozenset({Factuality.FORECAST})
"""What counts as a forecast unless more is asked for."""
MORE = (Factuality.CONDITIONAL, Factuality.PLANNED)
"""What may be asked for besides."""
_OPENS = re.compile(
    r"(?:if|unless|provided|supposing|had|should|were|in case|in the event)\b|если|в случае|при условии|如果|假如|倘若|若是?|一旦|要是|只要|除非|もし"
)
"""Marks that stand before the clause of their condition."""
_CLOSES = re.compile(r"(?:면|ば|なら|たら|場合は?)$")
"""Marks that stand behind it."""
_END = re.compile(r"[,;:!?](?!\d)|(?<!\b[A-Z])\.(?=\s+[^\sa-z]|\s*$)|[、。，；：！？\n]")
"""Where a clause ends: not within a number (10,000; 3.5) and not behind an initial (U.S.)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A statement about the future; personal data are masked in all of it.

    Args:
        statement: its id, which comes from the report's bytes and the place of its words.
        refs: where its words stand.
        words: these.
        speaker: the chain, outermost teller first, joined by ` > `; empty in the report's own voice.
        outlet: who published it; empty if nobody knows.
        made: when it was published, EDTF; empty if nobody knows.
        condition: the if-clause, where the reader marked one.
        chance: a range that its words suggest, or None.
        factuality: as it was read or corrected.
    """

    statement: str
    refs: tuple[Ref, ...]
    words: str
    speaker: str
    outlet: str
    made: str
    condition: str
    chance: Chance | None
    factuality: Factuality


def candidates(view: CaseView, wanted: Collection[Factuality] = OPEN) -> Iterator[Candidate]:
    """The statements with one of these factualities, by report in order of publication, then in order of the text.

    Args:
        view: the case, masked; see `secondsource.publish.redact.masked_view`.
        wanted: which.
    """
    for statement in view.statements:
        report = view.report(statement.report)
        if statement.factuality in wanted and report is not None:
            yield candidate(view, report, statement)


def candidate(view: CaseView, report: Report, statement: Statement) -> Candidate:
    """A statement as somebody may register it.

    Args:
        view: the case, masked.
        report: in which it stands.
        statement: whatever its factuality.
    """
    refs = tuple(Ref(report.id, span) for span in statement.content)
    words = " … ".join(" ".join(view.words(ref).split()) for ref in refs)
    cue = " ".join(view.words(Ref(report.id, statement.cue)).split()) if statement.cue else ""
    return Candidate(
        statement=statement.id,
        refs=refs,
        words=words,
        speaker=" > ".join(statement.chain.names),
        outlet=report.outlet.value if report.outlet else "",
        made=report.date.text if report.date else "",
        condition=_condition(view, report, statement),
        chance=chance_in(words) or chance_in(cue),
        factuality=statement.factuality,
    )


def _condition(view: CaseView, report: Report, statement: Statement) -> str:
    """The clause that the marked word opens; where the mark ends a clause, as in Korean, the clause before it."""
    mark = next((m.span for m in statement.marks if m.of == "factuality: conditional"), None)
    if mark is None:
        return ""
    hull = statement.hull.hull(mark)
    word = mark.of(report.text).lower()
    if _OPENS.match(word):
        end = _END.search(report.text, mark.end, hull.end)
        span = Span(mark.start, end.start() if end else hull.end)
    elif _CLOSES.search(word):
        before = [found.end() for found in _END.finditer(report.text, hull.start, mark.start)]
        span = Span(before[-1] if before else hull.start, mark.end)
    else:
        return ""
    return " ".join(view.words(Ref(report.id, span)).split())
