"""Answers of a search as plain rows; `shapes_found` tells their shape."""

from __future__ import annotations

from secondsource.store.view import CaseView

from .found import Found
from .rows import Row


def found_row(view: CaseView, found: Found) -> Row:
    """An answer with its sentence and where that stands.

    Args:
        view: the case, masked.
        found: what was found in it.
    """
    report = found.report
    marking = (
        view.marking_of_claim(found.id)
        if found.what.value == "claims"
        else view.marking_of_report(report.id)
        if report
        else None
    )
    return {
        "what": found.what.value,
        "id": found.id,
        "title": found.title,
        "report": view.name_of(report.id) if report else None,
        "report_id": report.id if report else None,
        "outlet": report.outlet.value if report and report.outlet else None,
        "published": report.published.value if report and report.published else None,
        "language": report.lang if report else None,
        "span": [found.span.start, found.span.end] if found.span else None,
        "text": found.sentence or None,
        "marks": [[mark.start, mark.end] for mark in found.marks],
        "tlp": marking.label if marking else None,
    }
