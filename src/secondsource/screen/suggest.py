"""A name held against the lists of a case: suggestions with their reasons, where each entry stood, and what people decided. Never a verdict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..model import PartialDate
from ..subjects import Subject
from ..subjects.schema import Entity
from .alike import THRESHOLD, Kind
from .entry import ListedName, ListEntry, Snapshot
from .index import Found, Index
from .names import names_of
from .recorded import Recorded, recorded
from .standing import Presence, Standing, presences, standing

PACK = "pack"
"""In the place of a list's name: the subject pack's own bodies."""
_SAME_LIST = {"un": "un", "us": "ofac"}
"""Which list of the files a listing that the pack records is of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """An entry that a name may mean.

    Args:
        list: the list's name, or `pack`.
        id: the entry's own stable id in it.
        name: the entry's main name.
        by: the one of its names that is most alike.
        score: 0 to 1, how alike; it says nothing of what anybody did.
        why: what the likeness rests on and what stands against it.
        about: what the list says beside the name: programme, office, flag, country.
    """

    list: str
    id: str
    name: str
    by: str
    score: float
    why: tuple[str, ...]
    about: tuple[str, ...] = ()

    @property
    def ref(self) -> str:
        """List and id together, as people write it: `un:KPe.050`."""
        return f"{self.list}:{self.id}"


class Register:
    """All lists of a case with all their snapshots, to be asked by name.

    Args:
        snapshots: of any lists, in any order.
        pack: the subject pack, whose own bodies are asked beside the lists.
    """

    def __init__(self, snapshots: Iterable[Snapshot], pack: Subject) -> None:
        grouped: defaultdict[str, list[Snapshot]] = defaultdict(list)
        for snapshot in snapshots:
            grouped[snapshot.list].append(snapshot)
        self.lists: Mapping[str, tuple[Snapshot, ...]] = {
            name: tuple(sorted(group, key=lambda s: (s.as_of, s.id))) for name, group in sorted(grouped.items())
        }
        self.pack = pack

    @cached_property
    def _entries(self) -> Mapping[tuple[str, str], ListEntry]:
        """Every entry that any snapshot has, with the names of all of them; else as the newest has it."""
        out: dict[tuple[str, str], ListEntry] = {}
        for name, snapshots in self.lists.items():
            for snapshot in snapshots:
                for entry in snapshot.entries:
                    known = out.get((name, entry.id))
                    out[name, entry.id] = _with_names(entry, known) if known else entry
        return out

    @cached_property
    def _index(self) -> Index:
        own = [(PACK, _as_entry(entity)) for _, entity in sorted(self.pack.entities.items())]
        return Index([*((name, entry) for (name, _), entry in self._entries.items()), *own])

    def suggest(self, name: str, kind: Kind, threshold: float = THRESHOLD) -> tuple[Suggestion, ...]:
        """The entries that the name may mean, most alike first."""
        return tuple(_suggestion(found) for found in self._index.find(name, kind, threshold))

    def entry(self, which: str, identifier: str) -> ListEntry | None:
        """The entry of that id in any snapshot of the list, or the pack's body of that id; None if there is none."""
        if which == PACK:
            entity = self.pack.entities.get(identifier)
            return _as_entry(entity) if entity else None
        return self._entries.get((which, identifier))

    def standing(self, suggestion: Suggestion, when: PartialDate | None) -> tuple[tuple[str, Standing], ...]:
        """Where the entry stood on every day that `when` may mean: pairs of the list asked and the answer.

        The pack's body may stand on several lists; its record speaks only of those of which no snapshot is held.
        """
        if suggestion.list != PACK:
            return ((suggestion.list, standing(when, self._presences(suggestion.list, suggestion.id))),)
        rows = recorded(self.pack.entities[suggestion.id], when)
        return tuple((row.list, row.standing) for row in rows if not self._speaks(row))

    def _speaks(self, row: Recorded) -> bool:
        """Whether a list that is held has the entry that the pack's record names."""
        which = _SAME_LIST.get(row.list)
        return bool(which in self.lists and row.ref and (which, row.ref) in self._entries)

    def _presences(self, which: str, identifier: str) -> Sequence[Presence]:
        key = (which, identifier)
        if key not in self._told:
            self._told[key] = presences(identifier, self.lists[which])
        return self._told[key]

    @cached_property
    def _told(self) -> dict[tuple[str, str], Sequence[Presence]]:
        return {}


def _with_names(entry: ListEntry, older: ListEntry) -> ListEntry:
    names = tuple(dict.fromkeys((*entry.names, *older.names)))
    if names == entry.names:
        return entry
    return ListEntry(
        id=entry.id, kind=entry.kind, names=names, listed=entry.listed, imo=tuple(dict.fromkeys((*entry.imo, *older.imo))), about=entry.about
    )  # fmt: skip


def _suggestion(found: Found) -> Suggestion:
    return Suggestion(
        list=found.list,
        id=found.entry.id,
        name=found.entry.name,
        by=found.by.text,
        score=found.likeness.score,
        why=found.likeness.why,
        about=found.entry.about,
    )


def _as_entry(entity: Entity) -> ListEntry:
    return ListEntry(
        id=entity.id,
        kind=Kind.BODY,
        names=tuple(ListedName(text=name) for name in names_of(entity)),
        about=(entity.type,),
    )
