"""The words in which a dossier tells a reader what values mean, and how dates and amounts are said."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from secondsource.model import PartialDate, Range
from secondsource.model.edtf import NO_YEAR
from secondsource.subjects.loader import read_yaml

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""In English whatever the locale, which `calendar.month_name` follows: the same case must give the same bytes everywhere."""
_ISO = re.compile(
    r"(?<![\w/.-])(?:\.\./)?(?:\d{4}-\d{2}(?:-\d{2})?[~?%]?)(?:/(?:\.\.|\d{4}-\d{2}(?:-\d{2})?[~?%]?))?(?!\.?[\w/-])"
)
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}


@lru_cache(maxsize=1)
def words() -> dict[str, Any]:
    """The content of `words.yaml`."""
    loaded: dict[str, Any] = read_yaml(Path(__file__).with_name("words.yaml"))
    return loaded


def word(room: str, key: Any) -> str:
    """How a value is said: `word("basis", Basis.TOLD)` is “was told”. An unknown key is said as it is, without underscores."""
    entry = words()[room].get(key if isinstance(key, int) else str(key))
    if entry is None:
        return str(key).replace("_", " ")
    return str(entry["says"]) if isinstance(entry, dict) else str(entry)


def count(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun.

    >>> count(1, "report"), count(2, "report")
    ('1 report', '2 reports')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def said_date(date: PartialDate | str | None) -> str:
    """A partial date as a reader says it, no more precise than it is.

    >>> said_date("2016-05-17"), said_date("../2016-03~")
    ('17 May 2016', 'by about March 2016')
    """
    if date is None:
        return "not known"
    text = str(date)
    if "/" in text:
        low, high = text.split("/")
        if low in ("..", ""):
            return f"by {_point(high)}"
        if high in ("..", ""):
            return f"from {_point(low)}"
        return _range(low, high)
    return _point(text)


def sentence(text: str) -> str:
    """A generated sentence for a reader: dates in words, the first letter a capital.

    >>> sentence("it is in force from 2017-12-22.")
    'It is in force from 22 December 2017.'
    """
    said = said_dates(text)
    return said[:1].upper() + said[1:]


def said_dates(text: str) -> str:
    """A generated text with its dates in words."""
    return _ISO.sub(lambda found: said_or_same(found[0]), text)


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


def said_title(text: str) -> str:
    """A claim's heading; what is uncertain about its date stands behind the date, as everywhere else.

    >>> said_title("Detention, Kuwait, by perhaps 10 June 2016")
    'Detention, Kuwait, by 10 June 2016 (uncertain)'
    """
    return re.sub(r"\b((?:by|from|in|on) )?perhaps (\w[^,]*)$", r"\1\2 (uncertain)", text)


def mark_of(label: str | None) -> str:
    """One word for what an input says of its own nature, to stand wherever the report is named; empty without a label.

    >>> mark_of("Digest written from public facts; the comments are invented."), mark_of(None)
    ('digest', '')
    """
    if not label:
        return ""
    said = label.casefold()
    for entry in words()["marks"]:
        if any(sign in said for sign in entry["signs"]):
            return str(entry["says"])
    return str(words()["mark_otherwise"])


def number(text: str) -> str:
    """A number as a reader writes it; what is no number comes back as it is."""
    try:
        value = float(text)
    except ValueError:
        return text
    return str(Range(value, value))


def said_value(attribute: str, value: str) -> str:
    """The value of a claim's attribute as a reader says it.

    >>> said_value("quantity:workers", "24..99 workers"), said_value("quantity:USD", "..40000 USD year")
    ('24–99 workers', 'at most 40,000 USD a year')
    """
    if attribute == "when":
        return said_or_same(value)
    if attribute == "type":
        return value.replace("_", " ").lower()
    if not attribute.startswith("quantity") or not re.match(r"[\d.]", value):
        return value
    numbers, _, rest = value.partition(" ")
    what, _, per = rest.partition(" ")
    low, dots, high = numbers.partition("..")
    try:
        amount = str(Range(float(low) if low else None, float(high) if high else None)) if dots else number(low)
    except ValueError:
        amount = numbers
    return " ".join(part for part in (amount, what.replace("_", " "), f"a {per}" if per else "") if part)


def said_attribute(attribute: str) -> str:
    """The name of a claim's attribute as a heading."""
    kind, _, what = attribute.replace(".", ":").partition(":")
    name = word("attributes", kind)
    name = name[:1].upper() + name[1:]
    return f"{name}: {what.replace('_', ' ')}" if what else name


def said_bounds(at_least: int, at_most: int) -> str:
    """The interval of support in words.

    >>> said_bounds(1, 2), said_bounds(1, 1), said_bounds(0, 0)
    ('at least 1, at most 2 independent origins', 'at least 1, at most 1 independent origin', 'no origin of its own')
    """
    if at_most == 0:
        return "no origin of its own"
    return f"at least {at_least}, at most {count(at_most, 'independent origin')}"
