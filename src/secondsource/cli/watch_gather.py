"""`watch gather`: asks for what is due, once."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from .codes import Code
from .options import DEFAULT_CASE, CaseDir, Json, Quiet, opened
from .output import json_lines, line, note, note_aside, printable, progress
from .run import Wait, Workers

if TYPE_CHECKING:
    from secondsource.watch.gathered import Gathered
    from secondsource.watch.stopping import Stop

_NAMED = 20
"""Addresses of one sort that are named one by one."""


def gather(
    case: CaseDir = DEFAULT_CASE,
    most: Annotated[
        int, typer.Option("--most", min=1, help="Pages to fetch at most; the others are left for the next time.")
    ] = 1000,
    delay: Annotated[
        float,
        typer.Option(
            "--delay",
            min=0.0,
            metavar="SECONDS",
            help="Rest between two questions to one site, if it asks for no more.",
        ),
    ] = 2.0,
    workers: Workers = None,
    wait: Wait = 60.0,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Ask for what is due of everything that is watched, and take what is new or changed into the case.

    Safe to interrupt and to repeat: what was fetched is not fetched again. Ctrl-C ends it after the answers under way, a second one at once.
    """
    from secondsource import pipeline
    from secondsource.store.watching import Watching
    from secondsource.watch.fetch import Fetcher, Manners
    from secondsource.watch.gather import gather as gathered
    from secondsource.watch.loop.once import LOCK
    from secondsource.watch.stopping import Stop

    stop = Stop()
    # One at a time: two that go round at once would ask each server twice.
    with (
        opened(case) as open_case,
        open_case.alone(name=LOCK),
        Watching(case) as room,
        stopping(stop),
        progress(quiet=quiet) as tell,
    ):
        fetcher = Fetcher(room.hosts, replace(Manners(), most=most, delay=delay), sleep=stop.sleep)
        got = gathered(
            open_case,
            room,
            fetcher=fetcher,
            stop=stop,
            tell=tell,
            reader=pipeline.configured(open_case),
            workers=workers,
            wait=wait,
        )
    _report(got, case, quiet=quiet, as_json=as_json)
    if got.stopped:
        raise typer.Exit(Code.INTERRUPTED)
    if got.set_aside:
        raise typer.Exit(Code.SET_ASIDE)


@contextmanager
def stopping(stop: Stop) -> Iterator[None]:
    """The first Ctrl-C, or an ordinary request to end, ends it at the next whole step; a second Ctrl-C at once."""

    def asked(number: int, frame: FrameType | None) -> None:
        del frame
        if stop() and number == signal.SIGINT:
            raise KeyboardInterrupt
        stop.set()
        note("Stopping after the answers under way. Nothing is lost.")

    before = {number: signal.signal(number, asked) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _report(got: Gathered, case: Path, *, quiet: bool, as_json: bool) -> None:
    if as_json:
        json_lines(
            [
                {
                    **{
                        name: [
                            {"url": c.url, "source": c.source, "capture": c.capture or None, "why": c.why or None}
                            for c in items
                        ]
                        for name, items in (
                            ("new", got.new),
                            ("changed", got.changed),
                            ("gone", got.gone),
                            ("failed", got.failed),
                        )
                    },
                    "seen_again": got.seen_again,
                    "left": got.left,
                    "stopped": got.stopped,
                    "captures": got.captures,
                    "reports": got.reports,
                    "claims": got.claims,
                    "set_aside": len(got.set_aside),
                }
            ]
        )
        return
    note_aside(got.set_aside)
    if quiet:
        return
    if not got.came and not got.captures:
        line(f"Nothing is due. {got.left} pages wait." if got.left else "Nothing is due.")
        return
    for title, items in (("new", got.new), ("changed", got.changed), ("gone", got.gone), ("not had", got.failed)):
        for item in items[:_NAMED]:
            line(f"{title}: {printable(item.url)}{f' - {printable(item.why)}' if item.why else ''}")
        if len(items) > _NAMED:
            line(f"{title}: {len(items) - _NAMED} more; `secondsource watch log` names them.")
    line(
        f"{len(got.new)} new, {len(got.changed)} changed, {len(got.gone)} gone, {got.seen_again} as before, "
        f"{len(got.failed)} not had; {got.captures} new captures, {got.reports} new reports in {case}."
        + (f" {got.left} pages are left for the next time." if got.left else "")
    )
