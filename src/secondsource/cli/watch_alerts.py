"""`watch alerts`: what was told of a case."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any

import typer

from secondsource.model import BadDate

from .options import DEFAULT_CASE, CaseDir, opened
from .output import json_lines, line, printable, wrapped


class Shown(StrEnum):
    """How alerts are printed."""

    TEXT = "text"
    JSON = "json"


def alerts(
    since: Annotated[
        str, typer.Option("--since", metavar="TIME", help="Only later ones: a day (2026-03-02) or an instant in UTC.")
    ] = "",
    every: Annotated[bool, typer.Option("--all", help="Also what is told only to who asks for it by name.")] = False,
    most: Annotated[int, typer.Option("--most", min=1, max=10_000, help="How many at most, the latest first.")] = 50,
    shown: Annotated[Shown, typer.Option("--format", help="text, or json: one object a line.")] = Shown.TEXT,
    case: CaseDir = DEFAULT_CASE,
) -> None:
    """List the alerts of a case, the latest first: what was, what is, because of which report.

    The command line works on the whole case: what a closed report explains is among them.
    """
    from secondsource.store.watching import Watching
    from secondsource.subjects import load
    from secondsource.watch.alerts.alert import alert_of
    from secondsource.watch.alerts.audience import DESK
    from secondsource.watch.alerts.kinds import Level
    from secondsource.watch.alerts.letter import row_of
    from secondsource.watch.alerts.words import LEVELS, said

    with opened(case) as open_case, Watching(case) as watching:
        pack = load(open_case.about.subject)
        found = watching.alerts.listed(DESK, since=_instant(since), most=most)
        told = [(kept, alert_of(kept)) for kept in found if every or kept.level != Level.ASKED]
        if shown is Shown.JSON:
            rows: list[dict[str, Any]] = [
                {"at": kept.at, **row_of(kept.id, alert, said(alert, pack))} for kept, alert in told
            ]
            json_lines(rows)
            return
        for kept, alert in told:
            words = said(alert, pack)
            line(f"{kept.at}  {LEVELS[alert.level]}  {printable(words.title)}  [{alert.claim or 'law'}]")
            for change in words.changes:
                wrapped(f"  {change.name}. {printable(change.text)}")
                for item in change.because:
                    wrapped(f"    because of {printable(item.named)} [{item.cause.reference}]")
        if not told:
            line("Nothing was told" + (f" since {since}." if since else " yet."))


def _instant(text: str) -> str:
    """An instant as the case writes its own; empty if none is named."""
    if not text:
        return ""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadDate(
            f"“{text}” is no time. Write a day as 2026-03-02, or an instant as 2026-03-02T09:30:00Z."
        ) from error
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
