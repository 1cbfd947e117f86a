"""What a rule of the date grammar sees of the text around its expression."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from .lexicon import Lexicon
from .value import Anchor, Value

_CLAUSE = re.compile(r"[.;:!?\n](?=\s)|[“”\"]")


_BEHIND = re.compile(r"\b(?:had|previously)\b", re.I)


@dataclass(slots=True)
class Scope:
    """The text, where relative expressions count from, and what was found before.

    Args:
        anchor: the publication date's parts, or None.
        told: values found so far, last one last: “the following day” counts from it.
    """

    text: str
    words: Lexicon
    anchor: Anchor | None
    told: list[Value] = field(default_factory=list)

    def ahead(self, at: int) -> bool:
        """Whether the clause before the expression looks to the future."""
        before = self.text[max(0, at - 70) : at]
        cut = [m.end() for m in _CLAUSE.finditer(before)]
        clause = before[cut[-1] :] if cut else before
        return bool(self.words.ahead.search(clause)) and not _BEHIND.search(clause)

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
        if gone or (away == 0):
            return anchor.year
        return anchor.year if away <= 1 and day and _soon(anchor, month, day) else anchor.year - 1


def _soon(anchor: Anchor, month: int, day: int) -> bool:
    """Within about three weeks after the anchor: nearer than a year ago by far, so rather that."""
    ahead = (month - (anchor.month or 1)) * 30 + day - (anchor.day or 1)
    return 0 <= ahead <= 21


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
