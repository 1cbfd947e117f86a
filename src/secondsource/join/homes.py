"""What stands together at the end: events, with the lone mentions that relays erred in, and with the remarks upon them."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from .anchors import ALONE
from .columns import NEW, NONE, Columns, Whole
from .facts import Facts
from .grouped import FactsAt

_TOGETHER = 5_000
"""Lone mentions whose facts are in memory at once, with those of what they may relay."""
_MIX = tuple(np.uint64(factor) for factor in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9))
_Codes = np.ndarray[tuple[int], np.dtype[np.uint64]]


def house(columns: Columns, facts_at: FactsAt) -> None:
    """Sets `home` of every mention from the events in `group`: mentions with one home are one claim, people's decisions apart."""
    home = columns.one["group"].copy()
    for lone, target in _erring(columns, facts_at).items():
        home[lone] = target
    starts = np.repeat(columns.starts()[:-1], columns.counts)
    anchor = columns.one["anchor"]
    about = np.flatnonzero(anchor != ALONE)
    alone = np.flatnonzero(columns.one["remark"] & (anchor == ALONE))
    home[about] = home[starts[about] + anchor[about]]
    home[alone] = _own(columns, alone)
    columns.one["home"] = home


def _own(columns: Columns, alone: Whole) -> Whole:
    """A group for each remark that stands alone: the one that it has, or a new one."""
    before: Whole = columns.one["group"][alone]
    new = np.flatnonzero(before == NEW)
    before[new] = 1 + columns.one["group"].max(initial=NEW) + np.arange(len(new))
    columns.one["group"][alone] = before
    return before


def _erring(columns: Columns, facts_at: FactsAt) -> dict[int, int]:
    """The lone mentions that join the event of the report that they relay, in another country but of the same kind and date: the relay erred."""
    group = columns.one["group"]
    events = np.flatnonzero(~columns.one["remark"])
    numbers, which, counts = np.unique(group[events], return_inverse=True, return_counts=True)
    several = np.zeros(columns.size, dtype=bool)
    several[events] = counts[which] > 1
    lone = ~columns.one["remark"] & ~several & (columns.one["low"] != -NONE)
    givers = np.flatnonzero(several)
    codes = _codes(columns, columns.one["outlet"][givers], givers)
    order = np.argsort(codes, kind="stable")
    givers, codes = givers[order], codes[order]
    cited, citing = columns.many["cites"]
    chosen = lone[citing]
    cited, citing = cited[chosen], citing[chosen]
    wanted = _codes(columns, cited, citing)
    low, high = np.searchsorted(codes, wanted, "left"), np.searchsorted(codes, wanted, "right")
    met: dict[int, list[int]] = {}
    for at in np.flatnonzero(high > low).tolist():
        met.setdefault(int(citing[at]), []).extend(givers[low[at] : high[at]].tolist())
    return _settled(
        columns,
        met,
        facts_at,
        events[np.argsort(which, kind="stable")],
        dict(zip(numbers.tolist(), _bounds(counts), strict=True)),
    )


def _bounds(counts: Whole) -> list[tuple[int, int]]:
    ends = np.cumsum(counts)
    return list(zip((ends - counts).tolist(), ends.tolist(), strict=True))


def _codes(columns: Columns, sources: Whole, at: Whole) -> _Codes:
    """A number for a source and the days of a mention: equal if they are, and hardly ever otherwise."""
    parts = (sources, columns.one["low"][at], columns.one["high"][at])
    out: _Codes = sum(
        (part.astype(np.uint64) * factor for part, factor in zip(parts, _MIX, strict=True)),
        np.zeros(len(at), dtype=np.uint64),
    )
    return out


def _settled(
    columns: Columns, met: dict[int, list[int]], facts_at: FactsAt, members: Whole, bounds: dict[int, tuple[int, int]]
) -> dict[int, int]:
    """For each lone mention that joins an event, the event's group, in order: a report that tells of an event already is no erring relay of it.

    Args:
        columns: of all mentions.
        met: by lone mention, those that may be what it relays.
        facts_at: gives facts.
        members: positions of the mentions that tell of events, group by group.
        bounds: by group, where it begins and ends in `members`.
    """
    group = columns.one["group"]
    report_at = columns.report_at()
    came: dict[int, set[int]] = {}
    out: dict[int, int] = {}
    facts: Mapping[int, Facts] = {}
    for number, lone in enumerate(ordered := sorted(met)):
        if number % _TOGETHER == 0:
            some = ordered[number : number + _TOGETHER]
            facts = facts_at(np.array(sorted({i for one in some for i in (one, *met[one])}), dtype=np.int64))
        mine = facts[lone]
        fits = [
            (facts[i].order, int(members[bounds[int(group[i])][0]]), int(group[i]))
            for i in met[lone]
            if facts[i].outlet in mine.cites
            and (facts[i].low, facts[i].high) == (mine.low, mine.high)
            and facts[i].families & mine.families
            and facts[i].report != mine.report
            and (facts[i].published is None or mine.published is None or facts[i].published <= mine.published)  # type: ignore[operator]
        ]
        if not fits:
            continue
        _, _, target = min(fits)
        first, end = bounds[target]
        if report_at[lone] in report_at[members[first:end]] or report_at[lone] in came.get(target, ()):
            continue
        came.setdefault(target, set()).add(report_at[lone])
        out[lone] = target
    return out
