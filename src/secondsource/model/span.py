"""Character spans: the ground every derived value stands on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .errors import Ungrounded


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters `[start, end)` of one report's text, never empty.

    Raises:
        Ungrounded: if the span is empty or starts before the text.

    >>> Span(4, 10).of("The source said")
    'source'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if self.start < 0 or self.end <= self.start:
            raise Ungrounded(f"A span must hold at least one character; got [{self.start}, {self.end}).")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters themselves. Raises Ungrounded if the text is too short to hold them."""
        if self.end > len(text):
            raise Ungrounded(f"The span [{self.start}, {self.end}) reaches beyond a text of {len(text)} characters.")
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether at least one character is shared."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether every character of the other lies inside this one."""
        return self.start <= other.start and other.end <= self.end

    def shift(self, by: int) -> Span:
        """The same span `by` characters further on."""
        return Span(self.start + by, self.end + by)

    def hull(self, other: Span) -> Span:
        """The smallest span that covers both."""
        return Span(min(self.start, other.start), max(self.end, other.end))

    def trimmed(self, text: str, characters: str | None = None) -> Span:
        """The span without leading and trailing white space (or `characters`). Raises Ungrounded if nothing is left."""
        words = self.of(text)
        left = len(words) - len(words.lstrip(characters))
        right = len(words) - len(words.rstrip(characters))
        return Span(self.start + left, self.end - right)


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same characters as few sorted spans; touching ones become one.

    >>> merged([Span(5, 8), Span(0, 5)])
    (Span(start=0, end=8),)
    """
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end:
            out[-1] = out[-1].hull(span)
        else:
            out.append(span)
    return tuple(out)


def without(span: Span, holes: Iterable[Span]) -> tuple[Span, ...]:
    """What is left of a span when the holes are cut out of it.

    >>> without(Span(0, 10), [Span(2, 4)])
    (Span(start=0, end=2), Span(start=4, end=10))
    """
    out: list[Span] = []
    at = span.start
    for hole in merged(holes):
        if hole.end <= at or hole.start >= span.end:
            continue
        if hole.start > at:
            out.append(Span(at, hole.start))
        at = hole.end
    if at < span.end:
        out.append(Span(at, span.end))
    return tuple(out)


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """Characters of a named report: what a footnote points at. `report` is a report id."""

    report: str
    span: Span
