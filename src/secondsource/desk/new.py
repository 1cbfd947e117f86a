"""What came in after an instant, and which claims that bears on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from secondsource.model import Claim, Report
from secondsource.store import CaseView

from .shelf import Shown


@dataclass(frozen=True, slots=True)
class New:
    """What came in after an instant.

    Args:
        reports: the latest first.
        claims: that they tell of, the most important first.
        fresh: for each of these claims, how many of its reports are among them.
        came: when each report's capture was got last, ISO 8601 in UTC, by digest of the capture.
    """

    reports: tuple[Report, ...]
    claims: tuple[Claim, ...]
    fresh: Mapping[str, int]
    came: Mapping[str, str]


def came_in(view: CaseView) -> dict[str, str]:
    """When each capture was got last, ISO 8601 in UTC."""
    out: dict[str, str] = {}
    for item in view.custody:
        out[item.capture] = max(out.get(item.capture, ""), item.at)
    return out


def new_since(shown: Shown, since: str) -> New:
    """What came in after an instant, ISO 8601 in UTC to the second; everything if it is empty and the case knows when it came."""
    came = came_in(shown.view)
    found = [r for r in shown.view.reports if came.get(r.capture, "") > since]
    found.sort(key=lambda r: (came[r.capture], r.id), reverse=True)
    ids = {r.id for r in found}
    fresh = {c.id: n for c in shown.claims if (n := len(ids.intersection(c.reports)))}
    return New(tuple(found), tuple(c for c in shown.claims if c.id in fresh), fresh, came)
