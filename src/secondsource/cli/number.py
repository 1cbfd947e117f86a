"""`number`: where a figure came from, on a time axis."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from secondsource.model import SecondsourceError

from .options import DEFAULT_CASE, CaseDir, Json, opened
from .output import json_lines, note, printable, wrapped

if TYPE_CHECKING:
    from secondsource.model import Quantity
    from secondsource.store import CaseView


class NotANumber(SecondsourceError):
    """The words give no number of something. Write how many of what: “100,000 workers”, “$150,000”, “1.2 to 2.3 billion dollars a year”."""


class NoSuchNumber(SecondsourceError):
    """No report of the case gives that number."""


def number(
    words: Annotated[
        str, typer.Argument(metavar="NUMBER", help="How many of what: “100,000 workers”.", show_default=False)
    ],
    case: CaseDir = DEFAULT_CASE,
    svg: Annotated[
        Path | None, typer.Option("--svg", metavar="FILE", help="Draw it as SVG into this file.", show_default=False)
    ] = None,
    as_json: Json = False,
) -> None:
    """Show where a number came from: who stated it first, who repeated it from whom, where it changed, and its rivals.

    Personal data are masked.
    """
    from secondsource.publish import masked_view
    from secondsource.publish.numberline import number_svg, text_lines
    from secondsource.trace.numbers import genealogies

    with opened(case) as open_case:
        view = open_case.view()
    wanted = _meant(words)
    found = genealogies(wanted, view.readings, view.claims, view.relays)
    if not found:
        raise NoSuchNumber(_nearest(words, wanted, view))
    shown = masked_view(view)
    if svg is not None:
        svg.write_text(str(number_svg(shown, found)) + "\n", encoding="utf-8")
        note(f"Drawn: {svg}")
    if as_json:
        from secondsource.model.codec import plain

        json_lines(plain(history) for history in found)
        return
    for n, history in enumerate(found):
        if n:
            wrapped("")
        for text in text_lines(shown, history):
            wrapped(text if "│" in text or "◎" in text else printable(text) if not text.startswith(" ") else text)


def _meant(words: str) -> Quantity:
    from secondsource.read.quantity import find_quantities

    for language in ("en", "ko"):
        found = find_quantities(words, language=language)
        if found:
            return found[0]
    raise NotANumber(
        f"“{printable(words)}” gives no number of something. Write how many of what: “100,000 workers”, “$150,000”, “1.2 to 2.3 billion dollars a year”."
    )


def _nearest(words: str, wanted: Quantity, view: CaseView) -> str:
    from secondsource.trace.figures import spoken

    low, high = wanted.range.low, wanted.range.high
    middle = (low if low is not None else high or 0) / 2 + (high if high is not None else low or 0) / 2
    given: dict[str, float] = {}
    for mention in view.mentions:
        for q in mention.quantities:
            if q.what == wanted.what:
                end = q.range.low if q.range.low is not None else q.range.high or 0
                given.setdefault(spoken(q), abs(end - middle))
    near = sorted(given, key=lambda f: (given[f], f))[:3]
    hint = f" Near it stand {', '.join(near)}." if near else f" No number of {wanted.what} is in the case."
    return f"No report of the case gives “{printable(words)}” ({spoken(wanted)}).{hint}"
