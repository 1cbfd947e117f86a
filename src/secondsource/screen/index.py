"""Entries found by name without comparing every name with every other: by keys that any two spellings of a name share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ..model.garbage import undisturbed
from . import bodies, people, vessels
from .alike import THRESHOLD, Kind, Likeness
from .entry import ListedName, ListEntry

_CROWD = 400
"""A key that so many names share tells little; it is followed only where a name has no rarer one."""
_KEYS = 8
"""Keys followed for one name, the rarest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An entry that a name may mean: in which list, by which of its names, how alike."""

    list: str
    entry: ListEntry
    by: ListedName
    likeness: Likeness


class Index:
    """Entries of lists, to be asked by name.

    Args:
        entries: pairs of a list's name and an entry of it.
    """

    def __init__(self, entries: Iterable[tuple[str, ListEntry]]) -> None:
        self._rows: list[tuple[str, ListEntry, ListedName]] = []
        self._keys: dict[Kind, defaultdict[str, list[int]]] = {kind: defaultdict(list) for kind in Kind}
        with undisturbed():
            for which, entry in sorted(entries, key=lambda pair: (pair[0], pair[1].id)):
                for name in entry.names:
                    self._add(which, entry, name)
                for number in entry.imo:
                    self._number(which, entry, number)

    def _add(self, which: str, entry: ListEntry, name: ListedName) -> None:
        row = len(self._rows)
        self._rows.append((which, entry, name))
        for kind in (entry.kind,) if entry.kind else (Kind.BODY, Kind.PERSON):
            for key in _keys(kind, name.text):
                self._keys[kind][key].append(row)

    def _number(self, which: str, entry: ListEntry, number: str) -> None:
        """The number of a ship leads to the entry that names it, also to that of its owner."""
        self._rows.append((which, entry, ListedName(text=f"{entry.name} (IMO {number})", what="IMO number")))
        self._keys[Kind.SHIP][f"imo:{number}"].append(len(self._rows) - 1)

    def find(self, name: str, kind: Kind, threshold: float = THRESHOLD) -> tuple[Found, ...]:
        """The entries that the name may mean, most alike first; of each its most alike name.

        Args:
            name: as a report or a person writes it, in any script.
            kind: what it names; entries of another kind are never found.
            threshold: likeness from which an entry is suggested.
        """
        best: dict[tuple[str, str], Found] = {}
        asked = _prepared(kind, name)
        for row in self._candidates(kind, name):
            which, entry, listed = self._rows[row]
            likeness = _compared(kind, asked, _prepared(kind, listed.text))
            if listed.weak and likeness.score < 1:
                likeness = Likeness(
                    round(likeness.score * 0.97, 4), (*likeness.why, "a name that the list itself calls weak")
                )
            known = best.get((which, entry.id))
            if likeness.score >= threshold and (known is None or likeness.score > known.likeness.score):
                best[which, entry.id] = Found(list=which, entry=entry, by=listed, likeness=likeness)
        return tuple(sorted(best.values(), key=lambda f: (-f.likeness.score, f.list, f.entry.id)))

    def _candidates(self, kind: Kind, name: str) -> Iterator[int]:
        keys = self._keys[kind]
        known = sorted((len(keys[key]), key) for key in _keys(kind, name) if key in keys)
        rare = [key for size, key in known if size <= _CROWD]
        if kind is Kind.PERSON:
            followed = [key for key in rare if key.startswith("h:")] + [
                key for key in rare if not key.startswith("h:")
            ][:_KEYS]
        else:
            followed = rare[: 3 * _KEYS]
        followed = followed or [key for _, key in known[:1]]
        yield from dict.fromkeys(row for key in followed for row in keys[key])


def _prepared(kind: Kind, name: str) -> Any:
    if kind is Kind.PERSON:
        return people.prepared(name)
    if kind is Kind.BODY:
        return bodies.prepared(name)
    return vessels.ship(name) if kind is Kind.SHIP else vessels.aircraft(name)


def _keys(kind: Kind, name: str) -> frozenset[str]:
    if kind is Kind.PERSON:
        return people.keys(people.prepared(name))
    if kind is Kind.BODY:
        return bodies.keys(bodies.prepared(name))
    if kind is Kind.SHIP:
        return vessels.ship_keys(vessels.ship(name))
    registration = vessels.aircraft(name)
    return frozenset({registration} if registration else ())


def _compared(kind: Kind, one: Any, other: Any) -> Likeness:
    if kind is Kind.PERSON:
        return people.compared(one, other)
    if kind is Kind.BODY:
        return bodies.compared(one, other)
    if kind is Kind.SHIP:
        return vessels.ships_compared(one, other)
    return vessels.aircraft_compared(one, other)
