"""The line at the head of a text that names its outlet beside the day: “Harbour Gazette, 12 May 2019”."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..model import How, Known, Region, RegionKind, Span
from .draft import apart, paragraphs
from .outlets import Outlets
from .stated import dated
from .words import Words

_AROUND = " \t,;:|/·•–—-#*"
_ADDITION = re.compile(r"\s*[(（][^()（）]*[)）]\s*$")
_LONGEST = 120
_OPEN = "[(（"


@dataclass(frozen=True, slots=True)
class Masthead:
    """What the first line says: the outlet and the day of publication; and the line itself, which is no prose."""

    outlet: Known
    published: Known
    region: Region


def masthead(text: str, regions: Sequence[Region], outlets: Outlets, words: Words) -> Masthead | None:
    """The first line as a masthead; None where it is anything else.

    The line holds a name and a whole day, in either order, and nothing besides. The name is an outlet of the pack or is made like one (its last
    word is “Gazette”, “News”, “일보”): a place and a day are a dateline, and any other words and a day may be a title.

    Args:
        text: a report's whole text.
        regions: the regions that its format sets apart; a line in one of noise is not its head.
        outlets: the outlets of the pack.
        words: the pack's words.
    """
    free = apart(paragraphs(text), [r.span for r in regions if r.kind.is_noise])
    if len(free) < 2 and not (free and "\n" in free[0].text):
        return None
    line = free[0].text.split("\n", 1)[0].rstrip()
    if len(line) > _LONGEST:
        return None
    days = [d for d in dated(line) if d.date.precision == "day"]
    if len(days) != 1:
        return None
    before, after = line[: days[0].span.start].rstrip(_OPEN), line[days[0].span.end :].lstrip(")]）")
    parts = [p for p in (before, after) if p.strip(_AROUND)]
    if len(parts) != 1:
        return None
    name = parts[0].strip(_AROUND)
    bare = _ADDITION.sub("", name)
    known = outlets.named(name) or outlets.named(bare)
    if known is None and not words.whole("outlet_name", bare):
        return None
    at = free[0].span.start
    start = at + line.index(name)
    why = "named beside the day in the first line"
    return Masthead(
        outlet=Known(value=known or name, how=How.STATED, why=why, span=Span(start, start + len(name))),
        published=Known(
            value=str(days[0].date),
            how=How.STATED,
            why="stated beside the outlet in the first line",
            span=days[0].span.shift(at),
        ),
        region=Region(span=Span(at, at + len(line)), kind=RegionKind.BOILERPLATE),
    )
