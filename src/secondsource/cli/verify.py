"""`verify`: the case held against itself."""

from __future__ import annotations

from typing import Annotated

import typer

from .codes import Code
from .options import DEFAULT_CASE, CaseDir, Json, Quiet, opened
from .output import json_lines, line, printable, progress
from .stamp import Certificates, roots_of


def verify(
    case: CaseDir = DEFAULT_CASE,
    certificate: Certificates = None,
    derived: Annotated[
        bool,
        typer.Option(
            "--derived", help="Also derive everything again, beside the case, and compare. Takes as long as `rebuild`."
        ),
    ] = False,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Re-hash every capture and list, re-walk the log of custody and the ledger's chain, re-check time stamps and every span. Ends with 4 if anything is wrong."""
    from secondsource import pipeline
    from secondsource.model.codec import plain

    roots = roots_of(certificate)
    counted = {"captures": 0, "custody": 0, "stamps": 0, "lists": 0, "decisions": 0, "spans": 0}
    with opened(case) as open_case, progress(quiet=quiet) as tell:

        def count(what: str, done: int, total: int) -> None:
            counted[what] = total
            tell(what, done, total)

        problems = pipeline.verify(open_case, count, roots=roots)
        if derived:
            from secondsource.pipeline.check import Problem
            from secondsource.pipeline.check_again import otherwise

            problems += [
                Problem(kind="derived", object=k, sentence=said) for k, said in otherwise(open_case, progress=tell)
            ]
    if as_json:
        json_lines(plain(problem) for problem in problems)
    else:
        for problem in problems:
            line(f"{problem.kind}: {printable(problem.sentence)}")
        if not problems and not quiet:
            line("All is well: every capture, decision and span is as it should be.")
    if not quiet and not as_json:
        lists = f"{counted['lists']} lists against theirs, " if counted["lists"] else ""
        signed = "" if roots else ", but not by whom they are signed (--certificate)"
        stamps = (
            f"{counted['stamps']} time stamp{'s' if counted['stamps'] > 1 else ''}{signed}, "
            if counted["stamps"]
            else ""
        )
        line(
            f"Checked: {counted['captures']} captures against their digests, {counted['custody']} entries of the log of custody, {stamps}{lists}{counted['decisions']} decisions against their "
            f"chain, {counted['spans']} reports and every span in what was read in them and derived from them."
        )
        if problems:
            line(f"Wrong: {len(problems)}.")
    if problems:
        raise typer.Exit(Code.PROBLEMS)
