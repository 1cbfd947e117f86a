"""What has changed in a case since something was last derived from it, and how stages ask for the rest: nothing is in memory that was not asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from .claim import Claim
from .decision import Decision
from .statement import Reading

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What differs from when a case was last derived.

    Args:
        whole: nothing that was derived or kept before may be used; everything is in the other sets then.
        reports: ids of the reports that are new, or whose text, reading or corrections are others.
        gone: ids of the reports that are there no more.
        claims: ids of the claims that are new or differ.
        lost: ids of the claims that are there no more.
        decisions: those in force from which anything is derived, in the order of the ledger.
        decided: whether they are others than before.
    """

    whole: bool
    reports: frozenset[str]
    gone: frozenset[str] = frozenset()
    claims: frozenset[str] = frozenset()
    lost: frozenset[str] = frozenset()
    decisions: tuple[Decision, ...] = ()
    decided: bool = True


class Stand(Protocol):
    """What stands in the case now, given as it is asked for."""

    @property
    def reports(self) -> Sequence[str]:
        """The ids of all reports, in order of publication, unknown dates last, then of id."""

    @property
    def claims(self) -> Sequence[str]:
        """The ids of all claims, in the order in which join gives them."""

    @property
    def outlets(self) -> frozenset[str]:
        """The names of the outlets of all reports."""

    def readings(self, reports: Iterable[str]) -> Iterator[Reading]:
        """What was read in these reports, corrected, in the order in which they are asked for."""

    def of_claims(self, claims: Iterable[str]) -> Iterator[Claim]:
        """These claims, in the order in which they are asked for."""


class Kept(Protocol):
    """What a stage keeps beside its values to be quicker the next time. It may be lost at any time; then everything is computed again."""

    def get(self, keys: Iterable[str]) -> dict[str, bytes]:
        """What is kept under these keys; what there is nothing of is left out."""

    def all(self) -> Iterator[tuple[str, bytes]]:
        """Everything that is kept, by key."""

    def put(self, values: Mapping[str, bytes | None]) -> None:
        """Keeps these values in place of those that are there; None lets go of one."""


class Before(Protocol):
    """What was derived last time, given as it is asked for."""

    def of(self, kind: type[T], keys: Iterable[str]) -> dict[str, tuple[T, ...]]:
        """The values of a kind by what they are about: relays by their taker, loops and figures all under an empty key, others by their claim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patch(Generic[T]):
    """How the values of one kind are now.

    Args:
        rows: by what they are about (see `Before.of`), all values there are of it now; whatever is left out stays as it is.
        whole: in place of `rows`, all values in order.
    """

    rows: Mapping[str, tuple[T, ...]]
    whole: tuple[T, ...] | None = None
