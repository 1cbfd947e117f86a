"""`verify`: the case held against itself, or a dossier against its manifest and the case."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .codes import Code
from .options import DEFAULT_CASE, CaseDir, Json, Quiet, opened
from .output import json_lines, line, printable, progress


def verify(
    ctx: typer.Context,
    dossier: Annotated[
        Path | None,
        typer.Argument(metavar="[DOSSIER]", help="A dossier to check instead of the case.", show_default=False),
    ] = None,
    case: CaseDir = DEFAULT_CASE,
    manifest: Annotated[
        Path | None,
        typer.Option(
            "--manifest",
            metavar="FILE",
            help="The dossier's manifest; by default the one beside it.",
            show_default=False,
        ),
    ] = None,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Re-hash every capture and list, re-walk the ledger's chain, re-check every span. Ends with 4 if anything is wrong.

    With a DOSSIER: whether it was changed since it was written; with --case also whether the words of its notes are still those of the case.
    """
    if dossier is not None:
        from .verify_dossier import verify_dossier

        source = ctx.get_parameter_source("case")
        asked = source is not None and source.name != "DEFAULT"
        verify_dossier(dossier, manifest, case if asked else None, quiet=quiet, as_json=as_json)
        return
    if manifest is not None:
        raise typer.BadParameter("A manifest belongs to a dossier: name the dossier, too.")
    from secondsource import pipeline
    from secondsource.model.codec import plain

    counted = {"captures": 0, "lists": 0, "decisions": 0, "spans": 0}
    with opened(case) as open_case, progress(quiet=quiet) as tell:

        def count(what: str, done: int, total: int) -> None:
            counted[what] = total
            tell(what, done, total)

        problems = pipeline.verify(open_case, count)
    if as_json:
        json_lines(plain(problem) for problem in problems)
    else:
        for problem in problems:
            line(f"{problem.kind}: {printable(problem.sentence)}")
        if not problems and not quiet:
            line("All is well: every capture, decision and span is as it should be.")
    if not quiet and not as_json:
        lists = f"{counted['lists']} lists against theirs, " if counted["lists"] else ""
        line(
            f"Checked: {counted['captures']} captures against their digests, {lists}{counted['decisions']} decisions against their "
            f"chain, {counted['spans']} reports and every span in what was read in them and derived from them."
        )
        if problems:
            line(f"Wrong: {len(problems)}.")
    if problems:
        raise typer.Exit(Code.PROBLEMS)
