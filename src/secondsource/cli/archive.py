"""`archive`: the original captures of a case as one web archive, for whoever may have them unmasked."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from secondsource.model import Marking, SecondsourceError, Sensitive

from .options import DEFAULT_CASE, CaseDir, Quiet, opened
from .output import note

if TYPE_CHECKING:
    from secondsource.store import About
    from secondsource.store.office import Office
    from secondsource.store.office.two import Permit

WHAT = "captures"
"""What is asked for with `secondsource permit ask`."""
SEES = frozenset(Sensitive)
"""Originals hold everything that is hidden elsewhere, so whoever hands them out needs every right."""


class NotUnmasked(SecondsourceError):
    """Original captures show everything that is masked elsewhere: names of people at risk, addresses, comments, sources. If whoever gets them may see all of that, add --unmasked, --who and --why."""


def archive(
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="FILE", help="Where to, for example case.wacz.", show_default=False)
    ],
    case: CaseDir = DEFAULT_CASE,
    unmasked: Annotated[
        bool,
        typer.Option(
            "--unmasked", help="Yes, write the originals: nothing in them is masked, and nothing can be taken back."
        ),
    ] = False,
    who: Annotated[str, typer.Option("--who", metavar="NAME", help="Who hands them out.")] = "",
    why: Annotated[str, typer.Option("--why", help="The reason; it is written into the record.")] = "",
    up_to: Annotated[
        str | None,
        typer.Option(
            "--up-to",
            metavar="MARKING",
            help="Leave out captures with reports marked more strictly (TLP).",
            show_default=False,
        ),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Write the original captures as a web archive (WACZ), that any replayer opens and `secondsource run` reads again.

    Refused unless you say --unmasked and why. Where the case has accounts, or asks for two pairs of eyes, two people must have agreed
    (`secondsource permit ask captures`). Captures with reports that are closed at the desk stay out.
    """
    from secondsource import publish
    from secondsource.publish.wacz import Packed, write_wacz
    from secondsource.store.office import Office

    at = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    office = Office(case)
    try:
        with opened(case) as open_case:
            permit = _allowed(open_case.about, office, unmasked=unmasked, who=who, why=why, at=at)
            made: list[Packed] = []
            publish.write_whole(
                out,
                lambda file: made.append(
                    write_wacz(
                        open_case.view(),
                        open_case.archive.get,
                        file,
                        closed=office.closings.all(),
                        up_to=None if up_to is None else Marking.parse(up_to),
                    )
                ),
            )
        _written_down(office, permit, out, who=who, why=why, at=at)
    finally:
        office.close()
    (packed,) = made
    if not quiet:
        left = (
            f" {packed.left_out} stayed out: they hold closed or more strictly marked reports."
            if packed.left_out
            else ""
        )
        note(f"Written to {out}: {packed.captures} captures, unmasked. Give it only to who may see all of it.{left}")
    for digest in packed.lost:
        note(f"The capture {digest} is missing or changed and is not in it; see `secondsource verify`.")


def _allowed(about: About, office: Office, *, unmasked: bool, who: str, why: str, at: str) -> Permit | None:
    """The permit of two people where the case has accounts or asks for two; None where one person's word and reason are enough.

    Raises:
        NotUnmasked: if it was not said that nothing is masked, or not why.
        TwoNeeded, NotEntitled: if two people are needed and have not agreed.
    """
    from secondsource.store.office.two import two_people

    if not unmasked:
        raise NotUnmasked
    if about.accounts or about.eyes > 1 or office.people.any():
        return two_people(office, WHAT, at, SEES)
    if not who.strip() or not why.strip():
        raise NotUnmasked(
            "Say who hands the originals out and why: --who NAME --why REASON. Both are written into the record."
        )
    return None


def _written_down(office: Office, permit: Permit | None, out: Path, *, who: str, why: str, at: str) -> None:
    from secondsource.store.office.record import Deed, Entry
    from secondsource.store.office.two import handed_out

    with out.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if permit is not None:
        handed_out(office, permit, at, out.name, digest)
        return
    more = {"file": out.name, "sha256": digest}
    office.record.add(Entry(who=who.strip(), at=at, act=Deed.TAKEN, object=WHAT, why=why.strip(), more=more))
