"""Three-valued logic for the elements of a provision (Kleene 1952, section 64).

A report rarely says everything a provision asks. What it leaves out is neither true nor false, and a finding must say so.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from functools import reduce


class Truth(IntEnum):
    """Whether an element is met. The order is the logic: `and` takes the least, `or` the greatest.

    >>> Truth.MET & Truth.UNKNOWN
    <Truth.UNKNOWN: 1>
    >>> ~Truth.FAILED
    <Truth.MET: 2>
    """

    FAILED = 0
    UNKNOWN = 1
    MET = 2

    def __and__(self, other: int) -> Truth:
        return Truth(min(self.value, int(other)))

    def __or__(self, other: int) -> Truth:
        return Truth(max(self.value, int(other)))

    def __invert__(self) -> Truth:
        return Truth(2 - self.value)

    @staticmethod
    def of(value: bool | None) -> Truth:
        """The truth of a value that may be missing: None is unknown."""
        return Truth.UNKNOWN if value is None else (Truth.MET if value else Truth.FAILED)


def all_of(elements: Iterable[Truth]) -> Truth:
    """Truth of a conjunction; an empty one is met, as a provision without conditions always applies."""
    return reduce(Truth.__and__, elements, Truth.MET)


def any_of(elements: Iterable[Truth]) -> Truth:
    """Truth of a disjunction; an empty one fails."""
    return reduce(Truth.__or__, elements, Truth.FAILED)
