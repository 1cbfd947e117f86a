"""A source's dated track record: its earlier claims that were later borne out by others, or refuted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ..model import Claim, Reading, Support
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


def source_of(path: Sequence[str], readings: Mapping[str, Reading], names: SourceNames) -> str:
    """Key of the publication that told of an origin first-hand: the last teller on the way to it."""
    last = path[-1]
    if last in readings:
        outlet = readings[last].report.outlet
        return names.key(outlet.value) if outlet else f"report:{last}"
    return names.key(last)


def track_records(
    claims: Sequence[Claim], supports: Sequence[Support], readings: Sequence[Reading], pack: Subject
) -> Mapping[str, tuple[tuple[date, bool], ...]]:
    """By source, the days on which claims of its were resolved, and whether they were borne out; sorted.

    A claim is borne out for the source that told it first on the day when another independent origin was published; it is refuted when its own
    source withdrew it.
    """
    by_id = {r.report.id: r for r in readings}
    names = SourceNames(pack)
    known = {s.claim: s for s in supports}
    out: dict[str, list[tuple[date, bool]]] = defaultdict(list)
    for claim in claims:
        support = known.get(claim.id)
        if support is None:
            continue
        for source, taken_back in _withdrawn(support, by_id, names).items():
            out[source].append((taken_back, False))
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
            out[days[0][1]].append((days[1][0], True))
    return {source: tuple(sorted(items)) for source, items in sorted(out.items())}


def _withdrawn(support: Support, by_id: Mapping[str, Reading], names: SourceNames) -> dict[str, date]:
    """The outlets that took back what they had told of a claim, each with the day on which it did so first."""
    out: dict[str, date] = {}
    for earlier, report in support.withdrawn:
        day = _day(report, by_id)
        source = source_of((earlier,), by_id, names)
        if day is not None and (source not in out or day < out[source]):
            out[source] = day
    return out


def record_before(items: Sequence[tuple[date, bool]], day: date | None) -> Record:
    """What was resolved before a day; everything if the day is unknown."""
    told = [good for when, good in items if day is None or when < day]
    return Record(sum(told), len(told) - sum(told))


def _day(report: str, by_id: Mapping[str, Reading]) -> date | None:
    reading = by_id.get(report)
    return reading.report.date.earliest if reading and reading.report.date else None
