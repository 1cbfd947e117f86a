"""Rows and sources in the language spoken, over those that are kept in English; worked out as a page shows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import overload

from secondsource.publish.footnotes import SourceLine, source_line
from secondsource.store import CaseView
from secondsource.store.claims_at_hand import Claims
from secondsource.subjects import Subject

from .listing import Row, Wish, chosen, said_anew

_TOGETHER = 400
"""Rows that are read together by whoever walks through all."""
_MOST = 2_000
"""Lines that are kept in a language."""


class SaidRows(Sequence[Row]):
    """A list of claims of a case at hand; a search goes by the words that are kept.

    Args:
        rows: as they are kept.
        view: the case, masked.
        pack: its subject.
    """

    def __init__(self, rows: Sequence[Row], view: CaseView, pack: Subject) -> None:
        self._rows, self._view, self._pack = rows, view, pack

    def chosen(self, wish: Wish) -> SaidRows:
        """The rows of the whole list that a reader asks for, in the order asked for."""
        return SaidRows(chosen(self._rows, wish), self._view, self._pack)

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | Sequence[Row]:
        if isinstance(at, slice):
            return self._said(self._rows[at])
        return self._said((self._rows[at],))[0]

    def __iter__(self) -> Iterator[Row]:
        for start in range(0, len(self._rows), _TOGETHER):
            yield from self._said(self._rows[start : start + _TOGETHER])

    def _said(self, rows: Sequence[Row]) -> list[Row]:
        assert isinstance(self._view.claims, Claims)
        claims = self._view.claims.some([row.id for row in rows])
        return [said_anew(row, claim, self._pack) for row, claim in zip(rows, claims, strict=True)]


class SaidSources(Mapping[str, SourceLine]):
    """A line for each report, by its id, with the numbers that they have.

    Args:
        sources: in English; a search goes by what is kept of them.
        view: the case, masked.
    """

    def __init__(self, sources: Mapping[str, SourceLine], view: CaseView) -> None:
        self.kept, self._view = sources, view
        self._said: dict[str, SourceLine] = {}

    def __getitem__(self, report: str) -> SourceLine:
        found = self._said.get(report)
        if found is None:
            line, known = self.kept[report], self._view.report(report)
            found = source_line(int(line.label[1:]), known, self._view) if known else line
            if len(self._said) < _MOST:
                self._said[report] = found
        return found

    def __contains__(self, report: object) -> bool:
        return report in self.kept

    def __iter__(self) -> Iterator[str]:
        return iter(self.kept)

    def __len__(self) -> int:
        return len(self.kept)
