"""Options that many commands share, so that they are called and explained the same everywhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from secondsource.model import BadDate

from .completion import pack_names
from .output import note, printable

if TYPE_CHECKING:
    from secondsource.store import Case

CaseDir = Annotated[
    Path,
    # Whether it may be read is said by the case itself, with what to do about it.
    typer.Option("--case", metavar="DIR", envvar="SECONDSOURCE_CASE", readable=False, help="The case's folder."),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print no progress and no summary; errors still are.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line, instead of text.")]
SubjectName = Annotated[
    str,
    typer.Option(
        "--subject", metavar="PACK", help="Subject pack: a name, or the path of a folder.", autocompletion=pack_names
    ),
]

DEFAULT_CASE = Path("case")
DEFAULT_SUBJECT = "dprk_labour"


def opened(folder: Path) -> Case:
    """The case in that folder; says on standard error if its ledger was changed. Raises NoCase if there is none."""
    from secondsource.store import Case

    case = Case.open(folder)
    for sentence in case.faults[:1]:
        note(f"The ledger of decisions does not hold: {printable(sentence)} See `secondsource verify`.")
    return case


def day_of(text: str) -> date:
    """The day that an option names. Raises BadDate if the text is not one."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadDate(f"“{text}” is not a day. Write it as 2016-03-02.") from error
