"""The list of claims as columns: what rows are chosen, counted and ordered by, a few bytes for each, so that none of them need be looked at.

It finds what `listing.chosen` finds by looking at every row.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from .listing import FACETS, LONGEST, Row, Wish
from .vocabulary import Gathering, Mask, Places, Texts, Vocabulary

Days = NDArray[np.bytes_]
_UNKNOWN = b"~"
"""Behind every date: what has none stands last when the earliest is first."""


@dataclass(frozen=True, kw_only=True)
class Index:
    """Columns of the list.

    Args:
        number: how many rows there are.
        values: for each facet and value the places of the rows that have it, from 0.
        kinds: names of the kinds of event by type; `states` names of the countries by code.
        first: ISO days, empty where open, as in the rows; `last` likewise.
        orders: the places of the rows in another order, by the name of the sort.
        words: what a search looks through.
    """

    number: int
    values: Mapping[str, Mapping[str, Places]]
    kinds: Mapping[str, str]
    states: Mapping[str, str]
    first: Days
    last: Days
    orders: Mapping[str, Places]
    words: Vocabulary

    @classmethod
    def of(cls, rows: Iterable[Row]) -> Index:
        """The columns of these rows."""
        columns = Columns()
        for row in rows:
            columns.add(row)
        return columns.made()

    def chosen(self, wish: Wish, texts: Texts) -> Places:
        """The places of the rows a reader asks for, in the order asked for.

        Args:
            wish: what is asked.
            texts: the words of the rows at some places.
        """
        mask = self.beside_facets(wish, texts)
        for name in FACETS:
            if asked := getattr(wish, name):
                mask &= self.having(name, asked)
        order = self.orders.get(wish.sort)
        found: Places = np.flatnonzero(mask).astype(np.uint32) if order is None else order[mask[order]]
        return found

    def having(self, facet: str, value: str) -> Mask:
        """Which rows have a value."""
        out = np.zeros(self.number, dtype=np.bool_)
        places = self.values[facet].get(value)
        if places is not None:
            out[places] = True
        return out

    def beside_facets(self, wish: Wish, texts: Texts) -> Mask:
        """Which rows fit the words and the days asked for."""
        out = self.words.fitting(wish.text[:LONGEST], texts)
        if wish.since or wish.until:
            dated = (self.first != b"") | (self.last != b"")
            early = (self.last != b"") & (self.last < wish.since.encode())
            late = (self.first > wish.until.encode()) if wish.until else np.zeros(self.number, dtype=np.bool_)
            out &= dated & ~early & ~late
        return out

    def bits(self, mask: Mask) -> int:
        """Which rows as a whole number, a bit for each."""
        return int.from_bytes(np.packbits(mask, bitorder="little").tobytes(), "little")

    @cached_property
    def kept(self) -> bytes:
        """What `of_kept` makes it of again."""
        return msgspec.msgpack.encode(
            {
                "number": self.number,
                "values": {f: {v: p.tobytes() for v, p in values.items()} for f, values in self.values.items()},
                "kinds": self.kinds,
                "states": self.states,
                "first": self.first.tobytes(),
                "last": self.last.tobytes(),
                "orders": {name: order.tobytes() for name, order in self.orders.items()},
                "words": self.words.kept(),
            }
        )

    @classmethod
    def of_kept(cls, data: bytes) -> Index:
        """The same columns that were kept."""
        kept: dict[str, Any] = msgspec.msgpack.decode(data)
        return cls(
            number=kept["number"],
            values={f: {v: _places(p) for v, p in values.items()} for f, values in kept["values"].items()},
            kinds=kept["kinds"],
            states=kept["states"],
            first=np.frombuffer(kept["first"], dtype="S10"),
            last=np.frombuffer(kept["last"], dtype="S10"),
            orders={name: _places(order) for name, order in kept["orders"].items()},
            words=Vocabulary.of_kept(kept["words"]),
        )


class Columns:
    """Takes in rows one after the other, and gives their columns."""

    def __init__(self) -> None:
        self._values: dict[str, dict[str, array[int]]] = {name: {} for name in FACETS}
        self._kinds: dict[str, str] = {}
        self._states: dict[str, str] = {}
        self._days: tuple[list[str], list[str]] = ([], [])
        self._numbers: tuple[array[int], array[int], array[int]] = (array("q"), array("q"), array("q"))
        self._words = Gathering()

    def add(self, row: Row) -> None:
        """Takes in the next row."""
        at = len(self._days[0])
        for name, of in FACETS.items():
            for value in dict.fromkeys(of(row)):
                held = self._values[name].get(value)
                if held is None:
                    held = self._values[name][value] = array("I")
                held.append(at)
        self._kinds[row.type], self._states[row.country] = row.kind, row.state
        for days, day in zip(self._days, (row.first, row.last), strict=True):
            days.append(day)
        for numbers, number in zip(self._numbers, (row.low or 0, row.high or 0, row.reports), strict=True):
            numbers.append(number)
        self._words.add(row.words)

    def made(self, ranked: Sequence[int] | None = None) -> Index:
        """The columns; `ranked` gives the rows in another order, by the places in which they were taken in."""
        number = len(self._days[0])
        order = np.arange(number) if ranked is None else np.asarray(ranked, dtype=np.int64)
        place = np.empty(number, dtype=np.uint32)
        place[order] = np.arange(number, dtype=np.uint32)
        first, last = (np.array(days, dtype="S10")[order] for days in self._days)
        low, high, reports = (np.asarray(numbers, dtype=np.int64)[order] for numbers in self._numbers)
        return Index(
            number=number,
            values={
                name: {value: place[np.asarray(held, dtype=np.uint32)] for value, held in values.items()}
                for name, values in self._values.items()
            },
            kinds=self._kinds,
            states=self._states,
            first=first,
            last=last,
            orders={
                "early": _sorted(_or(first, last, _UNKNOWN), _or(last, _UNKNOWN)),
                "late": _sorted(_falling(_or(last, first, b" ")), _falling(_or(first, b" "))),
                "support": _sorted(-low, -high),
                "reports": _sorted(-reports),
            },
            words=self._words.made(place),
        )


def _places(data: bytes) -> Places:
    return np.frombuffer(data, dtype=np.uint32)


def _or(*days: Any) -> Any:
    """Of each row the first that is not empty."""
    out = days[0]
    for other in days[1:]:
        out = np.where(out == b"", other, out)
    return out


def _falling(values: Any) -> Any:
    """Numbers that rise as the values fall."""
    return -np.unique(values, return_inverse=True)[1].reshape(-1)


def _sorted(*keys: Any) -> Places:
    """The places in order of the first key, then of the second; of equal ones as they stood."""
    return np.lexsort(keys[::-1]).astype(np.uint32)
