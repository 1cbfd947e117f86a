"""A name that goes into the vault, hidden in every edition from then on: the decisions that hide it, without the name."""

from __future__ import annotations

from collections.abc import Iterable

from secondsource.model import Decision, DecisionKind, Hides, SecondsourceError
from secondsource.store import CaseView

from .decided import places_of, redact_values

WHY = "sealed in the vault"


class NameNowhere(SecondsourceError):
    """No report of the case has that name so spelled. Write it as the reports do, a spelling on each line; `vault put` seals a name that none of them has."""


def hiding(view: CaseView, spellings: Iterable[str], who: str, at: str) -> tuple[Decision, ...]:
    """One decision for each report that has the name, which hides it there and everywhere.

    Args:
        view: the case.
        spellings: the name as reports write it.
        who: who decides.
        at: ISO 8601 instant in UTC.

    Raises:
        NameNowhere: if no report has it.
    """
    made = []
    words = [word for word in spellings if word.strip()]
    for report in view.reports:
        spans = sorted({span for word in words for span in places_of(word, report)}, key=lambda s: (s.start, s.end))
        if spans:
            values = redact_values(Hides.NAME, spans)
            made.append(Decision(kind=DecisionKind.REDACT, object=report.id, who=who, at=at, why=WHY, values=values))
    if not made:
        raise NameNowhere
    return tuple(made)
