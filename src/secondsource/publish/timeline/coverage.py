"""What the case holds of each month, outlet by outlet: a gap in it must not be read as a quiet time."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from secondsource.model import How, Report
from secondsource.subjects import Subject

from ..tongue import say

Month = tuple[int, int]
"""Year and month."""
_PLAIN = frozenset({"", "active", "status not checked"})
_DAY = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """The reports of one outlet.

    Args:
        months: how many were published in each month.
        first: the first day of the first report in the case; None if none of them has a month.
        last: the last day of the last one.
        undated: how many have no month.
        inferred: how many have a month that is only inferred.
        status: what the pack says of the outlet, where it is more than that it is active.
        stopped: the day that this names as the outlet's end, or None.
    """

    name: str
    months: Mapping[Month, int]
    first: date | None
    last: date | None
    undated: int = 0
    inferred: int = 0
    status: str = ""
    stopped: date | None = None

    @property
    def total(self) -> int:
        """How many reports there are."""
        return sum(self.months.values()) + self.undated


def coverage(reports: Iterable[Report], pack: Subject) -> tuple[Outlet, ...]:
    """The outlets of the case, those with most reports first, then by name."""
    held: defaultdict[str, list[Report]] = defaultdict(list)
    for report in reports:
        held[report.outlet.value if report.outlet else say("outlet unknown")].append(report)
    status = {source.name: source.status for source in pack.sources.values()}
    found = [_outlet(name, items, status.get(name, "")) for name, items in held.items()]
    return tuple(sorted(found, key=lambda outlet: (-outlet.total, outlet.name)))


def _outlet(name: str, reports: list[Report], status: str) -> Outlet:
    months: Counter[Month] = Counter()
    days: list[date] = []
    inferred = 0
    for report in reports:
        if (days_of := month_of(report)) is None:
            continue
        months[days_of[0].year, days_of[0].month] += 1
        days += days_of
        inferred += report.published is not None and report.published.how is How.INFERRED
    said = "" if status in _PLAIN else status
    return Outlet(
        name=name,
        months=dict(sorted(months.items())),
        first=min(days, default=None),
        last=max(days, default=None),
        undated=len(reports) - sum(months.values()),
        inferred=inferred,
        status=said,
        stopped=_stopped(said),
    )


def month_of(report: Report) -> tuple[date, date] | None:
    """The first and the last day on which a report may have been published, if they lie in one month."""
    when = report.date
    if when is None or not when.has_year or when.earliest is None or when.latest is None:
        return None
    low, high = when.earliest, when.latest
    return (low, high) if (low.year, low.month) == (high.year, high.month) else None


def _stopped(status: str) -> date | None:
    """The day on which an outlet stopped, if its status begins with that."""
    found = _DAY.search(status) if status.startswith(("halted", "ended", "closed")) else None
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def by_month(outlets: Iterable[Outlet]) -> dict[Month, int]:
    """How many reports of all these outlets were published in each month."""
    total: Counter[Month] = Counter()
    for outlet in outlets:
        total.update(outlet.months)
    return dict(sorted(total.items()))
