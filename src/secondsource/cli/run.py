"""`run` and `rebuild`: everything from bytes to findings."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from secondsource.model import SecondsourceError

from .codes import Code
from .completion import pack_names
from .options import DEFAULT_CASE, DEFAULT_SUBJECT, CaseDir, Json, Quiet, opened
from .output import json_lines, line, note_aside, printable, progress

if TYPE_CHECKING:
    from secondsource.pipeline import Progress, RunResult
    from secondsource.store import Case

Workers = Annotated[
    int | None,
    typer.Option(
        "--workers",
        min=1,
        help="Processes that take documents apart (four at most if not given), then those that read; one per processor if not given.",
    ),
]
Wait = Annotated[
    float,
    typer.Option(
        "--wait",
        min=0,
        metavar="SECONDS",
        help="How long to wait for another program on the case; at least an hour on a server.",
    ),
]


class OtherSubject(SecondsourceError):
    """The case is about another subject. Make a case of its own with --case DIR."""


class NothingToRead(SecondsourceError):
    """None of these paths holds a file. Check their spelling, or put the documents there."""


def run(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH",
            readable=False,
            help="Files, folders, quoted patterns, or what `bulk` wrote.",
            show_default=False,
        ),
    ],
    case: CaseDir = DEFAULT_CASE,
    subject: Annotated[
        str | None,
        typer.Option(
            "--subject",
            autocompletion=pack_names,
            metavar="PACK",
            help=f"Subject of a new case: a pack's name or folder; {DEFAULT_SUBJECT} if not given.",
        ),
    ] = None,
    title: Annotated[str, typer.Option("--title", help="What to call a new case.")] = "",
    database: Annotated[
        str,
        typer.Option(
            "--database",
            metavar="URL",
            help="Where a new case that a team shares keeps its tables: postgresql://USER@HOST/NAME, without a password; in the folder if not given.",
            show_default=False,
        ),
    ] = "",
    captures: Annotated[
        str,
        typer.Option(
            "--captures",
            metavar="URL",
            help="Where a new case keeps its originals: s3://BUCKET/PREFIX or file:///PATH, without a key; in the folder if not given.",
            show_default=False,
        ),
    ] = "",
    workers: Workers = None,
    wait: Wait = 0.0,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Take documents into a case: collect, read, join, trace, weigh, check against the law.

    Safe to interrupt and to repeat: a second run of the same input does nothing.
    """
    from secondsource import pipeline
    from secondsource.store import Case

    now = datetime.now(UTC)
    stamp = now.isoformat(timespec="seconds").replace("+00:00", "Z")
    pack = _named(subject or DEFAULT_SUBJECT)
    _something_there(paths)
    with Case.open_or_create(
        case, now=stamp, subject=pack, title=title, database=database, captures=captures
    ) as open_case:
        if subject is not None and open_case.about.subject != pack:
            raise OtherSubject(f"The case {case} is about {open_case.about.subject}. Make another case for {subject}.")
        reader = pipeline.configured(open_case)
        with progress(quiet=quiet) as tell:
            files, taken, reports = _from_bulk(
                open_case, paths, stamp, tell, reuse=reader is None, workers=workers, wait=wait
            )
            result = pipeline.run(open_case, files, now=now, reader=reader, progress=tell, workers=workers, wait=wait)
            result = replace(result, captures=result.captures + taken, reports=result.reports + reports)
        _report(result, case, quiet=quiet, as_json=as_json)
    if result.set_aside:
        raise typer.Exit(Code.SET_ASIDE)


def _something_there(paths: list[Path]) -> None:
    """Raises NothingToRead if there is nothing to read at all, before a case is made for it."""
    from secondsource.collect import walk

    first = next(iter(walk(paths)), None)
    if first is None or (len(paths) == 1 and getattr(first, "error", "") == "NothingThere"):
        raise NothingToRead(
            f"{', '.join(printable(path) for path in paths[:3])}: there is no file to read. Check the spelling, or put the documents there."
        )


def _from_bulk(
    case: Case, paths: list[Path], at: str, tell: Progress, *, reuse: bool, workers: int | None, wait: float
) -> tuple[list[Path], int, int]:
    """Takes what `secondsource bulk` has written into the case; the other paths, and how many captures and reports were new."""
    from secondsource.bulk.folder import is_bulk

    written = [path for path in paths if path.is_dir() and is_bulk(path)]
    captures = reports = 0
    for folder in written:
        from secondsource.bulk.taking import take

        taken = take(case, folder, at=at, progress=tell, reuse=reuse, workers=workers, wait=wait)
        captures, reports = captures + taken.captures, reports + taken.reports
    return [path for path in paths if path not in written], captures, reports


def _named(subject: str) -> str:
    """The subject as the case will remember it, wherever it is asked from. Raises BadPack if there is no such pack."""
    from secondsource.subjects import load

    name = str(Path(subject).resolve()) if "/" in subject else subject
    load(name)
    return name


def rebuild(
    case: CaseDir = DEFAULT_CASE, workers: Workers = None, wait: Wait = 0.0, quiet: Quiet = False, as_json: Json = False
) -> None:
    """Derive everything again from captures, subject pack and decisions; the result is the same, byte for byte."""
    from secondsource import pipeline

    with opened(case) as open_case:
        reader = pipeline.configured(open_case)
        with progress(quiet=quiet) as tell:
            result = pipeline.rebuild(
                open_case, now=datetime.now(UTC), reader=reader, progress=tell, workers=workers, wait=wait
            )
        _report(result, case, quiet=quiet, as_json=as_json)
    if result.set_aside:
        raise typer.Exit(Code.SET_ASIDE)


def _report(result: RunResult, case: Path, *, quiet: bool, as_json: bool) -> None:
    if as_json:
        from secondsource.model.codec import plain

        json_lines([plain(result)])
        return
    if not quiet:
        seconds = sum(result.timings.values())
        if result.idle:
            line(f"Nothing new: the case {case} holds all of this already. {result.claims} claims.")
        else:
            line(
                f"{result.captures} new captures, {result.reports} new reports, {result.read} reports read, "
                f"{result.claims} claims in {case} ({seconds:.1f} s)."
            )
    note_aside(result.set_aside)
