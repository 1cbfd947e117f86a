"""`read`: one text in, what is said in it out; no case needed and none touched."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .codes import Code
from .options import DEFAULT_SUBJECT, Json, SubjectName
from .output import json_lines, note_aside, rows_of

if TYPE_CHECKING:
    from secondsource.model import SetAside


def read(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", readable=False, help="A document of any kind that `run` takes; - for standard input."
        ),
    ],
    published: Annotated[
        str | None,
        typer.Option("--published", metavar="DATE", help="When it was published (EDTF), if it does not say so."),
    ] = None,
    outlet: Annotated[
        str | None, typer.Option("--outlet", metavar="NAME", help="Who published it, if it does not say so.")
    ] = None,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain", help="Mark speakers, cues and contents, and say which rule or model found each and how sure."
        ),
    ] = False,
    subject: SubjectName = DEFAULT_SUBJECT,
    as_json: Json = False,
) -> None:
    """Print the statements and mentions of one text as JSON lines, with offsets into that text. Personal data are masked.

    The first line of each report in the file describes it and gives its text, masked at equal length, so that offsets fit.
    With --explain the same is told to a person instead; --explain --json gives that as one JSON object a report.
    """
    from secondsource import collect
    from secondsource.model import BadDate, How, Known, PartialDate
    from secondsource.pipeline import confined
    from secondsource.store import CaseView
    from secondsource.subjects import load

    # What is wrong with the command is said before anything is read.
    try:
        day = PartialDate(published).text if published is not None else None
    except BadDate as error:
        raise BadDate(f"{error} For --published write 2016-06-08, 2016-06, 2016 or another EDTF date.") from error
    pack = load(subject)
    name = "standard input" if str(file) == "-" else file.name
    # a pipe or a device may never end
    with nullcontext(sys.stdin.buffer) if str(file) == "-" else file.open("rb") as stream:
        data = stream.read(collect.MAX_BYTES + 1)
    if len(data) > collect.MAX_BYTES:
        raise collect.TooLarge
    found = confined.read_capture(data, name, pack)
    from secondsource.read.remote import reader_from

    reader = reader_from(None, os.environ, pack)
    readings = []
    for report in found:
        if day is not None:
            report = replace(report, published=Known(value=day, how=How.GIVEN, why="given on the command line"))
        if outlet is not None:
            report = replace(report, outlet=Known(value=outlet, how=How.GIVEN, why="given on the command line"))
        readings.append(reader.read(report))
    if explain:
        from rich.console import Console

        from .explain import print_explained

        for reading in readings:
            print_explained(reading, Console(), as_json=as_json)
        _lost(found.set_aside)
        return
    view = CaseView(id="", title="", created="", subject=subject, readings=tuple(readings))
    for kind, what in (("report", "reports"), ("statement", "statements"), ("mention", "mentions")):
        json_lines({"kind": kind, **row} for row in rows_of(view, what))
    _lost(found.set_aside)


def _lost(parts: Sequence[SetAside]) -> None:
    """Says which parts could not be read, and ends with the exit code for that if there are any."""
    note_aside(parts)
    if parts:
        raise typer.Exit(Code.SET_ASIDE)
