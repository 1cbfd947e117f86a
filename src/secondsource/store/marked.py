"""What is marked in a case, and how: from the decisions in force to the marking of a report, and of what rests on several."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

from secondsource.model import Decision, DecisionKind, Marking, strictest, under

Marks = Mapping[str, Marking]
"""Markings that people gave, by the id of the report or of the case."""


def marks_of(decisions: Iterable[Decision], there: Container[str]) -> dict[str, Marking]:
    """The markings in force; of two on the same the later.

    Args:
        decisions: those in force, in the order of the ledger.
        there: ids of the reports of the case, and of the case itself; a marking of anything else marks nothing.

    Raises:
        BadMarking: if one names none: what somebody marked never passes for unmarked.
    """
    made = (decision for decision in decisions if decision.kind is DecisionKind.MARK and decision.object in there)
    return {decision.object: Marking.parse(decision.values.get("tlp", "")) for decision in made}


def of_report(marks: Marks, case: str, report: str) -> Marking | None:
    """The marking of a report: the stricter of its own and the case's; None if neither is marked.

    Args:
        marks: see `marks_of`.
        case: id of the case.
        report: id of the report.
    """
    return under(marks.get(report), marks.get(case))


def of_reports(marks: Marks, case: str, reports: Iterable[str]) -> Marking | None:
    """The marking of what rests on these reports: the strictest of theirs; that of the case if there are none."""
    found = [of_report(marks, case, report) for report in reports]
    return strictest(found) if found else marks.get(case)
