"""The lines at the head of a text that name its outlet beside the day: “Harbour Gazette, 12 May 2019”, above the title or below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..model import How, Known, Region, RegionKind, Span
from .draft import apart, paragraphs
from .outlets import Outlets
from .stated import StatedDate, dated
from .words import Words

_AROUND = " \t,;:|/·•–—-#*_"
_ADDITION = re.compile(r"\s*[(（][^()（）]*[)）]\s*$")
_LONGEST = 120
_OPEN = "[(（"
_LINES = 4
"""How many lines from the top are looked at: a title and a byline may stand above the outlet and its day."""
_RUN_ON = re.compile(r"[)）]?\s+[^\W\d_a-z]")
_PERSON = re.compile(r"(?:[A-Z][\w'’-]+ ){1,2}(?:Sun|Star)")
"""Below a title such a name may be a writer's (“Yong Sun”) as well as a paper's."""
_WRITTEN = re.compile(r"(?:The|El|La|Le|Il|Der|Die|Das)(?: [^\W\d_a-z][\w'’-]+){1,4}")
"""Below a title, a name beside a day that begins with an article is an outlet's: places and people are not written so."""


@dataclass(frozen=True, slots=True)
class Masthead:
    """What the head says: the outlet and the day of publication; the lines that say it, which are no prose; and a title right above them."""

    outlet: Known
    published: Known
    regions: tuple[Region, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    start: int

    @property
    def region(self) -> Region:
        return Region(span=Span(self.start, self.start + len(self.text)), kind=RegionKind.BOILERPLATE)


def masthead(text: str, regions: Sequence[Region], outlets: Outlets, words: Words) -> Masthead | None:
    """The outlet and the day that the first lines name; None where they are anything else.

    One line holds a name and a whole day, in either order, and nothing besides; or it begins so; or one holds the name and the next the day. The name is an outlet of
    the pack, is made like one (its last word is “Gazette”, “News”, “일보”), or stands behind a word that says so (“Source:”): a place and a day are a
    dateline, a person and a day a byline, and any other words and a day may be a title.

    Args:
        text: a report's whole text.
        regions: the regions that its format sets apart; a line in one of noise is not its head.
        outlets: the outlets of the pack.
        words: the pack's words.
    """
    free = apart(paragraphs(text), [r.span for r in regions if r.kind.is_noise])
    if len(free) < 2 and not (free and "\n" in free[0].text):
        return None
    lines = list(_head(text, [p.span for p in free[:_LINES]]))
    if lines and (found := _begun(lines[0], outlets, words)):
        return found
    for at, line in enumerate(lines):
        if len(line.text) > _LONGEST:
            if at:
                return None
            continue
        days = [d for d in dated(line.text) if d.date.precision == "day"]
        found = None
        if len(days) == 1:
            found = _one(line, days[0], at, outlets, words)
        elif not days and at + 1 < len(lines):
            found = _two(line, lines[at + 1], at, outlets, words)
        if found is not None:
            above = lines[0]
            if (
                at
                and "\n\n" not in text[above.start : line.start]
                and not any(r.kind is RegionKind.TITLE for r in regions)
            ):
                return replace(found, regions=(replace(above.region, kind=RegionKind.TITLE), *found.regions))
            return found
    return None


def _head(text: str, spans: Sequence[Span]) -> Iterator[_Line]:
    """The first lines that are not empty."""
    count = 0
    for span in spans:
        at = span.start
        for written in span.of(text).split("\n"):
            if written.strip() and count < _LINES:
                yield _Line(written.rstrip(), at)
                count += 1
            at += len(written) + 1


def _begun(line: _Line, outlets: Outlets, words: Words) -> Masthead | None:
    """The head if the first line begins with a name, a whole day and a capital letter: a PDF runs the head and the title together."""
    day = next(iter(dated(line.text[:_LONGEST])), None)
    if day is None or day.date.precision != "day" or not _RUN_ON.match(line.text[day.span.end :]):
        return None
    head = _Line(line.text[: day.span.end], line.start)
    return _one(head, day, 0, outlets, words)


def _one(line: _Line, day: StatedDate, at: int, outlets: Outlets, words: Words) -> Masthead | None:
    """The head if the line is a name and that day."""
    before, after = line.text[: day.span.start].rstrip(_OPEN), line.text[day.span.end :].lstrip(")]）")
    parts = [p for p in (before, after) if p.strip(_AROUND)]
    if len(parts) != 1:
        return None
    outlet = _outlet(line, parts[0], at, outlets, words)
    return Masthead(outlet, _day(line, day), (line.region,)) if outlet else None


def _two(line: _Line, below: _Line, at: int, outlets: Outlets, words: Words) -> Masthead | None:
    """The head if the line is a name and the one below it a day."""
    days = [d for d in dated(below.text) if d.date.precision == "day"]
    if len(days) != 1 or (below.text[: days[0].span.start] + below.text[days[0].span.end :]).strip(_AROUND + "()"):
        return None
    name = line.text.strip(_AROUND)
    if _WRITTEN.fullmatch(name) and not words.whole("outlet_name", name):
        return None  # by itself that may be a subtitle as well
    outlet = _outlet(line, line.text, at, outlets, words)
    return Masthead(outlet, _day(below, days[0]), (line.region, below.region)) if outlet else None


def _outlet(line: _Line, written: str, at: int, outlets: Outlets, words: Words) -> Known | None:
    label = words.start("outlet_label", written.lstrip(_AROUND))
    name = written.lstrip(_AROUND)[label.end() if label else 0 :].strip(_AROUND)
    if not name:
        return None
    bare = _ADDITION.sub("", name)
    known = outlets.named(name) or outlets.named(bare)
    labelled = label is not None and len(name.split()) <= 5
    if (
        known is None
        and not labelled
        and not words.whole("outlet_name", bare)
        and not (at and _WRITTEN.fullmatch(bare))
    ):
        return None
    if known is None and not labelled and at and _PERSON.fullmatch(bare):
        return None
    spot = line.text.index(name)
    return Known(
        value=known or name,
        how=How.STATED,
        why="named beside the day in the first lines" if at else "named beside the day in the first line",
        span=Span(line.start + spot, line.start + spot + len(name)),
    )


def _day(line: _Line, day: StatedDate) -> Known:
    return Known(value=str(day.date), how=How.STATED, why="stated in the text", span=day.span.shift(line.start))
