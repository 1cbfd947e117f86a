"""What runs a function over many parts of an input: the seam to one machine's processes and to a cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

P = TypeVar("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Done(Generic[P, R]):
    """A part with what the function gave for it."""

    part: P
    value: R


@dataclass(frozen=True, slots=True)
class Died(Generic[P]):
    """A part whose worker ended before the function did, with one sentence on how (a signal, an exit, a lost machine)."""

    part: P
    how: str


class Engine(Protocol):
    """Runs a function over parts, each in one of several workers.

    A worker that dies gives `Died` for the part that it had in hand, and for no other; a further worker takes its place. An engine
    tries nothing again: whoever asked decides what becomes of the part.
    """

    @property
    def workers(self) -> int:
        """How many parts are worked on at a time."""
        ...

    def map(self, function: Callable[[P], R], parts: Iterable[P]) -> Iterator[Done[P, R] | Died[P]]:
        """The outcome of each part, in any order, as they come.

        Args:
            function: can be pickled by its name; what it must open (a reader) it opens once for its process and keeps.
            parts: small descriptions that can be pickled, not data; taken as workers become free.

        Raises:
            Exception: what the function raises is raised here, and what is in hand then is given up.
        """
        ...

    def close(self) -> None:
        """Ends all workers."""
        ...
