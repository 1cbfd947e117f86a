"""What a database must know to be searched: how it keeps the words of an entry, and how it is asked for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Connection

from .entries import What
from .query import Part


@dataclass(frozen=True, slots=True)
class Spelled:
    """The words of an entry: of its heading, of each of its texts, and the stems of its Korean verbs."""

    at: int
    title: Sequence[str]
    texts: Sequence[Sequence[str]]
    stems: Sequence[str]


class Engine(Protocol):
    """A database that finds words."""

    def make(self, connection: Connection) -> None:
        """Makes what keeps the words, if it is not there."""

    def clear(self, connection: Connection) -> None:
        """Removes all words."""

    def put(self, connection: Connection, what: What, entries: Iterable[Spelled]) -> list[int]:
        """Keeps the words of entries whose rows are there; gives the places of those that have more words than can all be kept."""

    def drop(self, connection: Connection, what: What, places: Sequence[int]) -> None:
        """Takes the words of these away, or sees to it that they count no more."""

    def settle(self, connection: Connection) -> None:
        """Tidies up after much was put."""

    def source(self, what: What) -> str:
        """SQL: the entries of a kind, called `e`, with their words."""

    def having(self, what: What) -> str:
        """SQL: whether an entry has what the parameter `wanted` asks for."""

    def lacking(self, what: What) -> str:
        """SQL: whether an entry has nothing of what the parameter `unwanted` asks for."""

    def rank(self, what: What) -> str:
        """SQL: what is least for the entry that fits best."""

    def among(self, column: str, name: str) -> str:
        """SQL: whether a column has one of the values of a parameter."""

    def listed(self, values: Iterable[str]) -> Any:
        """Values as that parameter takes them."""

    def asked(self, parts: Sequence[Part], *, every: bool) -> str:
        """Parts as `wanted` (all of them) and `unwanted` (any of them) take them."""

    def loose(self, parts: Sequence[Part]) -> str | None:
        """What entries of which not all could be kept must have, to be looked into for these parts; None if all of them must be."""
