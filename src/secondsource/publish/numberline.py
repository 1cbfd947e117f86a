"""Where a number came from, down a time axis: as lines of text and as SVG.

A row for each statement, oldest first; a lane for each figure, the one asked for on the left. A line goes from a statement to the one it was taken from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from secondsource.store.view import CaseView
from secondsource.trace.numbers import Genealogy, Stated, Use

from .changes import outlet_of
from .layout import text_width
from .retold import figure
from .svg import BLUE, INK, ORANGE, SIZE, SOFT, picture, text
from .tongue import noted, say

_ROW, _LANE, _LEFT, _TOP = 26, 22, 104, 40
_SIGN = {Use.FIRST: "◎", Use.REPEATS: "●", Use.AGAIN: "●", Use.CHANGES: "◆", Use.RIVAL: "○", Use.DENIES: "✕"}


@dataclass(frozen=True, slots=True)
class _Row:
    stated: Stated
    lane: int
    words: str


def said(view: CaseView, stated: Stated) -> str:
    """What a statement does with the number, as a sentence without its end."""
    who, giver = outlet_of(view, stated.report), outlet_of(view, stated.giver) if stated.giver else ""
    template = _SAYS[stated.use, bool(giver)]
    return say(template, who=who, giver=giver, figure=figure(stated.figure), was=figure(stated.was or ""))


_SAYS = {
    (Use.FIRST, True): noted("{who} states {figure}, the first in the case (from {giver})"),
    (Use.FIRST, False): noted("{who} states {figure}, the first in the case"),
    (Use.REPEATS, True): noted("{who} repeats it from {giver}"),
    (Use.REPEATS, False): noted("{who} repeats it from {giver}"),
    (Use.AGAIN, True): noted("{who} gives it again, from {giver}"),
    (Use.AGAIN, False): noted("{who} gives it again, and does not say from whom"),
    (Use.CHANGES, True): noted("{who} gives {figure}, where {giver} had {was}"),
    (Use.CHANGES, False): noted("{who} gives {figure}, where {giver} had {was}"),
    (Use.DENIES, True): noted("{who} denies {figure}"),
    (Use.DENIES, False): noted("{who} denies {figure}"),
    (Use.RIVAL, True): noted("{who} gives {figure}, from {giver}"),
    (Use.RIVAL, False): noted("{who} gives {figure}"),
}
"""What a statement does with a number, by whether it says from whom it has it."""


def still_given(years: int) -> str:
    """That a number is told as current so many years after it was first stated."""
    return say("Still given as current {years} years after it was first stated.", years=years)


def _rows(view: CaseView, history: Genealogy) -> list[_Row]:
    lanes: dict[str, int] = {history.figure: 0}
    return [
        _Row(
            s,
            0 if s.use in (Use.FIRST, Use.REPEATS, Use.AGAIN) else lanes.setdefault(s.figure, len(lanes)),
            said(view, s),
        )
        for s in history.stated
    ]


def text_lines(view: CaseView, history: Genealogy) -> Iterator[str]:
    """The history as lines of text: day, lanes, what was said, and its words in the report."""
    yield f"{history.figure}: {history.title}  [{history.claim}]"
    if history.stale is not None:
        yield f"  Still given as current {history.stale} years after it was first stated."
    rows = _rows(view, history)
    lanes = 1 + max((r.lane for r in rows), default=0)
    open_lanes: set[int] = set()
    for row in rows:
        open_lanes.add(row.lane)
        graph = "".join(
            _SIGN[row.stated.use] + " " if n == row.lane else ("│ " if n in open_lanes else "  ") for n in range(lanes)
        )
        yield f"  {row.stated.day or 'no date':<12} {graph} {row.words}"
        yield f"  {'':<12} {''.join('│ ' if n in open_lanes else '  ' for n in range(lanes))}   “{view.words(row.stated.ref)}”"


def number_svg(view: CaseView, histories: Sequence[Genealogy]) -> Markup:
    """The histories as one picture, readable without colour: signs differ in shape, and each row says what it is."""
    parts: list[Markup] = []
    y, width = 0.0, 480.0
    for history in histories:
        block, height, wide = _block(view, history, y)
        parts += block
        y += height + 24
        width = max(width, wide)
    title = "; ".join(dict.fromkeys(figure(h.figure) for h in histories))
    spoken = " ".join(f"{r.stated.day}: {r.words}." for h in histories for r in _rows(view, h))
    return picture(
        parts,
        kind="number",
        identifier="n",
        width=width,
        height=max(y, 24),
        title=say("Where {figure} came from", figure=title),
        spoken=spoken,
    )


def _block(view: CaseView, history: Genealogy, top: float) -> tuple[list[Markup], float, float]:
    rows = _rows(view, history)
    lanes = 1 + max((r.lane for r in rows), default=0)
    labels = _LEFT + lanes * _LANE + 10
    head = f"{figure(history.figure)}: {history.title}"
    out = [text(10, top + 18, head, size=14, weight="600")]
    wide = 10 + text_width(head, 14) + 20
    if history.stale is not None:
        out.append(text(10, top + 34, still_given(history.stale), fill=ORANGE))
    start = top + _TOP + (12 if history.stale is not None else 0)
    at: dict[str, dict[bool, tuple[float, float]]] = {}
    for n, row in enumerate(rows):
        place = (labels - 10 - (lanes - row.lane) * _LANE + _LANE / 2, start + n * _ROW + 12)
        at.setdefault(row.stated.report, {}).setdefault(row.lane == 0, place)
    end = start + len(rows) * _ROW
    out.append(Markup('<path d="M{0} {1} V{2}" stroke="{3}" stroke-width="1"/>').format(_LEFT - 8, start, end, SOFT))
    year = ""
    for n, row in enumerate(rows):
        x, y = labels - 10 - (lanes - row.lane) * _LANE + _LANE / 2, start + n * _ROW + 12
        if row.stated.day[:4] != year:
            year = row.stated.day[:4]
            out.append(Markup('<path d="M{} {} h8" stroke="{}" stroke-width="2"/>').format(_LEFT - 12, y, INK))
        out.append(text(10, y + 4, row.stated.day or say("no date"), fill=SOFT, size=11.5))
        places = at.get(row.stated.giver or "", {})
        # of a giver that states several figures, the one that this row takes up
        giver = places.get(row.stated.use is not Use.RIVAL, next(iter(places.values()), None))
        if giver is not None and giver[1] < y:
            colour, dash = (ORANGE, "5 3") if row.stated.use is Use.CHANGES else (BLUE, "none")
            bend = giver[0] - 9 if abs(giver[0] - x) < 1 else x
            out.append(
                Markup(
                    '<path d="M{} {} C{} {} {} {} {} {}" fill="none" stroke="{}" stroke-width="1.8" stroke-dasharray="{}"/>'
                ).format(x, y, bend, y - 10, bend, giver[1] + 10, giver[0], giver[1], colour, dash)
            )
        out.append(_sign(row.stated.use, x, y))
        out.append(text(labels, y + 4, row.words))
        wide = max(wide, labels + text_width(row.words, SIZE) + 20)
    return out, end - top, wide


def _sign(use: Use, x: float, y: float) -> Markup:
    if use is Use.CHANGES:
        return Markup('<path d="M{} {} l6 6 l-6 6 l-6 -6 Z" fill="{}"/>').format(x, y - 6, ORANGE)
    if use is Use.DENIES:
        return Markup('<path d="M{0} {1} l10 10 m0 -10 l-10 10" stroke="{2}" stroke-width="2.2"/>').format(
            x - 5, y - 5, ORANGE
        )
    fill = "#ffffff" if use is Use.RIVAL else BLUE
    ring = (
        Markup('<circle cx="{}" cy="{}" r="8.5" fill="none" stroke="{}" stroke-width="1.6"/>').format(x, y, BLUE)
        if use is Use.FIRST
        else Markup("")
    )
    return ring + Markup('<circle cx="{}" cy="{}" r="5" fill="{}" stroke="{}" stroke-width="1.8"/>').format(
        x, y, fill, BLUE
    )
