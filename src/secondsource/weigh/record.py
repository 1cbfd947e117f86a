"""A source's dated track record: its earlier claims that were later borne out by others, or refuted."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from ..model import Claim, Reading, Support
from ..model.imprint import Imprint
from ..subjects import Subject
from ..subjects.names import SourceNames

LEAST = 5
"""Fewer resolved claims than this say too little of a source."""
_LETTERS = ((0.95, 20, "A"), (0.85, 10, "B"), (0.65, LEAST, "C"), (0.4, LEAST, "D"), (0.0, LEAST, "E"))
"""Share borne out and sample size from which a letter is given, best first."""


@dataclass(frozen=True, slots=True)
class Record:
    """How many earlier claims of a source were borne out and refuted."""

    borne_out: int
    refuted: int

    @property
    def sample(self) -> int:
        """All that were resolved."""
        return self.borne_out + self.refuted


def letter_of(record: Record) -> str:
    """A to E by the share borne out; F when too few claims were resolved.

    >>> letter_of(Record(3, 0)), letter_of(Record(9, 1)), letter_of(Record(1, 9))
    ('F', 'B', 'E')
    """
    if record.sample < LEAST:
        return "F"
    share = record.borne_out / record.sample
    return next(letter for low, size, letter in _LETTERS if share >= low and record.sample >= size)


def source_of(path: Sequence[str], reports: Mapping[str, Imprint], names: SourceNames) -> str:
    """Key of the publication that told of an origin first-hand: the last teller on the way to it."""
    last = path[-1]
    if last in reports:
        outlet = reports[last].outlet
        return names.key(outlet) if outlet is not None else f"report:{last}"
    return names.key(last)


def track_records(
    claims: Sequence[Claim], supports: Sequence[Support], readings: Sequence[Reading], pack: Subject
) -> Mapping[str, tuple[tuple[date, bool], ...]]:
    """By source, the days on which claims of its were resolved, and whether they were borne out; sorted."""
    by_id = {r.report.id: Imprint.of(r.report) for r in readings}
    names = SourceNames(pack)
    known = {s.claim: s for s in supports}
    out: dict[str, list[tuple[date, bool]]] = defaultdict(list)
    for claim in claims:
        if claim.id in known:
            for source, day, good in resolved(known[claim.id], by_id, names):
                out[source].append((day, good))
    return {source: tuple(sorted(items)) for source, items in sorted(out.items())}


def resolved(support: Support, by_id: Mapping[str, Imprint], names: SourceNames) -> list[tuple[str, date, bool]]:
    """The sources for which a claim was resolved, the day, and whether it was borne out.

    A claim is borne out for the source that told it first on the day when another independent origin was published; it is refuted when its own
    source withdrew it.
    """
    out = [(source, day, False) for source, day in _withdrawn(support, by_id, names).items()]
    told: dict[str, date] = {}
    for origin in support.origins:
        if not origin.recorded:
            continue
        for path in origin.paths:
            day = _day(path[0], by_id)
            source = source_of(path, by_id, names)
            if day is not None and (source not in told or day < told[source]):
                told[source] = day
    if support.at_least >= 2 and len(told) >= 2:
        days = sorted((day, source) for source, day in told.items())
        out.append((days[0][1], days[1][0], True))
    return out


class Records:
    """What was resolved for each source, asked for any day.

    Args:
        items: by source, days and whether a claim was borne out then, in any order.
    """

    def __init__(self, items: Mapping[str, Iterable[tuple[date, bool]]]) -> None:
        self._days: dict[str, list[date]] = {}
        self._good: dict[str, list[int]] = {}
        for source, resolved_then in items.items():
            ordered = sorted(resolved_then)
            self._days[source] = [day for day, _ in ordered]
            self._good[source] = [0, *accumulate(good for _, good in ordered)]

    def before(self, source: str, day: date | None) -> Record:
        """What was resolved before a day; everything if the day is unknown."""
        days = self._days.get(source, [])
        many = len(days) if day is None else bisect_left(days, day)
        good = self._good[source][many] if days else 0
        return Record(good, many - good)


def _withdrawn(support: Support, by_id: Mapping[str, Imprint], names: SourceNames) -> dict[str, date]:
    """The outlets that took back what they had told of a claim, each with the day on which it did so first."""
    out: dict[str, date] = {}
    for earlier, report in support.withdrawn:
        day = _day(report, by_id)
        source = source_of((earlier,), by_id, names)
        if day is not None and (source not in out or day < out[source]):
            out[source] = day
    return out


def _day(report: str, by_id: Mapping[str, Imprint]) -> date | None:
    known = by_id.get(report)
    return known.day if known else None
