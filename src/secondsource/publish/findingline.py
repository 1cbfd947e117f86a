"""One finding as a picture: the elements with their state and the words they rest on, and the days that matter on an axis."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from markupsafe import Markup

from secondsource.law import NOTICE
from secondsource.model import BadDate, Element, Finding, PartialDate, Truth
from secondsource.store import CaseView
from secondsource.subjects import Subject

from .layout import text_width, wrapped
from .legal_words import amount, plain
from .retold import retold
from .svg import GRID, INK, ORANGE, SOFT, TEAL, box, line, number, picture, text
from .tongue import ENGLISH, language, say
from .words import words

_WIDTH, _LEFT, _STATE, _RESTS = 980, 14, 450, 620
_SIZE, _LINE = 12.5, 16
_SIGN = {Truth.MET: ("✓", TEAL), Truth.FAILED: ("✕", ORANGE), Truth.UNKNOWN: ("?", SOFT)}
_QUOTES = 2
"""Quotations shown beside an element; the rest is counted."""


def finding_svg(view: CaseView, finding: Finding, title: str, pack: Subject) -> Markup:
    """The picture: readable without colour (each state is a sign and a word), the deciding elements framed.

    Args:
        view: for the words; masked.
        finding: what is drawn.
        title: how the claim is called.
        pack: for the provision.
    """
    item = pack.provisions[finding.provision]
    parts: list[Markup] = []
    y = 26.0
    parts.append(text(_LEFT, y, title, size=15, weight="600"))
    parts.append(text(_LEFT, y + 20, f"{item.id}: {item.citation.split(';')[0]}", fill=SOFT))
    y += 46
    outcome = str(words()["outcomes"][finding.outcome.value]["says"])
    parts.append(box(_LEFT, y - 16, text_width(outcome, 13) + 20, 24, "#e3eff0", TEAL, radius=4))
    parts.append(text(_LEFT + 10, y, outcome, size=13, weight="600"))
    y += 28
    told = retold(finding.sentence)
    for said in wrapped(told, _WIDTH - 2 * _LEFT, _SIZE, 5):
        parts.append(text(_LEFT, y, said))
        y += _LINE
    y += 14
    for x, head in ((_LEFT, say("WHAT IS ASKED")), (_STATE, say("STANDS")), (_RESTS, say("RESTS ON"))):
        parts.append(text(x, y, head, size=10.5, fill=SOFT, weight="600"))
    y += 8
    for element in finding.elements:
        block, y = _element(view, _retold(element, pack), element.fact in finding.deciding, y)
        parts += block
    block, y = _axis(finding, y + 22)
    parts += block
    parts.append(text(_LEFT, y + 14, say(NOTICE), size=10.5, fill=SOFT))
    height = y + 26
    spoken = " ".join(f"{_retold(e, pack).text}: {_said(e)}." for e in finding.elements)
    return picture(
        parts,
        kind="finding",
        identifier="f",
        width=_WIDTH,
        height=height,
        title=f"{title}: {item.id}",
        spoken=f"{told} {spoken}",
    )


def _element(view: CaseView, element: Element, decides: bool, y: float) -> tuple[list[Markup], float]:
    asked = wrapped(element.text, _STATE - _LEFT - 24, _SIZE, 4)
    rests = wrapped(_rests(view, element), _WIDTH - _RESTS - _LEFT, 11.5, 4)
    tall = max(len(asked), len(rests), 1) * _LINE + 10
    sign, colour = _SIGN[element.truth]
    out = [line(f"M{_LEFT} {number(y)} H{_WIDTH - _LEFT}", GRID)]
    if decides:
        out.append(box(_LEFT - 6, y + 2, _WIDTH - 2 * _LEFT + 12, tall - 4, "none", INK, radius=4))
    top = y + 17
    out += [text(_LEFT, top + n * _LINE, said) for n, said in enumerate(asked)]
    out.append(text(_STATE, top, sign, size=14, fill=colour, weight="700"))
    out.append(
        text(_STATE + 18, top, _said(element) + (say(", decides") if decides else ""), fill=colour, weight="600")
    )
    out += [text(_RESTS, top + n * _LINE, said, size=11.5, fill=SOFT) for n, said in enumerate(rests)]
    return out, y + tall


def _retold(element: Element, pack: Subject) -> Element:
    """The element in the language spoken."""
    if language() == ENGLISH:
        return element
    value = element.value if element.value in ("unknown", "") else amount(plain(element.value, pack))
    return replace(element, text=plain(element.text, pack), value=value, why=plain(element.why, pack))


def _said(element: Element) -> str:
    return str(words()["truth"][element.truth.name.lower()])


def _rests(view: CaseView, element: Element) -> str:
    quoted = [f"“{' '.join(view.words(ref).split())}” ({view.name_of(ref.report)})" for ref in element.refs[:_QUOTES]]
    if len(element.refs) > _QUOTES:
        quoted.append(say("and {n} more", n=len(element.refs) - _QUOTES))
    known = [element.value] if element.value not in ("unknown", "") and element.truth is not Truth.UNKNOWN else []
    return "; ".join([*known, *quoted, *([element.why] if element.why else [])]) or say("nothing is said of it")


def _axis(finding: Finding, y: float) -> tuple[list[Markup], float]:
    """The days that matter, as far as they are known, between the first and the last of them."""
    rows = [(name, days) for name, when in finding.dates if (days := _days(when)) is not None]
    ends = [day for _, (low, high) in rows for day in (low, high) if day is not None]
    if not ends:
        return [], y
    first, last = date(min(ends).year, 1, 1), date(max(ends).year, 12, 31)
    left, right = 250.0, _WIDTH - 120.0

    def x(at: date) -> float:
        return left + (at - first).days * (right - left) / ((last - first).days or 1)

    out = [text(_LEFT, y, say("THE DAYS"), size=10.5, fill=SOFT, weight="600")]
    out += [
        text(left, y, str(first.year), size=10.5, fill=SOFT),
        text(right - 26, y, str(last.year), size=10.5, fill=SOFT),
    ]
    y += 10
    for name, (low, high) in rows:
        middle = y + 10
        colour = ORANGE if name == "event" else TEAL
        label = wrapped(retold(name), left - _LEFT - 12, 11.5, 2)
        out += [text(_LEFT, middle + 4 + n * 13, said, size=11.5) for n, said in enumerate(label)]
        out.append(line(f"M{number(left)} {number(middle)} H{number(right)}", GRID))
        start, end = x(low) if low else left, x(high) if high else right
        out.append(
            line(f"M{number(start)} {number(middle)} H{number(end)}", colour, 3, "none" if low and high else "3 3")
        )
        for at in dict.fromkeys(x(day) for day in (low, high) if day is not None):
            out.append(
                Markup('<circle cx="{}" cy="{}" r="4.5" fill="#ffffff" stroke="{}" stroke-width="2.2"/>').format(
                    number(at), number(middle), colour
                )
            )
        shown = dict(finding.dates)[name]
        out.append(text(right + 10, middle + 4, shown, size=11.5, fill=colour))
        y += 12 + 13 * max(len(label), 1)
    return out, y + 10


def _days(said: str) -> tuple[date | None, date | None] | None:
    try:
        when = PartialDate(said)
    except BadDate:
        return None
    return None if when.earliest is None and when.latest is None else (when.earliest, when.latest)
