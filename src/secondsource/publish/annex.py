"""A report's text as blocks of marked words: highlights are exactly the words that footnotes point at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from secondsource.model import Reading, Region, RegionKind, Span, Statement, masked, merged

from .footnotes import Footnote
from .words import word

_SILENT = frozenset({RegionKind.TITLE, RegionKind.BYLINE})
_SHOWN = frozenset({RegionKind.HEADING, RegionKind.QUOTATION, RegionKind.NOTE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Characters under the same notes.

    Args:
        text: the characters.
        notes: numbers of the notes whose words they are.
        opens: numbers of the notes whose words begin here.
        closes: numbers of the notes whose words end here.
        anchors: ids of the statements that begin here.
    """

    text: str
    notes: tuple[int, ...] = ()
    opens: tuple[int, ...] = ()
    closes: tuple[int, ...] = ()
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph: `text`, `heading`, `quotation`, `note`, or `hidden`, of which only the reason is shown."""

    kind: str
    runs: tuple[Run, ...] = ()
    says: str = ""


def blocks(reading: Reading, notes: Sequence[Footnote] = (), *, only_cited: bool = False) -> tuple[Block, ...]:
    """The report, ready to be shown: personal data masked, comments and other noise replaced by what was left out.

    Args:
        reading: the report with its statements.
        notes: the footnotes on this report.
        only_cited: leave out what no footnote points at, for editions that must not carry whole texts.
    """
    report = reading.report
    marking = _Marking(masked(report.text, report.personal), reading.statements, notes)
    if only_cited:
        kept = merged(span for note in notes for span in note.spans)
        return tuple(Block(kind="text", runs=marking.runs(span)) for span in kept)
    out: list[Block] = []
    # A region inside another is that region's business: the outermost one says how its words are shown.
    at = 0
    for region in _outermost(report.regions):
        if region.span.start > at:
            out += marking.paragraphs("text", "", Span(at, region.span.start))
        at = max(at, region.span.end)
        cited = any(span.overlaps(region.span) for note in notes for span in note.spans)
        if region.kind in _SHOWN:
            says = (region.source or "") if region.kind is RegionKind.QUOTATION else ""
            out += marking.paragraphs(region.kind.value, says, region.span)
        elif region.kind in _SILENT:
            # The page shows title and byline above the text; they stand in it only where a note leads to them.
            out += marking.paragraphs("heading", "", region.span) if cited else ()
        else:
            out.append(Block(kind="hidden", runs=marking.hidden(region.span), says=word("regions", region.kind)))
    if at < len(report.text):
        out += marking.paragraphs("text", "", Span(at, len(report.text)))
    return tuple(out)


def _outermost(regions: Iterable[Region]) -> list[Region]:
    out: list[Region] = []
    for region in sorted(regions, key=lambda r: (r.span.start, -r.span.end, r.kind)):
        if out and out[-1].span.covers(region.span):
            # Noise inside a shown block must stay hidden, so the block is cut around it.
            if region.kind.is_noise and out[-1].kind in _SHOWN and region.kind not in _SHOWN:
                outer = out.pop()
                if region.span.start > outer.span.start:
                    out.append(_part(outer, outer.span.start, region.span.start))
                out.append(region)
                if region.span.end < outer.span.end:
                    out.append(_part(outer, region.span.end, outer.span.end))
            continue
        if out and region.span.start < out[-1].span.end:
            region = _part(region, out[-1].span.end, region.span.end)
        out.append(region)
    return out


def _part(region: Region, start: int, end: int) -> Region:
    return Region(span=Span(start, end), kind=region.kind, source=region.source)


class _Marking:
    """Cuts a text where notes and statements begin and end. Every note is opened once, at the first of its words that is shown."""

    def __init__(self, text: str, statements: Sequence[Statement], notes: Sequence[Footnote]) -> None:
        self.text = text
        self.cited = sorted((span, note.number) for note in notes for span in note.spans)
        self.last = {note.number: note.spans[-1].end for note in notes}
        self.begun = sorted((s.hull.start, s.id) for s in statements)
        self.opened: set[int] = set()

    def paragraphs(self, kind: str, says: str, span: Span) -> Iterable[Block]:
        at = span.start
        for line in span.of(self.text).split("\n"):
            if line.strip():
                yield Block(kind=kind, says=says, runs=self.runs(Span(at, at + len(line))))
            at += len(line) + 1

    def hidden(self, span: Span) -> tuple[Run, ...]:
        """An empty run to which notes on hidden words lead; nothing is read out of noise, so there are none unless a person made one."""
        return (Run(text="", opens=self._open(n for s, n in self.cited if s.overlaps(span))),)

    def runs(self, span: Span) -> tuple[Run, ...]:
        cited = [(s, n) for s, n in self.cited if s.overlaps(span)]
        begun = [(at, identifier) for at, identifier in self.begun if span.start <= at < span.end]
        cuts = {span.start, span.end, *(at for at, _ in begun)}
        cuts |= {edge for s, _ in cited for edge in (s.start, s.end) if span.start < edge < span.end}
        out = []
        for start, end in pairwise(sorted(cuts)):
            under = sorted({n for s, n in cited if s.start <= start and end <= s.end})
            out.append(
                Run(
                    text=self.text[start:end],
                    notes=tuple(under),
                    opens=self._open(under),
                    closes=tuple(n for n in under if not self.text[end : self.last[n]].strip()),
                    anchors=tuple(identifier for at, identifier in begun if at == start),
                )
            )
        return tuple(out)

    def _open(self, numbers: Iterable[int]) -> tuple[int, ...]:
        fresh = tuple(dict.fromkeys(n for n in numbers if n not in self.opened))
        self.opened.update(fresh)
        return fresh
