"""What an extractor hands on: the text of one report and whatever its format says of it, before the words themselves are looked at."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..model import Known, PersonalData, Region, SetAside, Span, Translation, merged


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One report of a capture.

    Args:
        name: the id that the input gives, or the file's name.
        text: everything that was read.
        given: `outlet title byline url language published`, as far as the format gives them.
        regions: the parts that the format itself sets apart.
        personal: names and addresses that the format shows to be private (of a mail's sender).
        translation: of which report the input says that it is the translation.
        glued: whether title, byline and the like may stand at the head of the text without any mark.
        private: whether the whole text is private writing (a mail), where a name beside a phone number is a private person's.
        notes: sentences on how the text was got, where that matters.
        at: position in the capture.
        seen: the last day that it can have been published, with the reason: that on which somebody archived it.
    """

    name: str
    text: str
    given: Mapping[str, Known] = field(default_factory=dict)
    regions: tuple[Region, ...] = ()
    personal: tuple[PersonalData, ...] = ()
    label: str | None = None
    translation: Translation | None = None
    glued: bool = True
    private: bool = False
    notes: tuple[str, ...] = ()
    at: int = 0
    seen: Known | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a text, without the white space around it."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Extract:
    """What an extractor found: drafts, and parts that could not be read."""

    drafts: tuple[Draft, ...]
    aside: tuple[SetAside, ...] = ()


_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
WRAPPED_AT = 100
"""Lines longer than this are whole paragraphs; shorter ones are lines of a wrapped one."""


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    r"""The paragraphs of a text: parted by blank lines, or by line ends where the lines are too long to be wrapped ones.

    >>> [p.text for p in paragraphs("One.\n\nTwo\nlines.")]
    ['One.', 'Two\nlines.']
    """
    return tuple(_paragraphs(text))


def _paragraphs(text: str) -> Iterator[Paragraph]:
    start = 0
    for end, after in [*((m.start(), m.end()) for m in _BLANK.finditer(text)), (len(text), len(text))]:
        block = text[start:end]
        if "\n" in block and max(map(len, block.split("\n"))) > WRAPPED_AT:
            at = start
            for line in block.split("\n"):
                yield from _trimmed(text, at, at + len(line))
                at += len(line) + 1
        else:
            yield from _trimmed(text, start, end)
        start = after


def apart(found: Sequence[Paragraph], holes: Iterable[Span]) -> tuple[Paragraph, ...]:
    """The paragraphs that no hole touches. Both are sorted once, so a text of many regions costs no more than its length."""
    cut = merged(holes)
    starts = [hole.start for hole in cut]
    out = []
    for paragraph in found:
        at = bisect_left(starts, paragraph.span.end) - 1
        if at < 0 or not cut[at].overlaps(paragraph.span):
            out.append(paragraph)
    return tuple(out)


def _trimmed(text: str, start: int, end: int) -> Iterator[Paragraph]:
    words = text[start:end]
    left, right = len(words) - len(words.lstrip()), len(words.rstrip())
    if right > left:
        yield Paragraph(Span(start + left, start + right), words[left:right])
