"""How a dossier shows with whom it may be shared: the marking of the whole, of each report and of each claim, as the standard wants it.

FIRST, Traffic Light Protocol 2.0 (https://www.first.org/tlp/): the label stands at the head and the foot of every page, to the right, in
letters of 12 points or more, in its own colour on black.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from secondsource.model import Marking, Reading, SecondsourceError
from secondsource.pipeline import without
from secondsource.store.view import CaseView

from .tongue import noted, say


class MarkedStricter(SecondsourceError):
    """The case itself is marked more strictly than that. Name a stricter marking, or take the case's own back with `secondsource decide undo`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkingLine:
    """A marking in words.

    Args:
        label: as it must be written; “not marked” where others are marked and this is not.
        meaning: with whom it may be shared.
        style: the class that gives its colour.
        colour: the same for where there are no classes; empty if it has none.
    """

    label: str
    meaning: str
    style: str
    colour: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Markings:
    """What is marked in a case; nothing at all where nobody marked anything.

    Args:
        whole: of all that is in it.
        reports: of each report, by its id.
        claims: of each claim, by its id.
    """

    whole: MarkingLine | None = None
    reports: Mapping[str, MarkingLine] = field(default_factory=dict)
    claims: Mapping[str, MarkingLine] = field(default_factory=dict)


_NOT = MarkingLine(label=noted("not marked"), meaning="", style="tlp-none")
_MIXED = MarkingLine(
    label=noted("Not marked as a whole"),
    meaning=noted("some of the reports are marked, others are not: ask who gave it to you before you pass it on"),
    style="tlp-none",
)


def markings(view: CaseView) -> Markings:
    """What is marked in a case, in words."""
    if not view.marks:
        return Markings()
    whole = view.marking
    return Markings(
        whole=line_of(whole) if whole else _MIXED,
        reports={report.id: line_of(view.marking_of_report(report.id)) for report in view.reports},
        claims={claim.id: line_of(view.marking_of_claim(claim.id)) for claim in view.claims},
    )


def up_to(view: CaseView, marking: Marking | None) -> tuple[CaseView, tuple[Reading, ...]]:
    """The case without the reports that are marked more strictly, everything counted anew; and the readings that were left out.

    Whoever hands it out masks it with what was left out beside it: a name that is personal in one report is so in all.

    Args:
        view: the case as it is.
        marking: the strictest that may stay; a report that nobody marked stays. None leaves out nothing.

    Raises:
        MarkedStricter: if the case itself is.
    """
    if marking is None:
        return view, ()
    whole = view.marks.get(view.id)
    if whole is not None and whole > marking:
        raise MarkedStricter(
            f"The case itself is marked {whole.label}, so nothing of it may go out as {marking.label}: "
            f"write --up-to {whole.word}, or take its marking back with `secondsource decide undo`."
        )
    stricter = {name for name, own in view.marks.items() if own > marking}
    left = tuple(reading for reading in view.readings if reading.report.id in stricter)
    return without(view, stricter), left


def line_of(marking: Marking | None) -> MarkingLine:
    """A marking in words; that there is none, where there is none."""
    if marking is None:
        return _NOT
    style = f"tlp-{marking.word.partition('+')[0].lower()}"
    return MarkingLine(label=marking.label, meaning=marking.meaning, style=style, colour=marking.colour)


def page_rules(whole: MarkingLine | None) -> str:
    """Style rules that print the label of the whole on every page, in browsers that know the margins of a page."""
    if whole is None:
        return ""
    text = say(whole.label)
    label = (
        f'content:"{text}";font:bold 12pt sans-serif;color:{whole.colour or "#FFFFFF"};background:#000;'
        f"width:{len(text) * 0.75}em;text-align:center;margin:5mm 0"
    )
    number = "content:counter(page);font:8pt sans-serif;color:#51606c"
    # The margins of a page take from the root whether their background is printed; nothing else is to be printed otherwise for it.
    exact, body = (f"-webkit-print-color-adjust:{how};print-color-adjust:{how}" for how in ("exact", "economy"))
    page = f"@top-right{{{label}}}@bottom-right{{{label}}}@bottom-left{{{number}}}"
    return f"@media print{{:root{{{exact}}}body{{{body}}}@page{{{page}}}}}"
