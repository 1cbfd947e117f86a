"""Blocks quoted from another outlet: between a colon and a credit, behind `>` marks, or set apart by the format."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..model import Region, RegionKind, Span
from .draft import Paragraph, apart
from .outlets import Outlets
from .words import Words

_CREDIT = re.compile(r"[\[(](?P<name>[^\[\]()\n]{2,60})[\])]\s*$")
_DASHED = re.compile(r"(?:^|\s)[—–-]{1,2}\s?(?P<name>[^\n—–]{2,60})$")
_OPENS = re.compile(r"[\"“„«「『]")
_ELIDED = re.compile(r"[\[(]\s*(?:…|\.{2,}|…\.)\s*\.?\s*[\])]")
LONGEST = 25
"""Paragraphs that one quoted block may have at most; the colon of a block further up belongs to something else."""


def quotations(
    found: Sequence[Paragraph], regions: Sequence[Region], outlets: Outlets, words: Words
) -> tuple[Region, ...]:
    """The quoted blocks of a text, each with its source where one is credited or announced.

    Args:
        found: the paragraphs outside title and comments.
        regions: the regions found so far; blocks that the format marked as quotations get their source here.
        outlets: names by which credits are known.
        words: the pack's words (`not_a_credit`).
    """
    whole = {p.span for p in found}
    # A dateline or an end mark is noise inside a paragraph of prose, which stays.
    prose = apart(
        found,
        [r.span for r in regions if r.kind.is_noise and (r.kind is not RegionKind.BOILERPLATE or r.span in whole)],
    )
    blocks = [r for r in regions if r.kind is RegionKind.QUOTATION]
    out: list[Region] = []
    for block in sorted(
        (*blocks, *_credited(prose, outlets, words), *_behind_marks(prose)), key=lambda r: (r.span, r.source is None)
    ):
        if not out or block.span.start >= out[-1].span.end:
            out.append(block if block.source else _sourced(block, prose, outlets, words))
    return tuple(out)


def _at(found: Sequence[Paragraph], span: Span) -> Sequence[Paragraph]:
    """The paragraphs that begin within the span."""
    first = bisect_left(found, span.start, key=lambda p: p.span.start)
    return found[first : bisect_left(found, span.end, key=lambda p: p.span.start)]


def _credit(paragraph: Paragraph, outlets: Outlets, words: Words) -> tuple[str | None, Span, bool] | None:
    """Source, span of the credit, and whether the source is known, if the paragraph ends with a credit."""
    match = _CREDIT.search(paragraph.text[-80:])
    if match is None or _ELIDED.fullmatch(match[0].strip()) or words.start("not_a_credit", match["name"]):
        return None
    start = paragraph.span.end - len(paragraph.text[-80:]) + match.start()
    span = Span(start, start + len(match[0].rstrip()))
    source = outlets.credited(match["name"])
    if source:
        return source, span, True
    name = match["name"].strip()
    if match[0].startswith("(") or not name[:1].isupper() or len(name.split()) > 5 or re.search(r"\d", name):
        return None
    return name, span, False


def _credited(prose: Sequence[Paragraph], outlets: Outlets, words: Words) -> Iterator[Region]:
    done = -1
    for at, paragraph in enumerate(prose):
        credit = _credit(paragraph, outlets, words)
        if credit is None:
            continue
        source, span, known = credit
        first = _opening(prose, at, done)
        if first is None:
            # Without an announcement only the paragraph itself can be claimed, and only if it is not the credit of an agency alone.
            if (
                not known
                or span.start - paragraph.span.start < 20
                or not text_of(paragraph).startswith(("“", '"', ">"))
            ):
                continue
            first = at
        yield Region(span=prose[first].span.hull(paragraph.span), kind=RegionKind.QUOTATION, source=source, credit=span)
        done = at


def text_of(paragraph: Paragraph) -> str:
    """The paragraph's words without a quoting mark of mail or Markdown."""
    return paragraph.text.lstrip("> ")


def _opening(prose: Sequence[Paragraph], at: int, done: int) -> int | None:
    """The paragraph after the nearest colon above, or the first of a run that opens with quote marks."""
    for above in range(at - 1, max(done, at - LONGEST) - 1, -1):
        if above >= 0 and prose[above].text.rstrip().endswith((":", "：")):
            return above + 1
    first = at
    while first - 1 > done and _OPENS.match(text_of(prose[first - 1])):
        first -= 1
    return first if _OPENS.match(text_of(prose[first])) else None


def _behind_marks(prose: Sequence[Paragraph]) -> Iterator[Region]:
    run: list[Paragraph] = []
    for paragraph in prose:
        if all(line.lstrip().startswith(">") for line in paragraph.text.split("\n")):
            run.append(paragraph)
            continue
        if run:
            yield Region(span=run[0].span.hull(run[-1].span), kind=RegionKind.QUOTATION)
        run = []
    if run:
        yield Region(span=run[0].span.hull(run[-1].span), kind=RegionKind.QUOTATION)


def _sourced(region: Region, prose: Sequence[Paragraph], outlets: Outlets, words: Words) -> Region:
    """The block with its source: its own credit, or else the last outlet that the paragraph announcing it names."""
    inside = _at(prose, region.span)
    if inside and (credit := _credit(inside[-1], outlets, words)):
        return replace(region, source=credit[0], credit=credit[1])
    if inside and (match := _DASHED.search(inside[-1].text[-80:])) and (source := outlets.credited(match["name"])):
        start = inside[-1].span.end - len(inside[-1].text[-80:]) + match.start("name")
        return replace(region, source=source, credit=Span(start, start + len(match["name"])))
    first = bisect_left(prose, region.span.start, key=lambda p: p.span.start)
    before = prose[max(0, first - 1) : first]
    if before and before[-1].text.rstrip().endswith((":", "：")):
        named = last_named(before[-1].text, outlets)
        if named:
            source, start, end = named
            return replace(
                region, source=source, credit=Span(before[-1].span.start + start, before[-1].span.start + end)
            )
    return region


def last_named(text: str, outlets: Outlets) -> tuple[str, int, int] | None:
    """The outlet named last in the text with its offsets, trying runs of up to four words."""
    tokens = list(re.finditer(r"[\w’'&-]+", text))
    for last in range(len(tokens) - 1, -1, -1):
        for first in range(max(0, last - 4), last + 1):
            start, end = tokens[first].start(), tokens[last].end()
            if text[start].isupper() or ord(text[start]) > 0x2FF:
                found = outlets.named(text[start:end]) or (outlets.credited(text[start:end]) if first == last else None)
                if found:
                    return found, start, end
    return None
