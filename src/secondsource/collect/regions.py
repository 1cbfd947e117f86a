"""Parts of a text that are not its running prose: title, byline, captions, comments, related links, boilerplate, headings, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..model import Region, RegionKind, Span
from .draft import Paragraph, apart, paragraphs
from .words import Words

_END = re.compile(r"[.!?。！？…:;,](?:[\"'”’»)\]\s]*)$|[)\]】]$|[.!?。！？]\s")
_SENTENCE_END = re.compile(r"[.!?。！？](?:[\"'”’»)\]\s]*)$")
_QUOTED = re.compile(r"[\"“„«「『‘']")
_LIST = re.compile(r"(?:[-*•·▪]|\(?\d{1,3}[.)]|[a-z][.)])\s")
_MARKDOWN_HEADING = re.compile(r"#{1,6}\s+")
_UNDERLINE = re.compile(r"\n[=-]{3,}\s*$")
HEAD, TAIL = 400, 300
"""Characters of a paragraph's head and tail that patterns are tried on: no pattern needs more, and a hostile one costs no time."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The paragraphs of a text with the regions found; `title` and `byline` are the spans of those in the text."""

    paragraphs: tuple[Paragraph, ...]
    regions: tuple[Region, ...]
    title: Span | None
    byline: Span | None


def find_regions(
    text: str,
    given: Sequence[Region],
    words: Words,
    title: str | None = None,
    outlet: str | None = None,
    glued: bool = True,
) -> Layout:
    """The regions of a text, those given by its format included.

    Args:
        text: a report's whole text.
        given: regions that the format sets apart; nothing is looked for inside those of noise.
        words: the pack's words.
        title: the title if metadata gives it; it is then a region only where the text begins with it.
        outlet: the outlet if metadata gives it.
        glued: whether a title may stand at the head of the text without any mark.
    """
    noise = [r.span for r in given if r.kind.is_noise]
    free = apart(paragraphs(text), noise)
    found: list[Region] = list(given)
    heading = _comments_at(free, words)
    if heading is not None and not any(r.kind is RegionKind.COMMENTS for r in given):
        found.append(Region(span=Span(free[heading].span.start, free[-1].span.end), kind=RegionKind.COMMENTS))
        free = free[:heading]
    title_span = next((r.span for r in given if r.kind is RegionKind.TITLE), None)
    if title_span is None and free:
        title_span = _title(free, words, title, glued)
        if title_span is not None:
            found.append(Region(span=title_span, kind=RegionKind.TITLE))
            free = _after(free, title_span, text)
    byline = next((r.span for r in given if r.kind is RegionKind.BYLINE), None)
    for region in _by_words(free, words, outlet):
        found.append(region)
        if region.kind is RegionKind.BYLINE and byline is None:
            byline = region.span
    found.extend(_alternatives(free, found, text))
    taken = [r.span for r in found if r.kind.is_noise]
    blocks = [r.span for r in found if r.kind is RegionKind.QUOTATION]
    found.extend(_headings(apart(free, [*taken, *blocks])))
    return Layout(free, _sorted(found), title_span, byline)


def _sorted(regions: Sequence[Region]) -> tuple[Region, ...]:
    return tuple(sorted(regions, key=lambda r: (r.span.start, -r.span.end, r.kind)))


def _comments_at(free: Sequence[Paragraph], words: Words) -> int | None:
    """The paragraph with which the comments begin: a heading of comments, with the article before and not merely after it."""
    for at, paragraph in enumerate(free):
        line = paragraph.text.split("\n", 1)[0].strip().lstrip("#").strip()
        if at == 0 or len(line) > 200 or not words.whole("comments_heading", line):
            continue
        before = sum(len(p.text) for p in free[:at])
        after = sum(len(p.text) for p in free[at + 1 :])
        if before >= 200 and (before >= 0.2 * after or line[:1].isdigit()):
            return at
    return None


