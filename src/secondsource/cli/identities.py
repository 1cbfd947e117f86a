"""`identities`: the key of an edition, written once two people have said so."""

from __future__ import annotations

import getpass
import hashlib
import sys
from pathlib import Path
from typing import IO, Annotated

import typer

from .options import DEFAULT_CASE, CaseDir, opened
from .output import note
from .permit import now, office_of

WHAT = "identities"
"""What a permit must name."""


def identities(
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="FILE", help="Where to; the file is locked in the format of age.")
    ],
    edition: Annotated[
        str,
        typer.Option("--edition", metavar="NAME", help="The edition whose letters are resolved.", show_default=False),
    ] = "",
    passphrase_stdin: Annotated[
        bool,
        typer.Option("--passphrase-stdin", help="Read the passphrase from standard input instead of asking for it."),
    ] = False,
    recipient: Annotated[
        list[str] | None,
        typer.Option(
            "--recipient", metavar="KEY", help="Lock it for this public key of age instead; may be given several times."
        ),
    ] = None,
    case: CaseDir = DEFAULT_CASE,
) -> None:
    """Write who the unnamed sources and hidden persons of an edition are, with their passages. It needs two people: see `permit`."""
    from secondsource.publish import write_whole
    from secondsource.publish.redaction.identities import identities as key_of
    from secondsource.publish.redaction.lockbox import locked
    from secondsource.store.office.two import handed_out, two_people

    with office_of(case) as (office, _):
        permit = two_people(office, WHAT, now())
        passphrase = "" if recipient else _passphrase(passphrase_stdin)
        with opened(case) as open_case:
            view = open_case.view()
        data = locked(key_of(view, edition, office.closings.all()), passphrase, recipient or ())
        # Whoever is refused the disk after this has used the permit up; whoever has the file stands in the record in any case.
        handed_out(office, permit, now(), out.name, hashlib.sha256(data).hexdigest())
        write_whole(out, lambda file: _put(file, data))
    note(f"Written to {out}, locked; `age -d` opens it. It stands in the record.")


def _passphrase(from_stdin: bool) -> str:
    return sys.stdin.readline().rstrip("\r\n") if from_stdin else getpass.getpass("Passphrase for the file: ")


def _put(file: IO[bytes], data: bytes) -> None:
    file.write(data)
