"""The findings of one event as a plain record: the line that `secondsource law check` prints for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..model import Finding
from ..model.codec import plain


def record(identifier: str, findings: Iterable[Finding]) -> dict[str, Any]:
    """`{"id", "findings": [{"provision", "outcome", "turns_on", "elements", ...}]}`, a row for each provision in the order given.

    One that does not speak of such events at all is `not_applicable` with `event.type` (or `provision.kind`) as what decided and no elements.

    Args:
        identifier: the event's id.
        findings: what `check` gave for it.
    """
    rows = []
    for finding in findings:
        row = plain(finding)
        del row["claim"]
        for element in row["elements"]:
            element["state"] = {0: "failed", 1: "unknown", 2: "met"}[element.pop("truth")]
        rows.append(row)
    return {"id": identifier, "findings": rows}
