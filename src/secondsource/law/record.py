"""The findings of one event as a plain record: the line that `secondsource law check` prints for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..model import Finding, Outcome
from ..model.codec import plain

_OFF = (("event.type",), ("provision.kind",))


def off_subject(finding: Finding) -> bool:
    """Whether the provision does not speak of such events at all, so that nobody would expect a word of it."""
    return finding.outcome is Outcome.NOT_APPLICABLE and not finding.elements and finding.deciding in _OFF


def record(identifier: str, findings: Iterable[Finding]) -> dict[str, Any]:
    """`{"id", "findings": [{"provision", "outcome", "turns_on", "elements", ...}]}`, provisions off the subject left out.

    Args:
        identifier: the event's id.
        findings: what `check` gave for it.
    """
    rows = []
    for finding in findings:
        if not off_subject(finding):
            row = plain(finding)
            del row["claim"]
            for element in row["elements"]:
                element["state"] = {0: "failed", 1: "unknown", 2: "met"}[element.pop("truth")]
            rows.append(row)
    return {"id": identifier, "findings": rows}
