"""How dates are said, in English or the language spoken: no more precise than they are."""

from __future__ import annotations

import re

from secondsource.model import PartialDate
from secondsource.model.edtf import MONTHS, NO_YEAR

from . import dates_korean
from .tongue import language, say

_ISO = re.compile(
    r"(?<![\w/.-])(?:\.\./)?(?:\d{4}-\d{2}(?:-\d{2})?[~?%]?)(?:/(?:\.\.|\d{4}-\d{2}(?:-\d{2})?[~?%]?))?(?!\.?[\w/-])"
)
_ISO_BEFORE_HANGUL = re.compile(_ISO.pattern.removesuffix(r"(?!\.?[\w/-])") + r"(?!\.?[A-Za-z0-9_/-])")
"""A Korean particle stands right behind the day."""
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}


def said_date(date: PartialDate | str | None) -> str:
    """A partial date as a reader says it, no more precise than it is.

    >>> said_date("2016-05-17"), said_date("../2016-03~")
    ('17 May 2016', 'by about March 2016')
    """
    if date is None:
        return say("not known")
    text = str(date)
    if language() == "ko":
        return dates_korean.said(text)
    if "/" in text:
        low, high = text.split("/")
        if low in ("..", ""):
            return f"by {_point(high)}"
        if high in ("..", ""):
            return f"from {_point(low)}"
        return _range(low, high)
    return _point(text)


def said_month(month: int) -> str:
    """A month in short, for an axis.

    >>> said_month(12)
    'Dec'
    """
    return f"{month}월" if language() == "ko" else MONTHS[month - 1][:3]


def in_words(text: str) -> str:
    """A text with its dates in words."""
    pattern = _ISO if language() == "en" else _ISO_BEFORE_HANGUL
    return pattern.sub(lambda found: said_or_same(found[0]), text)


def said_or_same(text: str) -> str:
    """A partial date in words; what is no date comes back as it is."""
    try:
        return said_date(PartialDate(text))
    except ValueError:
        return text


def _range(low: str, high: str) -> str:
    if high[-1:] == "?" and low[-1:].isdigit():
        return f"{_range(low, high[:-1])} (uncertain)"
    first, last = _point(low).split(" "), _point(high).split(" ")
    if low[-1:].isdigit() and high[-1:].isdigit() and first[-1] == last[-1] and len(first) > 1 and len(last) > 1:
        # The year, and the month where it is the same, is said once.
        if len(first) == len(last) == 3 and first[1] == last[1]:
            return f"{first[0]}–{' '.join(last)}"
        return f"{' '.join(first[:-1])} to {' '.join(last)}"
    return f"{_point(low)} to {_point(high)}"


def _point(text: str) -> str:
    mark = text[-1] if text[-1] in "~?%" else ""
    year, _, rest = text.rstrip("~?%").partition("-")
    month, _, day = rest.partition("-")
    if year == NO_YEAR:
        year = ""
    elif "X" in year:
        year = f"{year.replace('X', '0')}s"
    if month in _SEASONS:
        month = _SEASONS[month]
    elif month.isdigit() and 1 <= int(month) <= 12:
        month = MONTHS[int(month) - 1]
    else:
        month = ""
    day = str(int(day)) if day.isdigit() else ""
    out = " ".join(part for part in (day, month, year) if part) or "date without a year"
    if not year and month:
        out += " (year not given)"
    return {"~": f"about {out}", "?": f"{out} (uncertain)", "%": f"about {out} (uncertain)"}.get(mark, out)
