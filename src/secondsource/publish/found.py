"""A case searched as it may be shown: what is hidden in it is not found, nor what rests on reports that somebody may not see, and nothing of that is counted.

Every answer comes with the sentence that fits best and its place in the report.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from secondsource.model import Claim, Reading, Report, Span, Statement
from secondsource.store.search import (
    Answer,
    Entry,
    Index,
    Query,
    What,
    Words,
    answer_in,
    claim_entry,
    entries_of,
    fits_code,
    fits_outlet,
    hull,
    open_to_search,
    query_of,
    texts_of,
    told_in,
    within,
)
from secondsource.store.view import CaseView

from .hidden_words import HiddenWords
from .redaction.masks import Masks


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Something that a search found.

    Args:
        id: of the report, statement or claim.
        title: of the report or claim; of a statement its report's.
        report: the report that holds the sentence; None for a claim found by its title.
        span: the sentence, in the report's text; None if only the title fits.
        marks: what fits in it, in the report's text.
    """

    what: What
    id: str
    title: str
    report: Report | None
    span: Span | None = None
    marks: tuple[Span, ...] = ()

    @property
    def pieces(self) -> tuple[tuple[str, bool], ...]:
        """The sentence in pieces, each with whether it is what fits; comments within are left out."""
        if self.span is None or self.report is None:
            return ()
        text, at = open_to_search(self.report), self.span.start
        out: list[tuple[str, bool]] = []
        for mark in self.marks:
            out += [(text[at : mark.start], False), (mark.of(text), True)]
            at = mark.end
        out.append((text[at : self.span.end], False))
        return tuple((piece, strong) for piece, strong in out if piece)

    @property
    def sentence(self) -> str:
        """The sentence in one line."""
        return " ".join("".join(piece for piece, _ in self.pieces).split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What a search found: how many in all, and those asked for, the best first."""

    total: int
    rows: tuple[Found, ...]


class Finder:
    """Searches one state of a case for somebody.

    Args:
        index: the words of the whole case.
        view: the case, masked, without what is closed to them.
        masks: of the whole case.
        closed: ids of the reports closed to them.
    """

    def __init__(self, index: Index, view: CaseView, masks: Masks, closed: Collection[str] = ()) -> None:
        self._index, self._view, self._masks, self._closed = index, view, masks, frozenset(closed)

    @cached_property
    def _hidden(self) -> HiddenWords:
        return HiddenWords(self._masks)

    def find(self, text: str, what: What, *, first: int = 0, most: int = 20) -> Answers:
        """What fits a search.

        Args:
            text: as it was typed; see `query_of`.
            what: which kind.
            first: how many are passed over.
            most: how many are given.

        Raises:
            BadSearch: if it is not understood.
        """
        query = query_of(text, self._index.morphemes)
        if not query.asks:
            return Answers(total=0, rows=())
        doubt = self._hidden.touched(query, what, self._index) | frozenset(self._index.unsure(query, what))
        fit = {one for one in doubt if self._fits(one, what, query)}
        beside = self._beside(query, what)
        hits = self._index.ask(query, what, without=self._closed, but=doubt - fit, first=first, most=most)
        if fit:
            # what fits only because something is hidden in it
            beside |= fit - set(self._index.ask(query, what, without=self._closed, only=fit, most=len(fit)).ids)
        rest = sorted(beside)[max(first - hits.total, 0) : max(first + most - hits.total, 0)]
        shown = (self._shown(one, what, query) for one in (*hits.ids, *rest))
        return Answers(total=hits.total + len(beside), rows=tuple(row for row in shown if row is not None))

    def _beside(self, query: Query, what: What) -> set[str]:
        """Claims that rest on closed reports and on others, by what these tell."""
        if what is not What.CLAIMS or not self._closed:
            return set()
        return {one for one in self._index.resting_on(self._closed) if self._fits(one, what, query)}

    def _fits(self, identifier: str, what: What, query: Query) -> bool:
        entry = self._entry(identifier, what)
        if entry is None or not within(entry, query.since, query.until):
            return False
        if query.types and not any(fits_code(one, query.types) for one in entry.types or ("",)):
            return False
        if not any(
            fits_outlet(r.outlet, query) and fits_code(r.language, query.languages) for r in self._reports(entry)
        ):
            return False
        return Words(texts_of(entry), self._index.morphemes).fits(query)

    def _reports(self, entry: Entry) -> Iterable[Entry]:
        if entry.what is not What.CLAIMS:
            return (entry,)
        return [entries_of(reading)[0] for reading in self._readings(entry.reports)]

    def _readings(self, reports: Sequence[str]) -> list[Reading]:
        return [reading for one in reports if (reading := self._view.reading(one)) is not None]

    def _entry(self, identifier: str, what: What) -> Entry | None:
        if what is What.CLAIMS:
            claim = self._view.claim(identifier)
            if claim is None:
                return None
            return claim_entry(claim, {reading.report.id: reading for reading in self._readings(claim.reports)})
        report = identifier if what is What.REPORTS else identifier.rpartition(".")[0]
        reading = self._view.reading(report)
        return next((e for e in entries_of(reading) if e.id == identifier), None) if reading else None

    def _shown(self, identifier: str, what: What, query: Query) -> Found | None:
        """None for what has left the case since."""
        if what is What.CLAIMS:
            claim = self._view.claim(identifier)
            return self._claim(claim, query) if claim else None
        if what is What.STATEMENTS:
            statement = self._view.statement(identifier)
            return self._statement(statement, query) if statement else None
        report = self._view.report(identifier)
        if report is None:
            return None
        answer = answer_in(open_to_search(report), query, self._index.morphemes)
        return _found(What.REPORTS, report.id, _title(report), report, answer)

    def _statement(self, statement: Statement, query: Query) -> Found | None:
        report = self._view.report(statement.report)
        if report is None:
            return None
        text = open_to_search(report)
        span = hull(statement, text)
        answer = answer_in(span.of(text), query, self._index.morphemes)
        marks = tuple(mark.shift(span.start) for mark in answer.marks) if answer else ()
        return Found(what=What.STATEMENTS, id=statement.id, title=_title(report), report=report, span=span, marks=marks)

    def _claim(self, claim: Claim, query: Query) -> Found:
        readings = {reading.report.id: reading for reading in self._readings(claim.reports)}
        best: tuple[int, Statement, Answer | None] | None = None
        for statement, text in told_in(claim, readings):
            answer = answer_in(text, query, self._index.morphemes)
            parts = answer.parts if answer else 0
            if best is None or parts > best[0]:
                best = parts, statement, answer
        if best is None:
            return Found(what=What.CLAIMS, id=claim.id, title=claim.title, report=None)
        _, statement, answer = best
        report = readings[statement.report].report
        span = hull(statement, report.text)
        moved = (
            Answer(span, tuple(m.shift(span.start) for m in answer.marks), answer.parts)
            if answer
            else Answer(span, (), 0)
        )
        return _found(What.CLAIMS, claim.id, claim.title, report, moved)


def _found(what: What, identifier: str, title: str, report: Report, answer: Answer | None) -> Found:
    span, marks = (answer.sentence, answer.marks) if answer else (None, ())
    return Found(what=what, id=identifier, title=title, report=report, span=span, marks=marks)


def _title(report: Report) -> str:
    return report.title.value if report.title else report.name
