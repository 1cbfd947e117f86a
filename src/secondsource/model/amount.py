"""Amounts as ranges: "dozens" is 24 to 99, "at least 100" has no upper end. Never a point that the words do not give."""

from __future__ import annotations

from dataclasses import dataclass

from .span import Span


@dataclass(frozen=True, slots=True)
class Range:
    """From `low` to `high`, both inclusive; None is an open end, and at most one end may be open.

    >>> Range(24, 99).overlaps(Range(80, None))
    True
    """

    low: float | None
    high: float | None

    def __post_init__(self) -> None:
        if self.low is None and self.high is None:
            raise ValueError("A range needs at least one end.")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"The range runs backwards: {self.low} to {self.high}.")

    @property
    def exact(self) -> bool:
        """Whether it is one number."""
        return self.low == self.high

    def overlaps(self, other: Range) -> bool:
        """Whether one number could be meant by both."""
        return not (
            (self.low is not None and other.high is not None and self.low > other.high)
            or (other.low is not None and self.high is not None and other.low > self.high)
        )

    def __str__(self) -> str:
        def number(value: float) -> str:
            return f"{value:,.0f}" if value == int(value) else f"{value:,}"

        if self.low is None:
            return f"at most {number(self.high or 0)}"
        if self.high is None:
            return f"at least {number(self.low)}"
        return number(self.low) if self.exact else f"{number(self.low)}–{number(self.high)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """How many or how much of what, with the words that say so.

    Args:
        what: `workers`, `permits`, `flights`, an ISO 4217 code such as `USD`, ...
        range: the numbers the words allow.
        span: the words.
        per: `year`, `month`, `week`, `day`, `hour`, `worker` ... or None.
    """

    what: str
    range: Range
    span: Span
    per: str | None = None
