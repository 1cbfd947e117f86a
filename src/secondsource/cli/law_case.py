"""`law explain`, `law said` and `law deadlines`: the law held against a case."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from secondsource.model import SecondsourceError

from .options import DEFAULT_CASE, CaseDir, Json, day_of, opened
from .output import json_lines, markdown, note, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from secondsource.model import Finding

AsKnownOn = Annotated[
    str | None,
    typer.Option(
        "--as-known-on", metavar="DATE", help="Only with what had been published by that day.", show_default=False
    ),
]


class NoProvision(SecondsourceError):
    """There is no such provision in the subject pack. `secondsource law on DATE` lists them with their ids."""


def explain(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="A claim's id, or the beginning of it.")],
    provision: Annotated[
        str | None,
        typer.Argument(
            metavar="PROVISION", help="A provision's id; without one all that say something.", show_default=False
        ),
    ] = None,
    case: CaseDir = DEFAULT_CASE,
    law_of: Annotated[
        str | None,
        typer.Option(
            "--law-of",
            metavar="DATE",
            help="Ask the law of that day as if the same were done then; else the law of the event's own day.",
            show_default=False,
        ),
    ] = None,
    as_known_on: AsKnownOn = None,
    svg: Annotated[
        Path | None,
        typer.Option("--svg", metavar="FILE", help="Draw the finding as SVG into this file.", show_default=False),
    ] = None,
    as_json: Json = False,
) -> None:
    """Explain what a provision says of a claim: each element with its state, the words it rests on, what decided, and the days.

    Three days are kept apart: when it happened, of which day the law is asked (--law-of), and what could be known (--as-known-on).
    Personal data are masked.
    """
    from secondsource import pipeline
    from secondsource.model.codec import plain
    from secondsource.publish import masked_view
    from secondsource.subjects import load

    from .show import claim_meant

    with opened(case) as open_case:
        view = open_case.view()
    if as_known_on:
        view = pipeline.as_known_on(view, day_of(as_known_on))
    found, pack = claim_meant(view, claim), load(view.subject)
    day = day_of(law_of) if law_of else None
    if provision is None:
        _all(pipeline.law_of(view, found, day), as_json=as_json)
        return
    wanted = provision.strip().upper()
    if wanted not in pack.provisions:
        near = ", ".join([name for name in pack.provisions if wanted in name][:6])
        raise NoProvision(
            f"There is no provision “{provision}”.{f' Did you mean {near}?' if near else ''} `secondsource law on DATE` lists them."
        )
    (finding,) = pipeline.findings_on(view, found, [wanted], day)
    shown = masked_view(view)
    if svg is not None:
        from secondsource.publish.findingline import finding_svg

        svg.write_text(str(finding_svg(shown, finding, found.title, pack)) + "\n", encoding="utf-8")
        note(f"Drawn: {svg}")
    if as_json:
        json_lines([plain(finding)])
        return
    from secondsource import law

    markdown(law.explain(finding, pack, shown.words, found.title).rstrip())


def _all(found: Sequence[Finding], *, as_json: bool) -> None:
    from secondsource.model.codec import plain

    if as_json:
        json_lines(plain(finding) for finding in found)
        return
    rows = sorted(found, key=lambda f: (not f.outcome.adverse, f.provision))
    table(
        ("provision", "outcome", "turned on", "in words"),
        [(f.provision, f.outcome.value.replace("_", " "), ", ".join(f.deciding), f.sentence) for f in rows],
        wraps=("turned on", "in words"),
    )
