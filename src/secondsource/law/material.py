"""What a claim rests on: its mentions with the statements and reports they stand in, found once for a whole case."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ..model import Claim, Factuality, Mention, Reading, Ref, Span, Statement

_STOP = re.compile(r"[.!?。]\s|\n")


@dataclass(frozen=True, slots=True)
class Told:
    """One mention of a claim, where it is told."""

    reading: Reading
    mention: Mention
    statement: Statement | None

    @property
    def text(self) -> str:
        """The report's text."""
        return self.reading.report.text

    @property
    def denied(self) -> bool:
        """Whether it is told as not so."""
        return self.mention.factuality is Factuality.DENIED or (
            self.statement is not None and self.statement.factuality is Factuality.DENIED
        )

    def words(self) -> tuple[Span, ...]:
        """Where to look for what is told: the statement's content and the trigger's own; without a statement its sentence."""
        if self.statement is not None:
            return self.statement.content
        return (sentence_around(self.text, self.mention.trigger),)

    def ref(self, span: Span) -> Ref:
        """The span as a footnote."""
        return Ref(self.mention.report, span)


def sentence_around(text: str, span: Span) -> Span:
    """The sentence or line that holds the span."""
    start = 0
    for match in _STOP.finditer(text, 0, span.start):
        start = match.end()
    after = _STOP.search(text, span.end)
    end = after.start() + 1 if after else len(text)
    return Span(start, max(end, span.end)).trimmed(text)


class Material:
    """The mentions of a case by id.

    Args:
        readings: all readings of the case, in any order.
    """

    def __init__(self, readings: Iterable[Reading]) -> None:
        self._told: dict[str, Told] = {}
        self._dates: dict[str, date] = {}
        self._latest: dict[str, date] = {}
        for reading in readings:
            statements = {statement.id: statement for statement in reading.statements}
            for mention in reading.mentions:
                self._told[mention.id] = Told(reading, mention, statements.get(mention.statement or ""))
            published = reading.report.date
            if published is not None and published.earliest is not None:
                self._dates[reading.report.id] = published.earliest
            if published is not None and published.latest is not None:
                self._latest[reading.report.id] = published.latest

    def told(self, claim: Claim) -> tuple[Told, ...]:
        """The claim's mentions, in the claim's order; ids that no reading has are left out."""
        return tuple(self._told[name] for name in claim.mentions if name in self._told)

    def told_by(self, reports: Sequence[str]) -> date | None:
        """The last day on which the earliest of the reports can have been published: what it tells as past lies before it."""
        return min((self._latest[name] for name in reports if name in self._latest), default=None)

    def first_published(self, reports: Sequence[str]) -> date | None:
        """The earliest day on which one of the reports was published, if any day is known."""
        return min((self._dates[name] for name in reports if name in self._dates), default=None)
