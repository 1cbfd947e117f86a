"""Who says the words at a place: the outlet, and those whom its report has speak there."""

from __future__ import annotations

from secondsource.model import Ref, Statement
from secondsource.store.view import CaseView

from .changes import outlet_of
from .retold import named
from .tongue import say


def tellers(view: CaseView, ref: Ref) -> tuple[str, ...]:
    """The outlet, then the chain of the narrowest statement that holds the words, outermost first; only the outlet in its own voice."""
    statement = statement_at(view, ref)
    told = (named(name) for name in statement.chain.names) if statement else ()
    return (outlet_of(view, ref.report) or say("outlet unknown"), *told)


def statement_at(view: CaseView, ref: Ref) -> Statement | None:
    """The narrowest statement whose content holds the words, or None."""
    reading = view.reading(ref.report)
    holding = [s for s in reading.statements if any(part.covers(ref.span) for part in s.content)] if reading else []
    return min(holding, key=lambda s: (sum(len(part) for part in s.content), s.id), default=None)
