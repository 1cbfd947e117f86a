"""`search`: full text, with the sentence that answers."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from .options import DEFAULT_CASE, CaseDir, Quiet, opened
from .output import json_lines, line, note, printable, progress, wrapped

if TYPE_CHECKING:
    from secondsource.publish.found import Answers
    from secondsource.store import CaseView


class Sought(StrEnum):
    """What a search finds."""

    REPORTS = "reports"
    STATEMENTS = "statements"
    CLAIMS = "claims"


class AnswerFormat(StrEnum):
    """Formats of answers."""

    TEXT = "text"
    JSONL = "jsonl"


def search(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="WORDS",
            help='Words, "phrases", -what is left out; outlet:, language:, type:, from: and until: choose.',
            show_default=False,
        ),
    ],
    case: CaseDir = DEFAULT_CASE,
    what: Annotated[Sought, typer.Option("--what", help="What to find.")] = Sought.REPORTS,
    limit: Annotated[int, typer.Option("--limit", min=1, max=10_000, help="How many answers, the best first.")] = 20,
    form: Annotated[
        AnswerFormat, typer.Option("--format", help="For people, or one JSON object a line.")
    ] = AnswerFormat.TEXT,
    quiet: Quiet = False,
) -> None:
    """Search the text of reports, statements or claims; each answer comes with the sentence that fits best.

    All words must fit. Case, width and accents do not matter; a Korean word is found in any form where kiwipiepy is installed. Reader comments are
    not searched; personal data are masked and cannot be found. The first search of a case, and one after new reports, makes ready what it looks in.
    A word that begins with - goes behind --, as in `secondsource search -- wages -kuwait`.
    """
    from secondsource.pipeline.searching import searchable
    from secondsource.publish import masked_view
    from secondsource.publish.found import Finder
    from secondsource.publish.hidden_words import hidden, masks_in
    from secondsource.store.search import What

    with opened(case) as open_case, progress(quiet=quiet) as tell:
        index = searchable(open_case, hidden, tell)
    try:
        view = opened(case).at_hand()
        masks = masks_in(index, view.ledger)
        shown = masked_view(view, masks=masks)
        found = Finder(index, shown, masks).find(asked(words), What(what.value), most=limit)
    finally:
        index.close()
    if form is AnswerFormat.JSONL:
        from secondsource.publish.found_rows import found_row

        json_lines(found_row(shown, row) for row in found.rows)
        return
    _tell(found, shown)
    if not quiet:
        note(f"{found.total:,} of the {what.value} fit; shown: {len(found.rows):,}.")


def asked(words: list[str]) -> str:
    """One search of several arguments; one that the shell took out of its quotation marks is a phrase again.

    >>> asked(["unpaid wages", "-kuwait"])
    '"unpaid wages" -kuwait'
    """
    return words[0] if len(words) == 1 else " ".join(map(_quoted, words))


def _quoted(word: str) -> str:
    if not any(sign.isspace() for sign in word) or '"' in word:
        return word
    field, colon, value = word.partition(":")
    return f'{field}:"{value}"' if colon and field.lstrip("-").isalpha() else f'"{word}"'


def _tell(found: Answers, view: CaseView) -> None:
    for row in found.rows:
        head = [row.id, printable(row.title)]
        if row.report is not None:
            head += [printable(row.report.outlet.value if row.report.outlet else "outlet not known")]
            head += [str(row.report.date) if row.report.date else "date not known"]
            head += [view.name_of_report(row.report)]
        line("\t".join(head))
        if row.sentence:
            wrapped(f"  {printable(row.sentence)}")
