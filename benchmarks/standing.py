"""A case in memory as the stages see it that derive again only what a change touches."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from secondsource.model import Claim, Reading
from secondsource.model.news import News


class Standing:
    """Readings and claims of a case, what was derived and what is kept; a part of its reports can stand first.

    Args:
        readings: of all reports.
        claims: over all of them.
    """

    def __init__(self, readings: Sequence[Reading], claims: Sequence[Claim]) -> None:
        self._all, self._claims = {r.report.id: r for r in readings}, claims
        self._reports: tuple[str, ...] = ()
        self._by_id: dict[str, Claim] = {}
        self._kept: dict[str, bytes] = {}
        self._rows: dict[type, dict[str, tuple]] = {}

    def put(self, reports: Collection[str]) -> News:
        """Lets these reports stand, more than before; gives what is new."""
        fresh, were = frozenset(reports) - frozenset(self._reports), self._by_id
        self._reports = tuple(report for report in self._all if report in reports)
        self._by_id = {part.id: part for claim in self._claims if (part := self._part(claim, reports)) is not None}
        changed = frozenset(i for i, claim in self._by_id.items() if were.get(i) != claim)
        return News(whole=not were, reports=fresh, claims=changed, lost=frozenset(were.keys() - self._by_id.keys()))

    def _part(self, claim: Claim, reports: Collection[str]) -> Claim | None:
        told = tuple(report for report in claim.reports if report in reports)
        if len(told) == len(claim.reports) or not told:
            return claim if told else None
        there = {m.id for report in told for m in self._all[report].mentions}
        return replace(claim, reports=told, mentions=tuple(m for m in claim.mentions if m in there))

    @property
    def reports(self) -> Sequence[str]:
        """The ids of the reports that stand."""
        return self._reports

    @property
    def claims(self) -> Sequence[str]:
        """The ids of the claims over them."""
        return tuple(self._by_id)

    @property
    def outlets(self) -> frozenset[str]:
        """The names of the outlets."""
        return frozenset(r.report.outlet.value for r in self._all.values() if r.report.outlet)

    def readings(self, reports: Iterable[str]) -> Iterator[Reading]:
        """These readings, in this order."""
        return map(self._all.__getitem__, reports)

    def of_claims(self, claims: Iterable[str]) -> Iterator[Claim]:
        """These claims, in this order."""
        return map(self._by_id.__getitem__, claims)

    def of(self, kind: type, keys: Iterable[str]) -> dict[str, tuple]:
        """What was derived of a kind, by what it is about."""
        rows = self._rows.get(kind, {})
        return {key: rows[key] for key in keys if rows.get(key)}

    def derived(self, kind: type, rows: Mapping[str, tuple]) -> None:
        """Keeps what was derived of a kind."""
        self._rows.setdefault(kind, {}).update(rows)

    def get(self, keys: Iterable[str]) -> dict[str, bytes]:
        """What is kept under these keys."""
        return {key: self._kept[key] for key in keys if key in self._kept}

    def all(self) -> Iterator[tuple[str, bytes]]:
        """All that is kept."""
        return iter(sorted(self._kept.items()))

    def keep(self, values: Mapping[str, bytes | None]) -> None:
        """Keeps what a stage wants kept."""
        self._kept = {k: v for k, v in (self._kept | dict(values)).items() if v is not None}
