"""`watch` itself: fetches, takes in, derives and tells, once or until it is stopped."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from secondsource.model import SecondsourceError

from .options import opened
from .output import json_lines, line, note
from .watch_gather import stopping

if TYPE_CHECKING:
    from secondsource.store import Case
    from secondsource.store.watching import Watching
    from secondsource.watch.loop import Pass
    from secondsource.watch.stopping import Stop

Once = Annotated[bool, typer.Option("--once", help="Make one pass and end: for cron, or a timer of the system.")]
Every = Annotated[float, typer.Option("--every", min=1, metavar="SECONDS", help="How long to rest between two passes.")]
DEFAULT_EVERY = 900.0
WAIT = 60.0
"""Seconds to wait for another program that works on the case."""


def run(case: Path, *, once: bool, every: float, quiet: bool, as_json: bool) -> None:
    """Watches a case: one pass, or passes until somebody asks for the end."""
    from secondsource import pipeline
    from secondsource.store.watching import Watching
    from secondsource.watch.loop import Stopped, steady, watched
    from secondsource.watch.loop import once as one_pass
    from secondsource.watch.stopping import Stop

    stop = Stop()
    with opened(case) as open_case, Watching(case) as watching, watched(open_case), stopping(stop):
        reader = pipeline.configured(open_case)
        gather = gathering(open_case, watching, stop)

        def one() -> Pass:
            return one_pass(open_case, now=_now, gather=gather, reader=reader, stopped=stop)

        def heard(made: Pass) -> None:
            tell(made, quiet=quiet, as_json=as_json)

        if once:
            try:
                heard(one())
            except Stopped:
                return
        else:
            if not quiet and not as_json:
                line(f"Watching {case}, every {every:,.0f} s. Ctrl-C ends it.")
            steady(one, every=every, stop=stop, heard=heard, trouble=_trouble)


def gathering(case: Case, watching: Watching, stop: Stop) -> Callable[[], int]:
    """What asks for all that is due of what the case watches, and takes it in; how many captures came. What follows from them is derived later."""

    def gathered() -> int:
        from secondsource.watch.fetch import Fetcher
        from secondsource.watch.gather import gather

        fetcher = Fetcher(watching.hosts, sleep=stop.sleep)
        found = gather(case, watching, fetcher=fetcher, stop=stop, wait=WAIT, derive=False)
        if found.failed:
            what = "1 address" if len(found.failed) == 1 else f"{len(found.failed)} addresses"
            note(f"{what} could not be had; `secondsource watch log` says why.")
        return found.captures

    return gathered


def tell(made: Pass, *, quiet: bool, as_json: bool) -> None:
    """Says what came of a pass, where something came of it."""
    from secondsource.watch.alerts.audience import DESK

    # each is kept once for every audience; who sits at the machine sees everything
    told, sent = [kept for kept in made.told if kept.audience == DESK], made.delivered
    if as_json:
        row = {
            "gathered": made.gathered,
            "reports": made.run.reports,
            "read": made.run.read,
            "claims": made.run.claims,
            "alerts": [kept.id for kept in told],
            "sent": sent.sent,
            "failed": sent.failed,
            "given_up": sent.given_up,
            "withheld": sent.withheld,
        }
        json_lines([row])
        return
    if sent.failed or sent.given_up:
        note(
            f"{sent.failed} messages could not be sent and are tried again, {sent.given_up} were given up; "
            "`secondsource watch tell list` says why."
        )
    if quiet:
        return
    now = sum(kept.level == "now" for kept in told)
    line(
        f"{_now():%Y-%m-%d %H:%M} UTC: {made.gathered} captures fetched, {made.run.read} reports read, "
        f"{len(told)} alerts ({now} that matter now), {sent.sent} messages sent."
    )


def _trouble(error: SecondsourceError) -> None:
    note(f"secondsource: {error} The watch goes on.")


def _now() -> datetime:
    return datetime.now(UTC)