def _title(free: Sequence[Paragraph], words: Words, title: str | None, glued: bool) -> Span | None:
    first = free[0]
    line = first.text.split("\n", 1)[0]
    if title is not None:
        head = " ".join(first.text[: 2 * len(title) + 20].split())
        if not head.startswith(" ".join(title.split())):
            return None
        lines = first.text.split("\n")
        whole = next(
            (
                n
                for n in range(1, len(lines) + 1)
                if len(" ".join("\n".join(lines[:n]).split())) >= len(" ".join(title.split()))
            ),
            1,
        )
        joined = "\n".join(lines[:whole])
        return Span(first.span.start, first.span.start + len(joined)) if len(joined) <= len(title) + 20 else None
    if _MARKDOWN_HEADING.match(line) or (_UNDERLINE.search("\n".join(first.text.split("\n")[:2]))):
        return Span(first.span.start, first.span.start + len(line.rstrip()))
    if not glued or len(free) < 2 or len(line) > 200 or words.start("dateline", line) or words.start("note", line):
        return None
    if any(words.whole(key, line) for key in ("boilerplate", "caption", "related", "byline")) or _LIST.match(line):
        return None
    if "\n" in first.text and _SENTENCE_END.search(first.text) and len(line) > 60 and first.text.count("\n") != 1:
        return None  # a wrapped paragraph
    others = sorted(len(p.text) for p in free[1:])
    middle = others[len(others) // 2]
    if _SENTENCE_END.search(line) and not (line.count(".") > 1 and line.rstrip().endswith("...")):
        # A title with a full stop looks like a first sentence: it must be short, alone, unattributed, and stand above long paragraphs.
        if (
            "\n" in first.text
            or len(line) > 120
            or middle < 2.5 * len(line)
            or words.anywhere("telling", line)
            or len(free) < 8
        ):
            return None
        if re.search(r"[.!?]\s+[A-Z]", line) or line.rstrip().endswith("다."):
            return None
    elif line.rstrip().endswith((",", ";", ":")):
        return None
    return Span(first.span.start, first.span.start + len(line.rstrip()))


def _after(free: Sequence[Paragraph], title: Span, text: str) -> tuple[Paragraph, ...]:
    first = free[0]
    if first.span.end <= title.end:
        return tuple(free[1:])
    words = text[title.end : first.span.end]
    start = title.end + len(words) - len(words.lstrip())
    return (Paragraph(Span(start, first.span.end), text[start : first.span.end]), *free[1:])


def _by_words(free: Sequence[Paragraph], words: Words, outlet: str | None) -> Iterator[Region]:
    dateline_seen = False
    last = len(free) - 1
    for at, paragraph in enumerate(free):
        text, span = paragraph.text, paragraph.span
        kind = _whole_kind(text, at, last, words, outlet)
        if kind is not None:
            yield Region(span=span, kind=kind)
            continue
        note = words.anywhere("note", text)
        if note and (note.start() == 0 or re.search(r"[.!?。”\"]\s*$", text[: note.start()])):
            yield Region(span=Span(span.start + note.start(), span.end), kind=RegionKind.NOTE)
        if not dateline_seen and at <= 4 and (match := words.start("dateline", text[:HEAD])):
            dateline_seen = True
            yield Region(span=Span(span.start, span.start + match.end()), kind=RegionKind.BOILERPLATE)
        for match in words.each("end_mark", text[-TAIL:]):
            if not text[-TAIL:][match.end() :].strip() and match.start() > 0:
                start = span.end - len(text[-TAIL:]) + match.start()
                yield Region(span=Span(start, start + len(match[0])), kind=RegionKind.BOILERPLATE)


def _whole_kind(text: str, at: int, last: int, words: Words, outlet: str | None) -> RegionKind | None:
    if len(text) > 700:
        return None
    flat = " ".join(text.split())
    if at <= 3 and len(flat) <= 120 and words.whole("byline", flat):
        return RegionKind.BYLINE
    if words.whole("boilerplate", flat) or words.whole("end_mark", flat):
        return RegionKind.BOILERPLATE
    if words.whole("related", flat):
        return RegionKind.RELATED
    credited = len(flat) <= 400 and not _QUOTED.match(flat) and words.whole("caption", text.rsplit("\n", 1)[-1].strip())
    # A long paragraph that attributes is prose, even where an agency's name or the word picture stands at its end.
    if credited and (len(flat) <= 200 or not words.anywhere("telling", flat)):
        return RegionKind.CAPTION
    if at >= last - 2 and at > 0 and len(flat) <= 260:
        own = outlet is not None and flat.casefold().startswith(outlet.casefold())
        asks = words.anywhere("contact", flat) is not None
        if asks and "@" in flat:
            return RegionKind.BOILERPLATE
        if _QUOTED.match(flat) or words.anywhere("telling", flat):
            return None
        if asks and (own or len(flat) <= 160):
            return RegionKind.BOILERPLATE
        if own and re.search(r"@|\+?\d[\d -]{6,}\d", flat):
            return RegionKind.BOILERPLATE
    return None


def _alternatives(free: Sequence[Paragraph], found: Sequence[Region], text: str) -> Iterator[Region]:
    """Lines right above a caption, without a blank line between: a crawler writes the picture's alternative text there."""
    captions = {r.span.start for r in found if r.kind is RegionKind.CAPTION}
    for paragraph, following in pairwise(free):
        between = text[paragraph.span.end : following.span.start]
        if following.span.start in captions and between.count("\n") == 1 and not _SENTENCE_END.search(paragraph.text):
            yield Region(span=paragraph.span, kind=RegionKind.CAPTION)


def _headings(rest: Sequence[Paragraph]) -> Iterator[Region]:
    for paragraph, following in pairwise(rest):
        text = paragraph.text
        if _MARKDOWN_HEADING.match(text) and "\n" not in text and len(text) <= 200:
            yield Region(span=paragraph.span, kind=RegionKind.HEADING)
            continue
        if "\n" in text or len(text) > 80 or len(text.split()) > 12 or not re.search(r"\w", text):
            continue
        if (
            _END.search(text)
            or _QUOTED.match(text)
            or _LIST.match(text)
            or re.match(r"[\[({>|]", text)
            or text.endswith("다")
        ):
            continue
        if len(following.text) >= 2 * len(text):
            yield Region(span=paragraph.span, kind=RegionKind.HEADING)
