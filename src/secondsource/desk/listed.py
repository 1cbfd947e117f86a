"""The list of claims of a case at hand: rows, claims and relays that are read as a page shows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, overload

from secondsource.model import Claim, Relay
from secondsource.store import CaseView
from secondsource.store.claims_at_hand import Claims

from .catalogue import Catalogue
from .facets import Facets
from .listing import Row, Wish

_TOGETHER = 400
"""Rows that are read together by whoever walks through all."""


class Listed(Sequence[Row]):
    """The rows at some places of the list, in that order.

    Args:
        catalogue: where they are kept.
        places: which; all of them if not given.
    """

    def __init__(self, catalogue: Catalogue, places: Sequence[int] | None = None) -> None:
        self._catalogue = catalogue
        self._places = range(len(catalogue.claims)) if places is None else places

    def chosen(self, wish: Wish) -> Listed:
        """The rows of the whole list that a reader asks for, in the order asked for."""
        if not wish.asks and not wish.sort:
            return Listed(self._catalogue)
        return Listed(self._catalogue, self._catalogue.index.chosen(wish, self._catalogue.words).tolist())

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | Sequence[Row]:
        if isinstance(at, slice):
            return self._catalogue.rows(self._places[at])
        return self._catalogue.rows((self._places[at],))[0]

    def __iter__(self) -> Iterator[Row]:
        for start in range(0, len(self._places), _TOGETHER):
            yield from self._catalogue.rows(self._places[start : start + _TOGETHER])

    def __bool__(self) -> bool:
        return len(self._places) > 0


def facets_of(catalogue: Catalogue) -> Facets:
    """What the list can be chosen by."""
    return Facets(catalogue.index, catalogue.words)


class Ranked(Sequence[Claim]):
    """The claims, the most important first.

    Args:
        ids: their ids in that order.
        view: the case, masked.
    """

    def __init__(self, ids: Sequence[str], view: CaseView) -> None:
        assert isinstance(view.claims, Claims)
        self._ids, self._claims = ids, view.claims

    def __len__(self) -> int:
        return len(self._ids)

    @overload
    def __getitem__(self, at: int) -> Claim: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Claim]: ...
    def __getitem__(self, at: int | slice) -> Claim | Sequence[Claim]:
        found = self._claims.some(self._ids[at] if isinstance(at, slice) else (self._ids[at],))
        return found if isinstance(at, slice) else found[0]

    def __iter__(self) -> Iterator[Claim]:
        for start in range(0, len(self._ids), _TOGETHER):
            yield from self._claims.some(self._ids[start : start + _TOGETHER])


class Taken(Mapping[tuple[str, str], Relay]):
    """The relays of a case by taker and giver; of several between the same two, the strongest.

    Args:
        view: the case.
    """

    def __init__(self, view: CaseView) -> None:
        self._view = view

    def __getitem__(self, ends: tuple[str, str]) -> Relay:
        taker, giver = ends
        found = [relay for relay in self._view.relays_from(taker) if relay.giver == giver]
        if not found:
            raise KeyError(ends)
        return sorted(found, key=lambda relay: relay.strength)[-1]

    def __iter__(self) -> Iterator[Any]:
        return iter(dict.fromkeys((relay.taker, relay.giver) for relay in self._view.relays))

    def __len__(self) -> int:
        return sum(1 for _ in self)
