"""What a group of mentions holds together: the span of its dates and the side it takes."""

from __future__ import annotations

from dataclasses import dataclass

from .facts import Facts
from .rules import NEAR_DAYS, Rules


@dataclass(frozen=True, slots=True)
class Held:
    """What a group of mentions says of time and kind: the latest first day and the earliest last day of its closed dates."""

    low: int | None
    high: int | None
    slack: int
    side: str

    def plus(self, other: Held) -> Held | None:
        """Both together; None if their dates or kinds cannot be of one event."""
        if self.side and other.side and self.side != other.side:
            return None
        low = max((x for x in (self.low, other.low) if x is not None), default=None)
        high = min((x for x in (self.high, other.high) if x is not None), default=None)
        slack = max(self.slack, other.slack)
        if low is not None and high is not None and low - high > slack:
            return None
        return Held(low, high, slack, self.side or other.side)


def held(f: Facts, known: Rules) -> Held:
    """The summary of one mention."""
    closed = f.low is not None and f.high is not None and f.dated
    slack = 4000 if f.type in known.measured else 500 if f.type in known.states else NEAR_DAYS
    return Held(f.low if closed else None, f.high if closed else None, slack, f.side)
