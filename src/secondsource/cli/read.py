"""`read`: one text in, what is said in it out; no case needed and none touched."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from .options import DEFAULT_SUBJECT, SubjectName
from .output import json_lines, rows_of


def read(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A document of any kind that `run` takes; - for standard input.")
    ],
    published: Annotated[
        str | None,
        typer.Option("--published", metavar="DATE", help="When it was published (EDTF), if it does not say so."),
    ] = None,
    outlet: Annotated[
        str | None, typer.Option("--outlet", metavar="NAME", help="Who published it, if it does not say so.")
    ] = None,
    subject: SubjectName = DEFAULT_SUBJECT,
) -> None:
    """Print the statements and mentions of one text as JSON lines, with offsets into that text. Personal data are masked.

    The first line of each report in the file describes it and gives its text, masked at equal length, so that offsets fit.
    """
    from secondsource import collect
    from secondsource.model import How, Known, PartialDate
    from secondsource.read import default_reader
    from secondsource.store import CaseView
    from secondsource.subjects import load

    pack = load(subject)
    data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    reader = default_reader(pack)
    readings = []
    for report in collect.read_capture(data, file.name, pack):
        if published is not None:
            day = PartialDate(published).text
            report = replace(report, published=Known(value=day, how=How.GIVEN, why="given on the command line"))
        if outlet is not None:
            report = replace(report, outlet=Known(value=outlet, how=How.GIVEN, why="given on the command line"))
        readings.append(reader.read(report))
    view = CaseView(id="", title="", created="", subject=subject, readings=tuple(readings))
    for kind, what in (("report", "reports"), ("statement", "statements"), ("mention", "mentions")):
        json_lines({"kind": kind, **row} for row in rows_of(view, what))
