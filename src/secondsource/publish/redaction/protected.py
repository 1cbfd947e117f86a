"""Everything that an edition must not let out, and where to look for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from .details import singles_out
from .search import Finder, Item, Kind


@dataclass(frozen=True, kw_only=True)
class Leak:
    """Something that would have gone out. It says of which kind and where, never what."""

    kind: Kind
    place: str

    def __str__(self) -> str:
        return f"{self.kind} in {self.place}"


@dataclass(frozen=True, kw_only=True, eq=False)
class Protected:
    """What must not be found in an edition.

    Args:
        items: what is looked for.
        pictures: SHA-256 of the pictures that were made by this program and whose words are known; no other picture goes out.
        marks: beginnings of what stands for somebody (`unnamed source`, `[source’s`): sentences with them must not single out anybody.
    """

    items: tuple[Item, ...] = ()
    pictures: frozenset[str] = frozenset()
    marks: tuple[str, ...] = field(default=())

    @cached_property
    def finder(self) -> Finder:
        """Looks for all of it."""
        return Finder(self.items)

    def kinds_in(self, text: str) -> Iterator[Kind]:
        """The kinds of what is found in a text, each once."""
        yield from sorted({found.item.kind for found in self.finder.found(text)})

    def singled_out(self, text: str) -> bool:
        """Whether a sentence of a text as readers see it gives so many details of a hidden person that they point at one."""
        return any(mark in text for mark in self.marks) and singles_out(text, self.marks)
