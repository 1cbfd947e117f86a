"""Sets the timeline: which claims it shows, in which lanes, and the same in words beneath."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from secondsource.model import Claim, Status
from secondsource.publish.timeline.axis import Axis, Extent, axis_of, extent
from secondsource.publish.timeline.coverage import Outlet, coverage, month_of
from secondsource.publish.timeline.drawn import LEFT, RIGHT, Lane, Mark, drawn, timeline_svg
from secondsource.publish.timeline.rival import rival_extents, rivals
from secondsource.publish.tongue import noted, say
from secondsource.publish.words import said_date, said_or_same, sentence

from ..asked import address
from ..entries import Entry, entry
from ..listing import NOWHERE, Row, Wish, chosen
from ..pages import set_of
from ..shelf import Shown

LANES = {"country": noted("country"), "type": noted("kind of event")}
"""What lanes can be made by, as the parameter has it, and how that is said."""
MOST = 300
"""Claims drawn and listed at most, the most important first."""
_ROWS = 8
"""Outlets with a row of their own at most."""
_AGAINST = frozenset({Status.DISPUTED, Status.DENIED, Status.RETRACTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A claim in words, and what of time it may mean; None if that cannot be said."""

    entry: Entry
    extent: Extent | None


def timeline_page(shown: Shown, wish: Wish, by: str = "country", year: int | None = None) -> str:
    """The timeline of the claims asked for.

    Args:
        shown: the case.
        wish: which claims.
        by: a key of `LANES`.
        year: the only year to show; claims of other years are then left out, those without a date are not.
    """
    rows = chosen(shown.rows, wish)
    entries = [_dated(row, claim) for row in rows[:MOST] if (claim := shown.view.claim(row.id))]
    dated = [e for e in entries if e.extent is not None]
    undated = [e.entry for e in entries if e.extent is None]
    if year is not None:
        low, high = date(year, 1, 1), date(year, 12, 31)
        dated = [e for e in dated if e.extent and e.extent.touches(low, high)]
    outlets = coverage(shown.view.reports, shown.pack)
    reported = [Extent(*days) for report in shown.view.reports if (days := month_of(report))]
    axis = axis_of([*(e.extent for e in dated if e.extent), *reported], LEFT, RIGHT, year)
    dated.sort(key=lambda e: _order(e.extent))
    return set_of(
        shown,
        "timeline.html.j2",
        at="/timeline",
        wish=wish,
        by=by,
        lanes={key: say(name) for key, name in LANES.items()},
        year=year,
        picture=_picture(shown, axis, outlets, dated, by, wish) if axis and shown.rows else "",
        years=_years(dated),
        undated=undated,
        outside=sum(1 for e in dated if axis and e.extent and not e.extent.touches(axis.first, axis.last)),
        axis=axis,
        outlets=outlets,
        day=_day,
        found=len(rows),
        most=MOST,
        total=len(shown.rows),
        choices=shown.facets.beside(wish),
        address=address,
    )


def _dated(row: Row, claim: Claim) -> Dated:
    others = [said_or_same(value) for value in rivals(claim)]
    more = [say("other dates told: {dates}", dates=", ".join(others))] if others else []
    return Dated(entry=entry(row, claim, *more), extent=extent(claim.when))


def _picture(shown: Shown, axis: Axis, outlets: tuple[Outlet, ...], dated: list[Dated], by: str, wish: Wish) -> str:
    held: defaultdict[tuple[bool, str], list[Mark]] = defaultdict(list)
    for one in dated:
        name = sentence(one.entry.row.state) if by == "country" else one.entry.row.kind
        held[by == "country" and one.entry.row.country == NOWHERE, name].append(_mark(shown, one))
    lanes = [Lane(name, marks) for (_, name), found in sorted(held.items()) if (marks := drawn(axis, found))]
    several = [outlet for outlet in outlets if outlet.total > 1][:_ROWS]
    others = [outlet for outlet in outlets if outlet not in several]
    years = address("/timeline", wish, by=by if by != "country" else "", year="0").removesuffix("0") + "{}"
    return timeline_svg(axis, several, others, lanes, years)


def _mark(shown: Shown, one: Dated) -> Mark:
    row, extent_of = one.entry.row, one.extent
    claim = shown.view.claim(row.id)
    assert extent_of is not None
    return Mark(
        extent=extent_of,
        rivals=rival_extents(claim),
        href=one.entry.href,
        label=f"{row.number}{extent_of.mark}",
        says=f"{row.number}. {one.entry.title}; {one.entry.tail}",
        origins=row.low,
        against=claim is not None and claim.status in _AGAINST,
    )


def _order(found: Extent | None) -> tuple[date, date]:
    """By the first day it may be, or the last if that is not known."""
    if found is None:
        return date.max, date.max
    return found.first or found.last or date.max, found.last or date.max


def _years(dated: list[Dated]) -> list[tuple[int, list[Entry]]]:
    held: defaultdict[int, list[Entry]] = defaultdict(list)
    for one in dated:
        held[_order(one.extent)[0].year].append(one.entry)
    return sorted(held.items())


def _day(day: date | None) -> str:
    return said_date(day.isoformat()) if day else say("not known")
