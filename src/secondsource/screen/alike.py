"""What a name names, and how alike two of them are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

THRESHOLD = 0.86
"""Likeness from which a match is suggested; measured in docs/concepts/screening.md."""

SURE = 0.93
"""Likeness asked of words that only their capitals make a name."""


class Kind(StrEnum):
    """What a name names."""

    PERSON = "person"
    BODY = "body"
    SHIP = "ship"
    AIRCRAFT = "aircraft"


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two names are: `score` 0 to 1, and the reasons in plain words."""

    score: float
    why: tuple[str, ...] = ()


NONE = Likeness(0.0)
SAME = Likeness(1.0, ("the same name",))
