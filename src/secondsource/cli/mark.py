"""`mark`: with whom a report, or the whole case, may be shared, by the Traffic Light Protocol."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from secondsource.model import Marking

from .decide import CannotDecide, Who, Why, reports_called
from .options import DEFAULT_CASE, CaseDir, opened
from .output import printable, wrapped

if TYPE_CHECKING:
    from secondsource.model import Report
    from secondsource.store import CaseView

WHOLE = "case"
"""What names the case itself."""
_SHOWN = 5


def mark(
    report: Annotated[
        str,
        typer.Argument(
            metavar="REPORT|case", help="A report's name or id, or the word case for all of it.", show_default=False
        ),
    ],
    marking: Annotated[
        str,
        typer.Argument(
            metavar="MARKING",
            help="CLEAR, GREEN, AMBER, AMBER+STRICT or RED, with or without TLP:.",
            show_default=False,
        ),
    ],
    who: Who,
    why: Why,
    case: CaseDir = DEFAULT_CASE,
) -> None:
    """Mark a report, or the whole case, by the Traffic Light Protocol; the marking travels into exports and dossiers.

    A report counts as the stricter of its own marking and the case's, a claim as its strictest report. A later marking stands above an
    earlier one; `secondsource decide undo` takes one back.
    """
    from secondsource import pipeline
    from secondsource.model import Decision, DecisionKind, mark_values

    meant = Marking.parse(marking)
    if not who.strip():
        raise CannotDecide("Say who decides: --who NAME.")
    if not why.strip():
        raise CannotDecide("Say why: --why REASON. Whoever reads the case later must be able to judge it.")
    stamp = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    with opened(case) as open_case:
        target = open_case.about.id if report.strip() == WHOLE else one_report(open_case.view(), report).id
        made = Decision(
            kind=DecisionKind.MARK,
            object=target,
            who=who.strip(),
            at=stamp,
            why=why.strip(),
            values=mark_values(meant),
        )
        pipeline.decide(open_case, made)
        view = open_case.view()
    now, seq = view.marking_of_report(target) or meant, view.ledger[-1].seq
    name = "The case" if target == view.id else printable(view.name_of(target))
    beside = f" It counts as {now.label}, as the case does." if now is not meant else ""
    wrapped(
        f"Decision {seq}: {name} is marked {meant.label}: {meant.meaning}.{beside} `secondsource decide undo {seq}` takes it back."
    )


def one_report(view: CaseView, wanted: str) -> Report:
    """The report of that id or name. Raises CannotDecide, with those like it, if there is not just one."""
    word, found = wanted.strip().casefold(), reports_called(view, wanted)
    if len(found) == 1:
        return found[0]
    near = found or [
        r for r in view.reports if word and word in f"{r.id} {r.name} {r.outlet.value if r.outlet else ''}".casefold()
    ]
    names = ", ".join(printable(view.name_of(report.id)) for report in near[:_SHOWN])
    hint = f" Write one of {names}." if near else " `secondsource export --what reports` gives their names."
    raise CannotDecide(
        f"There is {'more than one' if found else 'no'} report “{printable(wanted)}”.{hint} The word case marks all of it."
    )
