"""The reporting period that a business text speaks of: “the latest quarter”, “the year-earlier period”, “a year ago”."""

from __future__ import annotations

import re
from functools import lru_cache

from . import value as v
from .lexicon import Lexicon
from .scope import Scope
from .value import Value

_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_COMPARED = re.compile(
    r"(?:\b(?:from|with|than|to|share|million|billion|trillion|cents|pence|percent|quarter|period)|\d%?)"
    r"(?:\s*\([^()]{0,40}\))?[\s,]*$"
)
_OPENS = re.compile(r"(?:^|[.!?]['”\"]*\s+|\n\s*)$")
_FIGURES = re.compile(r"[^.!?\n]{0,90}?(?:[$£¥#€%]|\b(?:million|billion|percent|cents|profit|loss|net)\b)")


def last_quarter(s: Scope, years_before: int = 0) -> Value | None:
    """The quarter before the one of publication, or the same some years earlier."""
    if not s.anchor:
        return None
    q, y = ((s.anchor.month or 12) + 2) // 3 - 1, s.anchor.year - years_before
    return v.quarter(y, q) if q else v.quarter(y - 1, 4)


def quarter_told(s: Scope) -> tuple[int, int] | None:
    """Year and number of the quarter that the text reports on: the last told that is not a comparison or a forecast."""
    for period in reversed(s.periods):
        match = _QUARTER.fullmatch(period.timex)
        if match:
            return int(match[1]), int(match[2])
    return None


def period_before(s: Scope, years: int = 1) -> Value | None:
    """The period reported on, some years earlier, of the same kind; None where none is told."""
    if not s.periods:
        return None
    last = s.periods[-1]
    match = _QUARTER.fullmatch(last.timex)
    return v.quarter(int(match[1]) - years, int(match[2])) if match else v.year(int(last.timex[:4]) - years)


def period_of_year(s: Scope, y: int) -> Value | None:
    """The period reported on, in that year."""
    return period_before(s, int(s.periods[-1].timex[:4]) - y) if s.periods else None


def compares(s: Scope, start: int, end: int) -> bool:
    """Whether the words stand where figures are compared (“up from $2 million a year earlier”)."""
    if _COMPARED.search(s.before(start, 60)):
        return True
    return bool(_OPENS.search(s.before(start, 4)) and _FIGURES.match(s.text, end, end + 100))


@lru_cache(maxsize=8)
def _ended(words: Lexicon) -> re.Pattern[str]:
    return re.compile(
        rf",?\s+(?:that\s+|which\s+)?end(?:ed|ing|s)\s+(?:on\s+)?(?P<m>{words.parts['month']})"
        rf"(?:\s+(?P<d>\d\d?))?(?:,?\s+(?P<y>{words.parts['yyyy']}))?",
        re.I,
    )


def quarter_ended(s: Scope, end: int) -> Value | None:
    """The three months that end where the words after `end` say (“the quarter ended Sept. 30”).

    Its TimeML value is the calendar quarter that holds most of it.
    """
    match = _ended(s.words).match(s.text, end)
    if match is None:
        return None
    month = s.words.months[match["m"].lower()]
    y = int(match["y"]) if match["y"] else s.year(month, end, int(match["d"]) if match["d"] else None)
    if y is None:
        return None
    if match["d"] and int(match["d"]) < 15:
        y, month = v.add_months(y, month, -1)
    first, middle = v.add_months(y, month, -2), v.add_months(y, month, -1)
    called = v.quarter(middle[0], (middle[1] + 2) // 3)
    return Value(
        called.kind, f"{first[0]:04}-{first[1]:02}/{y:04}-{month:02}", called.timex, "the three months that end then"
    )
