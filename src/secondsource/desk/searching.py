"""Full-text search at the desk: one finder for each state of the case and each set of readers, who are asked nothing but words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Lock
from typing import overload

from secondsource.pipeline.searching import searchable, searchable_view
from secondsource.publish.found import Finder, Found
from secondsource.publish.hidden_words import hidden
from secondsource.store import Case, CaseView
from secondsource.store.search import Index, What

from .shelf import Shelf, Shown

_KEPT = 8


class Searching:
    """Knows the words of the case that a shelf hands out.

    Args:
        shelf: where the case comes from.
    """

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._lock = Lock()
        self._of: CaseView | None = None
        self._index: Index | None = None
        self._finders: dict[int, tuple[CaseView, Finder]] = {}

    def finder(self, shown: Shown) -> Finder:
        """What searches the case as it is shown to whoever asks; the words are brought up to date first, while others who search wait."""
        whole = shown.whole if shown.whole is not None else shown.view
        with self._lock:
            if self._of is not whole:
                before, self._index = self._index, None
                if before is not None:
                    before.close()
                self._finders.clear()
                self._index, self._of = self._made(whole), whole
            assert self._index is not None
            held = self._finders.get(id(shown.view))
            if held is None:
                while len(self._finders) >= _KEPT:
                    self._finders.pop(next(iter(self._finders)))
                held = shown.view, Finder(self._index, shown.view, shown.masks, shown.closed)
                self._finders[id(shown.view)] = held
            return held[1]

    def _made(self, whole: CaseView) -> Index:
        if not (self._shelf.folder / "case.toml").is_file():
            return searchable_view(whole)
        with Case.open(self._shelf.folder) as case:
            return searchable(case, hidden)


class FoundList(Sequence[Found]):
    """What a search found, read as it is looked at.

    Args:
        finder: searches.
        text: as it was typed.
        what: which kind.

    Raises:
        BadSearch: if the search is not understood.
    """

    def __init__(self, finder: Finder, text: str, what: What) -> None:
        self._find: Callable[..., tuple[Found, ...]] = lambda first, most: (
            finder.find(text, what, first=first, most=most).rows
        )
        self._total = finder.find(text, what, most=0).total

    def __len__(self) -> int:
        return self._total

    @overload
    def __getitem__(self, at: int) -> Found: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Found]: ...
    def __getitem__(self, at: int | slice) -> Found | Sequence[Found]:
        if isinstance(at, slice):
            start, stop, step = at.indices(self._total)
            return self._find(start, max(stop - start, 0))[::step]
        if not -self._total <= at < self._total:
            raise IndexError(at)
        return self._find(at % self._total, 1)[0]
