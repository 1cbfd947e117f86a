"""`stamp`: time stamps of captures, asked for, sent, checked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .codes import Code
from .options import DEFAULT_CASE, CaseDir, Quiet, opened
from .output import line, note, printable, wrapped

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

Certificates = Annotated[
    list[Path] | None,
    typer.Option("--certificate", metavar="FILE", help="Certificate that is relied on, in PEM; may be repeated."),
]


def stamp(
    case: CaseDir = DEFAULT_CASE,
    authority: Annotated[
        str | None,
        typer.Option(
            "--authority",
            metavar="URL",
            envvar="SECONDSOURCE_AUTHORITY",
            help="Time-stamping authority (RFC 3161) to ask. Nothing is sent to anybody else.",
            show_default=False,
        ),
    ] = None,
    later: Annotated[bool, typer.Option("--later", help="Only put the request into the queue; send nothing.")] = False,
    anew: Annotated[bool, typer.Option("--anew", help="For captures that were stamped before too.")] = False,
    check: Annotated[
        Path | None,
        typer.Option("--check", metavar="PROOF", help="Check a proof that `custody --proof` wrote; needs no case."),
    ] = None,
    original: Annotated[
        Path | None, typer.Option("--original", metavar="FILE", help="With --check: the file that it is a proof of.")
    ] = None,
    certificate: Certificates = None,
    quiet: Quiet = False,
) -> None:
    """Have an authority sign that the captures were there at this hour; one stamp serves all of them.

    Only a digest is sent, never a word of a document, and only to the authority that is named. Where no network is to be had the request waits
    in the case, and the same command sends it another day. Ends with 4 if a proof does not hold, or a request still waits.
    """
    if check is not None:
        _check(check, original, certificate)
        return
    from secondsource.pipeline import stamping
    from secondsource.watch.authority import post

    with opened(case) as open_case:
        made = stamping.ask(open_case, authority, anew=anew) if authority else None
        if made is not None and not quiet:
            note(f"A request for {_captures(made.statement.size)} is in the queue.")
        waiting = open_case.stamps.waiting()
        sent = [] if later else list(stamping.send(open_case, post))
        for item in sent:
            size, host = _captures(item.kept.statement.size), printable(item.kept.statement.authority)
            if item.token is not None:
                wrapped(f"Stamped: {size} at {item.token.at} by {host}, number {item.token.serial}.")
            else:
                wrapped(f"Waits: {size} for {host}. {printable(item.why)}")
        if not sent and not quiet:
            covered = {digest for kept in open_case.stamps.all() for digest in kept.captures}
            total = len(open_case.view().captures)
            wrapped(
                f"{len(waiting)} requests wait, {total - len(covered)} of {_captures(total)} are not stamped."
                + ("" if authority else " Nothing is sent until you name an authority: --authority URL.")
            )
    if any(item.token is None for item in sent):
        raise typer.Exit(Code.PROBLEMS)


def roots_of(files: list[Path] | None) -> tuple[Certificate, ...]:
    """The certificates in these files. Raises BadCertificate if one holds none."""
    if not files:
        return ()
    from secondsource.pipeline.stamping import certificates

    return tuple(found for file in files for found in certificates(file.read_bytes()))


def _check(file: Path, original: Path | None, certificate: list[Path] | None) -> None:
    from secondsource.model import SecondsourceError
    from secondsource.pipeline.proof import proven

    roots = roots_of(certificate)
    data = original.read_bytes() if original else None
    try:
        found = proven(file.read_bytes(), roots, data)
    except SecondsourceError as error:
        line(f"It does not hold: {printable(error)}")
        raise typer.Exit(Code.PROBLEMS) from error
    signed = "Its signature holds." if roots else "Its signature was not checked: name the authority's --certificate."
    same = "" if data is None else " The file is that capture."
    wrapped(
        f"The capture {found.capture} was there at {found.token.at}, says {printable(found.authority)}. {signed}{same}"
    )


def _captures(size: int) -> str:
    return "1 capture" if size == 1 else f"{size} captures"
