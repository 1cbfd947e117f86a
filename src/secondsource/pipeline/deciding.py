"""A decision written down, and what follows from it brought up to date; nothing is read anew."""

from __future__ import annotations

from secondsource.model import BadCorrection, Decision, DecisionKind, Marking
from secondsource.store import Case, CaseBusy
from secondsource.subjects import load

from .derive import derive
from .result import Clock, silent

WAIT = 10.0
"""Seconds to wait for another program that works on the case."""


def decide(case: Case, decision: Decision, wait: float = WAIT) -> tuple[str, ...]:
    """Appends the decision to the ledger and derives what changes by it; gives the names of the stages that had to run.

    Raises:
        BadCorrection: if a claim is to be merged with itself.
        BadMarking: if something is to be marked with what is no marking.
        CaseBusy: if another program works on the case for longer than `wait` seconds; then nothing is decided. On a server it is decided all the
            same, and who derives there derives what follows, as soon as they are done with what they have in hand.
        ReadOnly: if the case cannot be written to.
    """
    if decision.kind is DecisionKind.MERGE and decision.values.get("with") == decision.object:
        raise BadCorrection(f"{decision.object} is one claim already. Name another claim of the case.")
    if decision.kind is DecisionKind.MARK:
        Marking.parse(decision.values.get("tlp", ""))
    pack = load(case.about.subject)
    if not case.database.on_server:
        with case.alone(wait):
            case.ledger.append(decision)
            return derive(case, pack, silent, Clock()).stages
    case.ledger.append(decision)
    try:
        with case.alone(wait):
            return derive(case, pack, silent, Clock()).stages
    except CaseBusy:
        return ()
