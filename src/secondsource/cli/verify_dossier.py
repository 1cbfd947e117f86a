"""`verify DOSSIER`: a dossier held against its manifest, and against the case."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from secondsource.model import SecondsourceError
from secondsource.model.codec import plain

from .codes import Code
from .options import opened
from .output import json_lines, line, printable

if TYPE_CHECKING:
    from secondsource.store import Case


class NoManifest(SecondsourceError):
    """There is no manifest beside the dossier. Name it with --manifest, or ask whoever gave you the dossier for it."""


def verify_dossier(dossier: Path, manifest: Path | None, case: Path | None, *, quiet: bool, as_json: bool) -> None:
    """Prints what does not agree, and ends with 4 if anything does not.

    Args:
        dossier: the file.
        manifest: its manifest; None for the one beside it.
        case: the folder of the case, or None.
        quiet: print faults alone.
        as_json: print them as JSON.

    Raises:
        NoManifest: if there is none.
    """
    from secondsource import publish

    beside = manifest or dossier.with_name(f"{dossier.name}.manifest.json")
    data = dossier.read_bytes()
    if not beside.is_file():
        raise NoManifest(
            f"There is no manifest {beside.name} beside the dossier. Name it with --manifest, or ask whoever gave you the dossier for it."
        )
    told = publish.read_manifest(beside.read_bytes())
    if case is None:
        found = publish.check(data, told)
    else:
        with opened(case) as open_case:
            found = publish.check(data, told, open_case.view(), lambda digest: _whole(open_case, digest))
    if as_json:
        json_lines(plain(fault) for fault in found.faults)
    else:
        for fault in found.faults:
            line(f"{fault.kind}: {printable(fault.sentence)}")
        if not found.faults and not quiet:
            line(
                "The dossier is as it was written."
                if case is None
                else f"The dossier is as it was written, and the words of its {found.notes} notes are those of the case."
            )
        if found.again is False and not quiet:
            line("Written anew, the dossier would read otherwise: the case, or the program, has changed since.")
        elif found.again and not quiet:
            line("Written anew from the case, it is the same byte for byte.")
        if case is None and not quiet:
            line("Against the case nothing was checked: name it with --case to compare the words of the notes.")
    if found.faults:
        raise typer.Exit(Code.PROBLEMS)


def _whole(case: Case, digest: str) -> bool:
    from secondsource.store.errors import LostCapture

    try:
        case.archive.get(digest)
    except LostCapture:
        return False
    return True
