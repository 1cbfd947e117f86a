"""`translate`: a translation of a report, kept beside the original and tied to it."""

from __future__ import annotations

import json
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from secondsource.model import SecondsourceError

from .codes import Code
from .mark import one_report
from .options import DEFAULT_CASE, CaseDir, Quiet, opened
from .output import printable, progress, wrapped

if TYPE_CHECKING:
    from secondsource.model import Report


class NoTranslation(SecondsourceError):
    """The translation cannot be used. Give a text file that holds it, and say who made it."""


def translate(
    report: Annotated[
        str, typer.Argument(metavar="REPORT", help="The original: a report's name or id.", show_default=False)
    ],
    file: Annotated[
        Path,
        typer.Option("--file", metavar="TRANSLATION", readable=False, help="A text file with the translation alone."),
    ],
    translator: Annotated[
        str,
        typer.Option(
            "--translator", metavar="NAME", help="Who translated, as it may be shown: initials, an office, a program."
        ),
    ],
    machine: Annotated[bool, typer.Option("--machine", help="A program made it.")] = False,
    language: Annotated[
        str, typer.Option("--language", metavar="CODE", help="Language of the translation, as in en; else it is found.")
    ] = "",
    case: CaseDir = DEFAULT_CASE,
    quiet: Quiet = False,
) -> None:
    """Put a translation beside a report, so that what it says can be read and weighed.

    The translation is a report of its own that *translates* the original. The two are never more than one origin. The original stays as it is.
    """
    from secondsource import pipeline

    if not translator.strip():
        raise NoTranslation("Say who translated: --translator NAME. Initials or an office will do.")
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise NoTranslation(f"{file} cannot be read as text. Give a UTF-8 text file with the translation.") from error
    if not text.strip():
        raise NoTranslation(f"{file} is empty. Give a text file that holds the translation.")
    with opened(case) as open_case:
        original = one_report(open_case.view(), report)
        body = as_input(original, text, translator.strip(), machine=machine, language=language.strip())
        with tempfile.TemporaryDirectory() as folder, progress(quiet=quiet) as tell:
            path = Path(folder) / f"translation-of-{original.id}.json"
            path.write_text(json.dumps(body, ensure_ascii=False, sort_keys=True, indent=1), encoding="utf-8")
            result = pipeline.run(
                open_case, [path], now=datetime.now(UTC), reader=pipeline.configured(open_case), progress=tell
            )
    if not quiet:
        what = "was there already" if not result.reports else "stands beside it"
        wrapped(f"The translation of {printable(original.name)} {what}. `secondsource show` tells what follows.")
    if result.set_aside:
        raise typer.Exit(Code.SET_ASIDE)


def as_input(original: Report, text: str, translator: str, *, machine: bool, language: str) -> dict[str, Any]:
    """The translation as a report that carries its own metadata: of the original's outlet and day, with its translator."""
    out: dict[str, Any] = {
        "id": f"{original.name} (translation)",
        "translation_of": original.id,
        "translator": translator,
        "machine": machine,
        "text": text,
    }
    if language:
        out["language"] = language
    if original.outlet is not None:
        out["outlet"] = original.outlet.value
    if original.published is not None:
        out["published"] = original.published.value
    return out
