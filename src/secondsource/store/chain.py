"""Entries that are each sealed to the one before: what does not fit is named."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

START = "0" * 64
"""What the first entry names as the one before it."""


class Link(Protocol):
    """An entry: its number, counted from 1, the hash of the one before it, and its own."""

    @property
    def seq(self) -> int:
        """Its number."""

    @property
    def previous(self) -> str:
        """The hash of the one before it."""

    @property
    def hash(self) -> str:
        """Its own."""


L = TypeVar("L", bound=Link)


def unfit(entries: Iterable[L], name: Callable[[L], str], seal: Callable[[L], str]) -> list[str]:
    """Walks a chain; a sentence for each entry that does not fit, none if all is well.

    Args:
        entries: from the first on.
        name: what an entry is called, at the head of a sentence.
        seal: what its hash must be by what it says.
    """
    out, previous, expected = [], START, 1
    for item in entries:
        if item.seq != expected or item.previous != previous:
            out.append(f"{name(item)} does not follow the one before it: entries were removed or changed.")
        if seal(item) != item.hash:
            out.append(f"{name(item)} was changed after it was written.")
        previous, expected = item.hash, item.seq + 1
    return out
