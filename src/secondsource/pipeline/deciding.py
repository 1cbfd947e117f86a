"""A decision written down, and what follows from it brought up to date. Nothing is read anew but a report of which it says who published it, or when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondsource.model import (
    BadCorrection,
    Decision,
    DecisionKind,
    Marking,
    Report,
    on_a_report,
    report_with,
)
from secondsource.model.codec import decode
from secondsource.store import Case, CaseBusy, documents
from secondsource.store.ledger import entries
from secondsource.subjects import Subject, load

from .derive import derive
from .intake import Intake
from .own_reader import asks_for_one
from .reading import read_pending
from .result import Clock, silent

if TYPE_CHECKING:
    from secondsource.read import Reader

WAIT = 10.0
"""Seconds to wait for another program that works on the case."""


def decide(case: Case, decision: Decision, wait: float = WAIT, *, reader: Reader | None = None) -> tuple[str, ...]:
    """Appends the decision to the ledger and derives what changes by it; gives the names of the stages that had to run.

    A report that is corrected itself is taken apart and read anew, which takes seconds. Where the case asks for a reader of its own and none is given,
    the next `run` does that.

    Args:
        case: the case.
        decision: what was decided.
        wait: seconds to wait for another program that works on the case.
        reader: what reads a report that is corrected; the subject's own reader if None.

    Raises:
        BadCorrection: if a claim is to be merged with itself, or what is said of a report does not fit or is of none of the case.
        BadMarking: if something is to be marked with what is no marking.
        CaseBusy: if another program works on the case for longer than `wait` seconds; then nothing is decided. On a server it is decided all the
            same, and who derives there derives what follows, as soon as they are done with what they have in hand.
        ReadOnly: if the case cannot be written to.
    """
    if decision.kind is DecisionKind.MERGE and decision.values.get("with") == decision.object:
        raise BadCorrection(f"{decision.object} is one claim already. Name another claim of the case.")
    if decision.kind is DecisionKind.MARK:
        Marking.parse(decision.values.get("tlp", ""))
    report = _report(case, decision)
    pack = load(case.about.subject)
    if not case.database.on_server:
        with case.alone(wait):
            case.ledger.append(decision)
            return _follow(case, pack, report, decision.at, reader)
    case.ledger.append(decision)
    try:
        with case.alone(wait):
            return _follow(case, pack, report, decision.at, reader)
    except CaseBusy:
        return ()


def _report(case: Case, decision: Decision) -> str:
    """The id of the report that a decision corrects, or that one which it takes back corrected; empty if it is about something else."""
    with case.reading() as connection:
        if on_a_report(decision):
            if documents.report_digest(connection, decision.object) is None:
                raise BadCorrection(f"There is no report {decision.object} in this case.")
            report_with(decode(documents.load_body(connection, decision.object), Report), decision.values)
        elif decision.kind is DecisionKind.UNDO:
            known = {entry.hash: entry.decision for entry in entries(connection)}
            while decision.kind is DecisionKind.UNDO and decision.object in known:
                decision = known[decision.object]
    return decision.object if on_a_report(decision) else ""


def _follow(case: Case, pack: Subject, report: str, at: str, reader: Reader | None) -> tuple[str, ...]:
    if report and (reader is not None or not asks_for_one(case)):
        begins = report.rpartition("-")[0]
        Intake(case, pack, at, workers=1).again(begins)
        read_pending(case, pack, reader, silent, workers=1, only=lambda one: one.startswith(f"{begins}-"))
    return derive(case, pack, silent, Clock()).stages
