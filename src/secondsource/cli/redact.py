"""`redact`: what a person hides in editions that are safe to share, as decisions that can be taken back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from secondsource.model import Hides

from .codes import EPILOG, examples
from .decide import CannotDecide, Who, Why
from .options import DEFAULT_CASE, CaseDir, Json, opened
from .output import json_lines, note, printable, table, wrapped

if TYPE_CHECKING:
    from secondsource.store import CaseView

app = typer.Typer(
    help="Hide words, a place, a date, a name or a whole report in editions that are safe to share, beside what is hidden by rule. "
    "Every decision is kept; `secondsource decide undo` takes one back.",
    no_args_is_help=True,
    rich_markup_mode=None,
    epilog=EPILOG,
)


@app.command(
    epilog=examples(
        'redact add a.txt "Camp 7" --as place --who "M. Weiss" --why "a small camp" --case kuwait',
        'redact add b.txt --as report --who "M. Weiss" --why "given in confidence" --case kuwait',
    )
)
def add(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="The report's name or id.", show_default=False)],
    who: Who,
    why: Why,
    words: Annotated[
        str, typer.Argument(metavar="[WORDS]", help="The words as the report has them; none for a whole report.")
    ] = "",
    kind: Annotated[Hides, typer.Option("--as", help="What they are.")] = Hides.WORDS,
    instead: Annotated[
        str, typer.Option("--instead", metavar="TEXT", help="Coarser words to show in their place.", show_default=False)
    ] = "",
    here: Annotated[
        bool, typer.Option("--only-here", help="Hide them in this report alone, not in the others.")
    ] = False,
    case: CaseDir = DEFAULT_CASE,
) -> None:
    """Hide words of a report, or which report it is. The ledger keeps where they stand, not the words: keep them out of the reason, too."""
    from secondsource import pipeline
    from secondsource.model import Decision, DecisionKind
    from secondsource.publish.redaction.decided import by_hand, places_of, redact_values

    if not who.strip() or not why.strip():
        raise CannotDecide("Say who decides and why: --who NAME --why REASON.")
    stamp = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    with opened(case) as open_case:
        view = open_case.view()
        target = _report(view, report)
        found = view.report(target)
        assert found is not None
        spans = places_of(words, found)
        if kind is not Hides.REPORT and not spans:
            raise CannotDecide(
                f"{printable(view.name_of(target))} has no such words. Write them as the report has them."
            )
        made = Decision(
            kind=DecisionKind.REDACT,
            object=target,
            who=who.strip(),
            at=stamp,
            why=why.strip(),
            values=redact_values(kind, () if kind is Hides.REPORT else spans, instead.strip(), everywhere=not here),
        )
        by_hand(made)
        pipeline.decide(open_case, made)
        seq = open_case.view().ledger[-1].seq
    what = "Which report it is" if kind is Hides.REPORT else f"{len(spans)} place(s)"
    wrapped(
        f"Decision {seq}: {what} hidden in {printable(view.name_of(target))}. `secondsource decide undo {seq}` takes it back."
    )


@app.command("list", epilog=examples("redact list --case kuwait"))
def list_(case: CaseDir = DEFAULT_CASE, as_json: Json = False) -> None:
    """Name what is hidden by hand: in which report, what it is and where, by whom and why; never the words."""
    from secondsource.model import DecisionKind
    from secondsource.store.ledger import standing

    with opened(case) as open_case:
        view = open_case.view()
    rows = []
    in_force = {id(decision) for decision in standing(view.ledger)}
    for entry in view.ledger:
        made = entry.decision
        if made.kind is DecisionKind.REDACT and id(made) in in_force:
            values = made.values
            rows.append(
                (
                    str(entry.seq),
                    view.name_of(made.object),
                    values.get("hide", ""),
                    values.get("spans", ""),
                    values.get("instead", ""),
                    made.who,
                    made.why,
                )
            )
    names = ("decision", "report", "hides", "where", "shown instead", "who", "why")
    if as_json:
        json_lines(dict(zip(names, row, strict=True)) for row in rows)
    elif rows:
        table(names, rows)
    else:
        note("Nothing is hidden by hand.")


def _report(view: CaseView, wanted: str) -> str:
    word = wanted.strip().casefold()
    found = [r.id for r in view.reports if word in (r.id.casefold(), r.name.casefold(), view.name_of(r.id).casefold())]
    if len(found) != 1:
        raise CannotDecide(
            f"There is {'more than one' if found else 'no'} report “{printable(wanted)}”. `secondsource export --what reports` gives their names."
        )
    return found[0]
