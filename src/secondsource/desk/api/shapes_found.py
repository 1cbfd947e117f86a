"""The shape of what a search finds."""

from __future__ import annotations

from typing import Literal

from secondsource.publish.shapes import Pair, Shape


class Found(Shape):
    """A report, statement or claim that fits a search, with the sentence that fits best.

    Args:
        what: what was found.
        id: of the report, statement or claim.
        title: of the report or the claim; of a statement its report's.
        report: name of the report that holds the sentence; null if a claim fits by its title alone.
        report_id: its id.
        outlet: its outlet; null if that is not known.
        published: EDTF; null if not known.
        language: ISO 639-1 code, or `und`.
        span: the sentence, in the report's text; null if the title alone fits.
        text: its words; masked.
        marks: what of it fits, in the report's text.
        tlp: how what was found is marked; null if it is not.
    """

    what: Literal["reports", "statements", "claims"]
    id: str
    title: str
    report: str | None
    report_id: str | None
    outlet: str | None
    published: str | None
    language: str | None
    span: Pair | None
    text: str | None
    marks: list[Pair]
    tlp: str | None
