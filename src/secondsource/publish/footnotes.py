"""Footnotes: every quoted sentence points at its words in a report, and says how report and date are known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from textwrap import shorten

from secondsource.model import How, Known, Ref, Report, Span
from secondsource.model.correction import open_text
from secondsource.store.view import CaseView

from .tongue import say
from .unread import translated_by, why_unread
from .words import mark_of, said_date, said_dates


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a quotation; `strong` where they are the very words referred to and the rest is the sentence around them."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """A report as footnotes and the table of sources name it.

    Args:
        label: `R1`, `R2`, ... in order of publication.
        known_as: the outlet; where that is not known, the title, or else the name of the file.
        date: the publication date in words.
        how: how the date is known, in words; empty where the input gave it.
        inferred: whether the date is inferred and not read anywhere.
        note: what the input says of its own nature; `mark` is that in one word.
        unread: the text, masked, of a report that no reader reads, for searches; empty for any other.
        got: how the text was got, where that matters.
        capture: SHA-256 of the bytes it was read from.
    """

    label: str
    id: str
    name: str
    known_as: str
    outlet: str
    title: str
    date: str
    how: str
    inferred: bool
    language: str
    url: str
    byline: str
    note: str
    mark: str
    got: str
    capture: str
    file: str
    media: str
    size: int
    unread: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote:
    """A numbered note. `anchor` is the element of the annex that holds the words."""

    number: int
    source: SourceLine
    spans: tuple[Span, ...]
    pieces: tuple[Piece, ...]

    @property
    def quote(self) -> str:
        """The words in one string."""
        return "".join(piece.text for piece in self.pieces)


def _shortened(report: Report, view: CaseView) -> str:
    return shorten(report.title.value, 60, placeholder=" …") if report.title else view.name_of_report(report)


def how_known(known: Known | None) -> str:
    """How a date is known, in words for a reader; empty for metadata that came with the report, and for no date.

    >>> how_known(Known(value="2016", how=How.INFERRED, why="the text speaks of the congress of May 2016"))
    'inferred: the text speaks of the congress of May 2016'
    """
    if known is None:
        return ""
    return {
        How.GIVEN: "",
        How.STATED: say("as the page states"),
        How.INFERRED: say("inferred: {more}", more=said_dates(known.why)),
        How.DECIDED: say("as corrected by a person"),
    }[known.how]


def source_lines(view: CaseView) -> dict[str, SourceLine]:
    """A line for each report of the case, by its id, in order of publication."""
    return {report.id: source_line(number, report, view) for number, report in enumerate(view.reports, start=1)}


def source_line(number: int, report: Report, view: CaseView) -> SourceLine:
    """The line for a report of the case; `number` is its place in order of publication, from 1."""
    capture = view.capture(report.capture)
    return SourceLine(
        label=f"R{number}",
        id=report.id,
        name=view.name_of_report(report),
        known_as=report.outlet.value if report.outlet else _shortened(report, view),
        outlet=report.outlet.value if report.outlet else say("outlet not known"),
        title=report.title.value if report.title else "",
        date=said_date(report.date) if report.published else say("date not known"),
        how=how_known(report.published),
        inferred=report.published is not None and report.published.how is How.INFERRED,
        language=report.lang,
        url=report.url.value if report.url else "",
        byline=report.byline.value if report.byline else "",
        note=" ".join(filter(None, (report.label, why_unread(report), translated_by(report)))),
        mark=mark_of(report.label),
        got=report.note or "",
        capture=report.capture,
        file=capture.name if capture else report.name,
        media=capture.media if capture else "",
        size=capture.size if capture else 0,
        unread=open_text(report, " ") if why_unread(report) else "",
    )


@dataclass
class Notes:
    """Hands out footnote numbers in order of first use; the same words have one number throughout."""

    view: CaseView
    sources: Mapping[str, SourceLine]
    notes: list[Footnote] = field(default_factory=list)
    _numbers: dict[tuple[str, tuple[Span, ...]], int] = field(default_factory=dict)

    @property
    def order(self) -> Mapping[str, int]:
        """The place of each report in order of publication."""
        return self.view.order

    def of(self, report: str, spans: tuple[Span, ...]) -> int:
        """The number of the note on these words. Raises KeyError if the case has no such report."""
        key = (report, spans)
        if key not in self._numbers:
            found = self.view.report(report)
            if found is None:
                raise KeyError(report)
            self._numbers[key] = len(self.notes) + 1
            self.notes.append(
                Footnote(
                    number=len(self.notes) + 1,
                    source=self.sources[report],
                    spans=spans,
                    pieces=self._pieces(found, spans),
                )
            )
        return self._numbers[key]

    def of_refs(self, refs: Iterable[Ref]) -> tuple[int, ...]:
        """The numbers of the notes on these references, in their order, each once; reports that have left the case are skipped."""
        out = [self.of(ref.report, (ref.span,)) for ref in refs if self.view.report(ref.report) is not None]
        return tuple(dict.fromkeys(out))

    def quote_of(self, ref: Ref) -> str:
        """What the note on a reference would quote; no number is given out. Empty if the report has left the case."""
        found = self.view.report(ref.report)
        return "".join(piece.text for piece in self._pieces(found, (ref.span,))) if found else ""

    def by_report(self) -> dict[str, list[Footnote]]:
        """The notes on each report, in order of number."""
        out: defaultdict[str, list[Footnote]] = defaultdict(list)
        for note in self.notes:
            out[note.source.id].append(note)
        return dict(out)

    def _pieces(self, report: Report, spans: tuple[Span, ...]) -> tuple[Piece, ...]:
        """The words; and where they are only a part of a statement, the statement around them."""
        if len(spans) == 1:
            reading = self.view.reading(report.id)
            holder = next(
                (s for s in (reading.statements if reading else ()) if any(c.covers(spans[0]) for c in s.content)), None
            )
            if holder is not None:
                around = next(c for c in holder.content if c.covers(spans[0]))
                if around != spans[0]:
                    text = report.text
                    pieces = (
                        Piece(text[around.start : spans[0].start]),
                        Piece(spans[0].of(text), strong=True),
                        Piece(text[spans[0].end : around.end]),
                    )
                    return tuple(Piece(tidy(p.text), p.strong) for p in pieces if p.text)
        return (Piece(quoted(report, spans)),)


def tidy(text: str) -> str:
    """Line breaks of the page made spaces."""
    return text.replace("\r", "").replace("\n", " ")


def quoted(report: Report, spans: tuple[Span, ...]) -> str:
    """The words of the spans in one line, gaps marked."""
    return " … ".join(" ".join(span.of(report.text).split()) for span in spans)
