"""Text whose letters are taken apart (NFD: “и” and a breve for “й”, か and a mark for が) is read put together (NFC), and told in its own places.

Unicode Standard Annex 15. Files from some systems come so, and no word list would fit them.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import replace

from ...model import Chain, Link, Mention, Reading, Report, Span, Statement, mention_id, statement_id


def read_composed(report: Report, read: Callable[[Report], Reading]) -> Reading:
    """What `read` finds in a report, whatever form its letters have; spans are those of the report as it is.

    Args:
        report: the report.
        read: reads a report whose text is in NFC.
    """
    if unicodedata.is_normalized("NFC", report.text):
        return read(report)
    text, starts = _composed(report.text)
    inside = replace(
        report,
        text=text,
        title=None,
        personal=(),
        regions=tuple(
            replace(r, span=_to(r.span, starts), credit=_to(r.credit, starts) if r.credit else None)
            for r in report.regions
        ),
    )
    inside = replace(
        inside,
        **{
            name: replace(known, span=None, how=type(known.how).GIVEN)
            for name in ("outlet", "byline", "published", "language", "url")
            if (known := getattr(report, name)) is not None and known.span is not None
        },
    )
    return _Back(report, starts).reading(read(inside))


def _composed(text: str) -> tuple[str, list[int]]:
    """The text in NFC, and for each of its characters and its end the place in the text as it was."""
    out: list[str] = []
    starts: list[int] = []
    for m in re.finditer(r"(?s).[\u0300-\u036f\u3099\u309a]{0,20}", text):
        piece = unicodedata.normalize("NFC", m[0]) if m.end() - m.start() > 1 else m[0]
        out.append(piece)
        starts += [m.start()] * len(piece)
    return "".join(out), [*starts, len(text)]


def _to(span: Span, starts: list[int]) -> Span:
    return Span(bisect_left(starts, span.start), bisect_left(starts, span.end))


class _Back:
    """Tells what was found in the places of the text as it was."""

    def __init__(self, report: Report, starts: list[int]) -> None:
        self.report, self.starts = report, starts

    def span(self, span: Span) -> Span:
        return Span(self.starts[span.start], self.starts[span.end])

    def maybe(self, span: Span | None) -> Span | None:
        return self.span(span) if span is not None else None

    def link(self, link: Link) -> Link:
        return replace(link, span=self.span(link.span))

    def statement(self, s: Statement) -> Statement:
        content = tuple(self.span(c) for c in s.content)
        return replace(
            s,
            id=statement_id(self.report.id, content),
            content=content,
            cue=self.maybe(s.cue),
            speaker=self.maybe(s.speaker),
            chain=Chain(tuple(map(self.link, s.chain.links))),
            marks=tuple(replace(m, span=self.span(m.span)) for m in s.marks),
        )

    def mention(self, m: Mention, ids: dict[str, str]) -> Mention:
        trigger = self.span(m.trigger)
        return replace(
            m,
            id=mention_id(self.report.id, trigger, m.type),
            statement=ids.get(m.statement or ""),
            trigger=trigger,
            when=replace(m.when, span=self.maybe(m.when.span)) if m.when else None,
            place=replace(m.place, span=self.maybe(m.place.span)) if m.place else None,
            quantities=tuple(replace(q, span=self.span(q.span)) for q in m.quantities),
        )

    def reading(self, found: Reading) -> Reading:
        statements = tuple(map(self.statement, found.statements))
        ids = {old.id: new.id for old, new in zip(found.statements, statements, strict=True)}
        return Reading(
            report=self.report, statements=statements, mentions=tuple(self.mention(m, ids) for m in found.mentions)
        )
