"""`verify`: the case held against itself, or a dossier against its manifest and the case."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .checkpoint import read_checkpoint
from .codes import Code
from .options import DEFAULT_CASE, CaseDir, Json, Quiet, opened
from .output import json_lines, line, printable, progress
from .stamp import Certificates, roots_of


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
    certificate: Certificates = None,
    checkpoint: Annotated[
        list[Path] | None,
        typer.Option(
            "--checkpoint",
            metavar="FILE",
            help="Hold the case against a checkpoint too; its signature is FILE.sig. May be repeated.",
            show_default=False,
        ),
    ] = None,
    signer: Annotated[
        Path | None,
        typer.Option(
            "--signer",
            metavar="FILE",
            help="Public SSH keys, one a line: each --checkpoint must be signed by one of them.",
            show_default=False,
        ),
    ] = None,
    derived: Annotated[
        bool,
        typer.Option(
            "--derived", help="Also derive everything again, beside the case, and compare. Takes as long as `rebuild`."
        ),
    ] = False,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Re-hash every capture and list, re-walk the log of custody and the ledger's chain, re-check time stamps and every span. Ends with 4 if anything is wrong.

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

    roots = roots_of(certificate)
    if signer is not None and not checkpoint:
        raise typer.BadParameter("A signer belongs to a checkpoint: name the checkpoint, too.")
    points = [read_checkpoint(file, signer) for file in checkpoint or ()]
    counted = {"captures": 0, "custody": 0, "stamps": 0, "lists": 0, "decisions": 0, "spans": 0}
    with opened(case) as open_case, progress(quiet=quiet) as tell:

        def count(what: str, done: int, total: int) -> None:
            counted[what] = total
            tell(what, done, total)

        problems = pipeline.verify(open_case, count, roots=roots, checkpoints=points)
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
        held = (
            f"{len(points)} checkpoint{'s' if len(points) > 1 else ''}{'' if signer else ', but not by whom they are signed (--signer)'}, "
            if points
            else ""
        )
        lists = f"{counted['lists']} lists against theirs, " if counted["lists"] else ""
        signed = "" if roots else ", but not by whom they are signed (--certificate)"
        stamps = (
            f"{counted['stamps']} time stamp{'s' if counted['stamps'] > 1 else ''}{signed}, "
            if counted["stamps"]
            else ""
        )
        line(
            f"Checked: {counted['captures']} captures against their digests, {counted['custody']} entries of the log of custody, {stamps}{held}{lists}{counted['decisions']} decisions against their "
            f"chain, {counted['spans']} reports and every span in what was read in them and derived from them."
        )
        if problems:
            line(f"Wrong: {len(problems)}.")
    if problems:
        raise typer.Exit(Code.PROBLEMS)
