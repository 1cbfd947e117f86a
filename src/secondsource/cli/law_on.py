"""`law on`: what was in force on a day, in a country, about a topic; as rows, as JSON, as a picture."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from secondsource.model import SecondsourceError

from .options import DEFAULT_SUBJECT, Json, SubjectName, day_of
from .output import json_lines, note, table

if TYPE_CHECKING:
    from secondsource.law import Bar, InForce

_WIDE = 28
"""Columns of the time axis in a terminal."""


class NoCountry(SecondsourceError):
    """The country is not a code of two letters. Write it as ISO 3166-1 has it: PL for Poland, GB for the United Kingdom."""


def on_day(
    day: Annotated[str, typer.Argument(metavar="DATE", help="A day, as 2016-03-02.")],
    country: Annotated[
        str | None,
        typer.Option(
            "--country", metavar="CODE", help="Only what reaches acts in that country: PL.", show_default=False
        ),
    ] = None,
    about: Annotated[
        str | None,
        typer.Option(
            "--about",
            metavar="TOPIC",
            help="Only what speaks of it: labour, cash, aviation, or an event type.",
            show_default=False,
        ),
    ] = None,
    svg: Annotated[
        Path | None, typer.Option("--svg", metavar="FILE", help="Draw it as SVG into this file.", show_default=False)
    ] = None,
    subject: SubjectName = DEFAULT_SUBJECT,
    as_json: Json = False,
) -> None:
    """List what was in force on a day, with a time axis.

    With --country only what reaches acts done there: also the law of other States that reaches them, and on what that turns.
    """
    from secondsource import law
    from secondsource.model.codec import plain
    from secondsource.subjects import load

    pack, asked, where = load(subject), day_of(day), code_of(country)
    found = law.in_force(asked, pack, where, law.topic(about, pack) if about else None)
    bars = {bar.provision.id: bar for bar in law.bars((item.provision for item in found), pack)}
    if svg is not None:
        from secondsource.publish.lawline import law_svg

        svg.write_text(str(law_svg(list(bars.values()), asked, _heading(asked, where, about))) + "\n", encoding="utf-8")
        note(f"Drawn: {svg}")
    if as_json:
        json_lines(plain(item) for item in found)
        return
    by_id = {item.provision.id: item for item in found}
    first, last = law.axis(bars.values(), asked)
    table(
        (
            "provision",
            "force",
            "from",
            "to",
            f"{first.year}–{last.year}",
            "deadlines running",
            "only if",
            "what it says",
        ),
        [_row(by_id[name], bar, asked, first, last) for name, bar in bars.items()],
        wraps=("force", "from", "deadlines running", "only if", "what it says"),
        spare=("force", "to"),
    )
    if not found:
        note(
            "Nothing that the pack holds was in force. It holds what `secondsource law on` lists without --country and --about."
        )


def _row(item: InForce, bar: Bar, day: date, first: date, last: date) -> tuple[object, ...]:
    rule = item.provision
    return (
        rule.id,
        rule.legal_force.replace("_", " "),
        f"{rule.in_force_from or '?'}{'' if item.certain else ' (not certain)'}",
        rule.in_force_to or "",
        _drawn(bar, day, first, last),
        "; ".join(" ".join(deadline) for deadline in item.running),
        " or ".join(item.reach.only_if) if item.reach else "",
        rule.summary,
    )


def _drawn(bar: Bar, day: date, first: date, last: date) -> str:
    """The bar as characters: dots before it may have begun, light where it is not certain, diamonds at deadlines, `|` at the day."""
    days = (last - first).days or 1

    def column(at: date) -> int:
        return min(max((at - first).days, 0) * _WIDE // days, _WIDE - 1)

    signs = ["·"] * _WIDE
    sure, end = column(bar.sure), column(bar.ends or last) + 1
    begun = min(column(bar.begins or bar.sure), sure)
    signs[begun:end] = ["░"] * (sure - begun) + ["█"] * (end - sure)
    for at, _ in bar.deadlines:
        if first <= at <= last:
            signs[column(at)] = "◆"
    signs[column(day)] = "|"
    return "".join(signs)


def _heading(day: date, country: str | None, about: str | None) -> str:
    return f"In force on {day}{f' in {country}' if country else ''}{f', about {about}' if about else ''}"


def code_of(country: str | None) -> str | None:
    """The code that an option names, in capitals. Raises NoCountry if it is none."""
    if country is None:
        return None
    code = country.strip().upper()
    if len(code) != 2 or not code.isalpha() or not code.isascii():
        raise NoCountry(
            f"“{country}” is not a code of two letters. Write it as ISO 3166-1 has it: PL for Poland, GB for the United Kingdom."
        )
    return code
