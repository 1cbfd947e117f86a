"""`bulk`: what concerns the subject, found and read in archives of any size, as Parquet."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .codes import Code
from .options import DEFAULT_SUBJECT, Json, Quiet, SubjectName
from .output import json_lines, line, note, printable, progress, table

if TYPE_CHECKING:
    from secondsource.bulk.engine import Engine
    from secondsource.bulk.supervisor import Summary


class Works(StrEnum):
    """What does the work."""

    LOCAL = "local"
    RAY = "ray"


def bulk(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help="WARC, WET, Parquet or JSONL files, folders, quoted patterns, addresses (s3://...).",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path,
        typer.Option("--out", "-o", metavar="DIR", help="Where to; the same again goes on there.", show_default=False),
    ],
    subject: SubjectName = DEFAULT_SUBJECT,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, help="Parts worked on at a time; one per processor if not given.")
    ] = None,
    engine: Annotated[Works, typer.Option("--engine", help="This machine, or a cluster.")] = Works.LOCAL,
    address: Annotated[
        str | None, typer.Option("--address", metavar="HOST:PORT", help="Of the cluster; with --engine ray.")
    ] = None,
    threshold: Annotated[
        float | None,
        typer.Option("--threshold", help="Score from which a text is kept.", show_default="the sieve's own"),
    ] = None,
    seconds: Annotated[
        float, typer.Option("--seconds", min=0, help="A document may take so long; 0: any time.")
    ] = 60.0,
    memory: Annotated[
        int, typer.Option("--memory", min=0, metavar="MB", help="A document may take so much memory; 0: any.")
    ] = 2000,
    copies: Annotated[bool, typer.Option("--copies", help="Find near-copies among what was kept, too.")] = False,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Find what concerns the subject in archives of any size, read it, and write it as Parquet.

    Safe to interrupt and to repeat: finished parts are not done again. `secondsource run DIR` takes what was found into a case.
    """
    from secondsource.bulk.supervisor import Supervisor, ordered

    order = ordered(out, subject, threshold=threshold, seconds=seconds, megabytes=memory)
    working = _engine(engine, workers, address)
    try:
        with progress(quiet=quiet) as tell:
            summary = Supervisor(order, working, tell).run(inputs)
            if copies:
                _find_copies(out, working)
    finally:
        working.close()
    _report(summary, out, quiet=quiet, as_json=as_json)
    if summary.aside or summary.failed:
        raise typer.Exit(Code.SET_ASIDE)


def _engine(engine: Works, workers: int | None, address: str | None) -> Engine:
    if engine is Works.RAY:
        from secondsource.bulk.ray_engine import RayEngine

        return RayEngine(workers, address)
    from secondsource.bulk.local_engine import LocalEngine

    known = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return LocalEngine(workers or known, preload=["secondsource.bulk.work", "secondsource.read.prose"])


def _find_copies(out: Path, engine: Engine) -> None:
    from secondsource.bulk.copies import near_copies
    from secondsource.bulk.folder import COPIES, PARTS

    near_copies(sorted((out / PARTS).glob("*.parquet")), out / COPIES, engine)


def _report(summary: Summary, out: Path, *, quiet: bool, as_json: bool) -> None:
    counts = summary.counts
    if as_json:
        failed = [{"address": address, "reason": reason} for address, reason in summary.failed]
        told = {"parts": summary.slices, "before": summary.before, "set_aside": summary.aside, "failed": failed}
        json_lines([{"out": str(out), **told, **dict(sorted(counts.items()))}])
        return
    for address, reason in summary.failed:
        note(f"not read: {printable(address)}: {printable(reason)}")
    if quiet:
        return
    rows = [(name, f"{counts[key]:,}") for key, name in _SHOWN]
    table(("what", "how many"), [*rows, ("set aside", f"{summary.aside:,}")])
    done = f"{summary.slices - len(summary.failed):,} of {summary.slices:,} parts are done"
    line(f"{done}, {summary.before:,} of them by an earlier run. Take them into a case: secondsource run {out}")


_SHOWN = (
    ("documents", "documents"),
    ("extracted", "whose text was taken out"),
    ("kept", "kept by the sieve"),
    ("reports", "reports in them"),
    ("read", "reports read"),
    ("statements", "statements"),
    ("mentions", "mentions of events"),
)
