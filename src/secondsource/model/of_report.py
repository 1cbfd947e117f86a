"""What people decided of a report itself: who published it, when, and in which language. It stands in the place of what the document says of that.

Unlike other corrections these are not laid over what was read: a report is read by its own outlet and day, and so is read anew.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from .correction import BadCorrection
from .decision import Decision, DecisionKind
from .edtf import PartialDate
from .errors import BadDate
from .report import How, Known, Report

OUTLET, PUBLISHED, LANGUAGE = "outlet", "published", "language"
REPORT_FIELDS = (OUTLET, PUBLISHED, LANGUAGE)
"""What can be corrected of a report."""
_LONGEST = 200
"""Characters of an outlet's name."""
_REPORT = re.compile(r"[0-9a-f]{16}-\d+")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_WITHIN = re.compile(r"[\x00-\x1f\x7f<>]")


def on_a_report(decision: Decision) -> bool:
    """Whether the decision corrects a report itself."""
    return decision.kind is DecisionKind.CORRECT and _REPORT.fullmatch(decision.object) is not None


def by_capture(decisions: Iterable[Decision]) -> Mapping[str, Sequence[Decision]]:
    """The decisions on reports, by the digits of the capture with which the id of each report begins."""
    out: defaultdict[str, list[Decision]] = defaultdict(list)
    for decision in decisions:
        if on_a_report(decision):
            out[decision.object.rpartition("-")[0]].append(decision)
    return out


def decided_on(report: Report, decisions: Iterable[Decision]) -> Report:
    """The report with the decisions on it in the place of what it says of itself; a later one stands above an earlier one.

    Args:
        report: as the document gives it.
        decisions: those in force, in the order of the ledger; those on other reports are passed over.
    """
    values: dict[str, str] = {}
    for decision in decisions:
        if decision.object == report.id and on_a_report(decision):
            with suppress(BadCorrection):
                report_with(report, decision.values)
                values |= decision.values
    return report_with(report, values)


def report_with(report: Report, values: Mapping[str, str]) -> Report:
    """The report with these fields set, each known by decision.

    Args:
        report: as the document gives it.
        values: `outlet` as its name, `published` as EDTF (2016-06-08, 2016-06, 2016-06-01/2016-06-10), `language` as its ISO 639 code; nothing
            for not known.

    Raises:
        BadCorrection: naming the field that does not fit.
    """
    out: dict[str, Any] = {}
    for field, value in values.items():
        if field not in REPORT_FIELDS:
            raise BadCorrection(
                f"A report has no field “{field}” that can be corrected. It has {', '.join(REPORT_FIELDS)}."
            )
        before: Known | None = getattr(report, field)
        known = _SETTERS[field](value.strip())
        said = f"the document gives “{before.value}”" if before else "the document gives none"
        out[field] = Known(value=known, how=How.DECIDED, why=f"corrected by a person; {said}") if known else None
    return replace(report, **out)


def _outlet(value: str) -> str:
    if len(value) > _LONGEST or _WITHIN.search(value):
        raise BadCorrection(
            f"outlet: “{value[:40]}” is no name of an outlet. Write up to {_LONGEST} characters on one line, without < and >."
        )
    return value


def _published(value: str) -> str:
    try:
        return PartialDate(value).text if value else ""
    except (BadDate, ValueError) as error:
        raise BadCorrection(f"published: “{value[:40]}” does not fit. {error}") from error


def _language(value: str) -> str:
    if value and not _LANGUAGE.fullmatch(value):
        raise BadCorrection(f"language: “{value[:40]}” is no ISO 639 code of a language. Write en, ko, ru, zh or ja.")
    return value


_SETTERS = {OUTLET: _outlet, PUBLISHED: _published, LANGUAGE: _language}
