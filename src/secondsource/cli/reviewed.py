"""`reviewed`: how right the reader was, by what people decided on it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from secondsource.model import SecondsourceError

from .options import DEFAULT_CASE, CaseDir, Json, opened
from .output import json_lines, line, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from secondsource.model import Reading
    from secondsource.pipeline import Judged
    from secondsource.store import Case

_WORDS = {"cue": "words of saying", "factuality": "how sure", "when": "date", "trigger": "words of the event"}


class NothingReviewed(SecondsourceError):
    """Nobody has accepted, corrected or rejected a statement or an event yet. Do so on the desk's review page, or with `decide`."""


def reviewed(
    case: CaseDir = DEFAULT_CASE,
    again: Annotated[
        bool,
        typer.Option(
            "--again", help="Hold the reader of today against the decisions: read those reports anew, keep nothing."
        ),
    ] = False,
    as_json: Json = False,
) -> None:
    """Show how often the reader was right, field by field, held against what people accepted, corrected and rejected.

    With --json, what was decided: each statement and event as it was read and as people left it, gold for whoever trains or measures a
    reader. Personal data are masked.
    """
    from secondsource import pipeline

    with opened(case) as open_case:
        found = pipeline.reviewed(*open_case.as_read())
        if not found:
            raise NothingReviewed(
                "Nobody has accepted, corrected or rejected a statement or an event yet. Do so on the desk's review page, or with `decide`."
            )
        if again:
            found = pipeline.read_anew(found, _readings(open_case, found))
        if as_json:
            _print_gold(open_case, found)
            return
    rows = [
        (
            t.kind,
            _WORDS.get(t.field, t.field),
            t.right,
            t.of,
            f"{100 * t.right / t.of:.0f} %",
            f"{100 * t.low:.0f}–{100 * t.high:.0f} %",
        )
        for t in pipeline.tallies(found)
        if again or t.field != "found"
    ]
    table(("of", "field", "right", "reviewed", "share", "95 in 100"), rows)
    line()
    line("The last column holds for the rest of the case only if what was reviewed was not chosen for being doubtful.")


def _readings(case: Case, found: Sequence[Judged]) -> list[Reading]:
    from secondsource.pipeline import configured
    from secondsource.read import default_reader
    from secondsource.subjects import load

    reader = configured(case) or default_reader(load(case.about.subject))
    return [reader.read(report) for report in {one.report.id: one.report for one in found}.values()]


def _print_gold(case: Case, found: Sequence[Judged]) -> None:
    from secondsource.model import Reading, Statement
    from secondsource.publish import masked_view
    from secondsource.publish.rows import mention_row, statement_row

    def masked(side: str) -> list[dict[str, object] | None]:
        """One side of each, as a row of the case in which that side is what was read."""
        reports = {one.report.id: one.report for one in found}
        items = [getattr(one, side) for one in found]
        view = masked_view(
            replace(
                case.view(),
                claims=(),
                readings=tuple(
                    Reading(
                        report=report,
                        statements=tuple(i for i in items if isinstance(i, Statement) and i.report == report.id),
                        mentions=tuple(
                            i for i in items if i is not None and not isinstance(i, Statement) and i.report == report.id
                        ),
                    )
                    for report in reports.values()
                ),
            )
        )
        statements = {s.id: statement_row(view, s) for s in view.statements}
        mentions = {m.id: mention_row(view, m) for m in view.mentions}
        return [None if i is None else (statements if isinstance(i, Statement) else mentions)[i.id] for i in items]

    json_lines(
        {"kind": one.kind, "read": was, "decided": now, "wrong": list(one.wrong)}
        for one, was, now in zip(found, masked("read"), masked("truth"), strict=True)
    )
