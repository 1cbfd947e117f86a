"""`law explain`, `law said` and `law deadlines`: the law held against a case."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from secondsource.model import SecondsourceError

from .law_on import code_of
from .options import DEFAULT_CASE, DEFAULT_SUBJECT, CaseDir, Json, SubjectName, day_of, opened
from .output import json_lines, markdown, note, table, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from secondsource.law import Duty
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
    view = masked_view(view)
    found, pack = claim_meant(view, claim), load(view.subject)
    day = day_of(law_of) if law_of else None
    if provision is None:
        _all(pipeline.law_of(view, found, day), as_json=as_json)
        return
    by_name = {name.casefold(): name for name in pack.provisions}
    wanted = by_name.get(provision.strip().casefold(), "")
    if not wanted:
        near = ", ".join([name for key, name in by_name.items() if provision.strip().casefold() in key][:6])
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


def said(case: CaseDir = DEFAULT_CASE, as_json: Json = False) -> None:
    """Hold what the reports say of the law against the law.

    For each sentence: which provisions it means, whether they say so, whom they bind, what of it they regulate and what only prepares that,
    since when they are in force, and what the report leaves out. As of the day of the report. Personal data are masked.
    """
    from secondsource import law
    from secondsource.model.codec import plain
    from secondsource.publish import masked_view
    from secondsource.publish.lawsaid import text_lines
    from secondsource.subjects import load

    with opened(case) as open_case:
        view = open_case.view()
    found = law.said(view.readings, load(view.subject))
    shown = masked_view(view)
    if as_json:
        json_lines({**plain(item), "text": shown.words(item.ref)} for item in found)
        return
    for item in found:
        for text in text_lines(shown, item):
            wrapped(text)
    if not found:
        note("No report of the case says what an instrument forbids, asks or allows.")


def deadlines(
    case: Annotated[
        Path | None,
        typer.Option("--case", metavar="DIR", readable=False, help="Add what a case tells of it.", show_default=False),
    ] = None,
    country: Annotated[
        str | None, typer.Option("--country", metavar="CODE", help="Only this State: RU.", show_default=False)
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DATE", help="As it stood on that day; else today.", show_default=False),
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Also duties of which the pack holds no report of any State.")
    ] = False,
    subject: SubjectName = DEFAULT_SUBJECT,
    as_json: Json = False,
) -> None:
    """Track reporting duties and deadlines, State by State: what was due when, and what is known to have been reported, when, by whom.

    Reports to a committee are often not public: “nothing known of it here” does not say that a State did not report.
    """
    from secondsource import law
    from secondsource.model.codec import plain
    from secondsource.subjects import load

    day = day_of(as_of) if as_of else datetime.now(UTC).date()
    state = code_of(country)
    if case is None:
        found = law.track(load(subject), day, state, every=every)
    else:
        with opened(case) as open_case:
            view = open_case.view()
        found = law.track(load(view.subject), day, state, view.claims, view.readings, view.supports, every=every)
    if as_json:
        json_lines(plain(duty) for duty in found)
        return
    rows = [
        (duty.state or "all", duty.deadline, duty.provision, duty.asks, duty.standing.value, *_reported(duty, n))
        for duty in found
        for n in range(max(len(duty.reports), 1))
    ]
    table(
        ("State", "due", "provision", "what was due", "as known here", "reported", "what", "by", "made public by"),
        rows,
        wraps=("what was due", "as known here", "what", "by", "made public by"),
        spare=("what was due", "made public by"),
    )


def _reported(duty: Duty, n: int) -> tuple[str, str, str, str]:
    if n >= len(duty.reports):
        return "", "", "", ""
    report = duty.reports[n]
    what = f"{report.what} [{report.claim}]" if report.claim else report.what
    return report.when, f"{what} ({report.note})" if report.note else what, report.by, report.told_by
