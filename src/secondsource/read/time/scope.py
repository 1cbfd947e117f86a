"""What a rule of the date grammar sees of the text around its expression."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from .lexicon import Lexicon
from .tense import has_happened, looks_ahead
from .value import Anchor, Value

_REMEMBERED = 50
"""Dates told before that a text may count from; bounded, so that a text of a million dates is read in linear time."""


@dataclass(slots=True)
class Scope:
    """The text, where relative expressions count from, and what was found before.

    Args:
        anchor: the publication date's parts, or None.
        told: values found so far, last one last: “the following day” counts from it.
        periods: the reporting periods told so far (quarters, or years for longer ones): “a year earlier” compares with one.
    """

    text: str
    words: Lexicon
    anchor: Anchor | None
    told: deque[Value] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))
    periods: deque[Value] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))

    def ahead(self, at: int) -> bool:
        """Whether the clause looks to the future."""
        return looks_ahead(self.text, at, self.words)

    def happened(self, at: int) -> bool:
        """Whether the clause tells of the past."""
        return has_happened(self.text, at, self.words)

    def before(self, at: int, characters: int = 20) -> str:
        """A few characters before, in lower case."""
        return self.text[max(0, at - characters) : at].lower()

    @property
    def last(self) -> Value | None:
        """The last date told that has a year."""
        return next((v for v in reversed(self.told) if v.edtf and v.edtf[0].isdigit()), None)

    def year(self, month: int, at: int, day: int | None = None) -> int | None:
        """The year of a month told without one: the nearest past one, unless the clause looks ahead; None without an anchor."""
        anchor = self.anchor
        if anchor is None:
            return None
        if anchor.month is None:
            return anchor.year
        away = month - anchor.month
        gone = day <= anchor.day if day and anchor.day and away == 0 else away <= 0
        if self.ahead(at):
            return anchor.year if away >= 0 or (away >= -1 and not gone) else anchor.year + (1 if away < -3 else 0)
        if day is None and 1 <= away % 12 <= 2 and not self.happened(at):
            return anchor.year + (1 if away < 0 else 0)
        if gone or (away == 0):
            return anchor.year
        if day and (_soon(anchor, month, day, 21) or (_soon(anchor, month, day, 90) and not self.happened(at))):
            return anchor.year
        return anchor.year - 1


def _soon(anchor: Anchor, month: int, day: int, within: int) -> bool:
    """At most so many days after the anchor: nearer than a year ago by far, so rather that."""
    ahead = (month - (anchor.month or 1)) * 30 + day - (anchor.day or 1)
    return 0 <= ahead <= within


Handler = Callable[["re.Match[str]", Scope], Value | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern (with `{piece}` of the lexicon) and what it comes to."""

    name: str
    pattern: str
    handler: Handler


class Rules(list[Rule]):
    """An ordered list that functions join by decoration."""

    def add(self, pattern: str) -> Callable[[Handler], Handler]:
        """Decorator: the function resolves what the pattern matches."""

        def join(handler: Handler) -> Handler:
            self.append(Rule(getattr(handler, "__name__", "rule"), pattern, handler))
            return handler

        return join
