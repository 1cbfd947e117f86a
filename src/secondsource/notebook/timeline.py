"""The timeline of a case as a picture for a notebook, drawn as the desk draws it."""

from __future__ import annotations

from collections import defaultdict

from secondsource.model import Claim, SecondsourceError, Status
from secondsource.publish.names import country, kind
from secondsource.publish.timeline.axis import Extent, axis_of, extent
from secondsource.publish.timeline.coverage import coverage, month_of
from secondsource.publish.timeline.drawn import LEFT, RIGHT, Lane, Mark, drawn, timeline_svg
from secondsource.publish.timeline.rival import rival_extents
from secondsource.store import CaseView
from secondsource.subjects import load

from .picture import Picture

LANES = ("country", "type")
"""What lanes can be made by."""
_OUTLETS = 8
"""Outlets with a row of their own at most."""
_AGAINST = frozenset({Status.DISPUTED, Status.DENIED, Status.RETRACTED})


class NoTimeline(SecondsourceError):
    """There is nothing that a timeline could show: no claim and no report of the case has a date."""


def timeline(view: CaseView, by: str = "country") -> Picture:
    """The claims that have a date, in lanes, under the reports of each month.

    Args:
        view: the case, masked.
        by: one of `LANES`.

    Raises:
        NoTimeline: if nothing has a date, or lanes are not made by that.
    """
    if by not in LANES:
        raise NoTimeline(f"Lanes are not made by “{by}”. Choose one of: {', '.join(LANES)}.")
    pack = load(view.subject)
    marks: defaultdict[str, list[Mark]] = defaultdict(list)
    for number, claim in enumerate(view.claims, start=1):
        found = extent(claim.when)
        if found is not None:
            lane = kind(claim.type, pack) if by == "type" else country(claim.country, pack) if claim.country else "–"
            marks[lane].append(_mark(view, claim, number, found))
    reported = [Extent(*days) for report in view.reports if (days := month_of(report))]
    axis = axis_of([*(m.extent for lane in marks.values() for m in lane), *reported], LEFT, RIGHT)
    if axis is None:
        raise NoTimeline
    lanes = [Lane(name, shown) for name, held in sorted(marks.items()) if (shown := drawn(axis, held))]
    outlets = coverage(view.reports, pack)
    several = [outlet for outlet in outlets if outlet.total > 1][:_OUTLETS]
    return Picture(timeline_svg(axis, several, [o for o in outlets if o not in several], lanes, "#{}"))


def _mark(view: CaseView, claim: Claim, number: int, found: Extent) -> Mark:
    support = view.support(claim.id)
    return Mark(
        extent=found,
        rivals=rival_extents(claim),
        href=f"#{claim.id}",
        label=f"{number}{found.mark}",
        says=f"{number}. {claim.title} [{claim.id}]",
        origins=support.at_least if support else None,
        against=claim.status in _AGAINST,
    )
