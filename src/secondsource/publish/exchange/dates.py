"""Our dates (EDTF) in the forms that other standards have; what a form cannot say is left out or said in words, never padded in silence."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from secondsource.model import BadDate, PartialDate

_PLAIN = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?")
_LIKE_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT")


def plain(text: str) -> str | None:
    """A year, month, day or instant as ISO 8601 has it; None for what EDTF alone can say (about, seasons, intervals, no year).

    >>> plain("2016-05"), plain("2016-05~"), plain("2016-02/2016-03")
    ('2016-05', None, None)
    """
    if _PLAIN.fullmatch(text):
        return text
    if _LIKE_INSTANT.match(text):
        try:
            datetime.fromisoformat(text)
        except ValueError:
            return plain(text[:10])
        return text
    return None


def ends(text: str) -> tuple[str | None, str | None]:
    """The first and the last day that a date may mean; None where it is open, has no year, or is no date."""
    if (instant := plain(text)) and "T" in instant:
        return text[:10], text[:10]
    try:
        date = PartialDate(text)
    except BadDate:
        return None, None
    return (
        date.earliest.isoformat() if date.earliest else None,
        date.latest.isoformat() if date.latest else None,
    )


def day_of(text: str) -> str | None:
    """One day to sort and draw by: the first that the date may mean, or the last where that is open."""
    low, high = ends(text)
    return low or high


def stamp(text: str) -> str | None:
    """An instant in UTC (`2016-06-08T00:00:00Z`) that the date begins with; None if it has no day to begin with."""
    if _LIKE_INSTANT.match(text) and plain(text) == text:
        made = datetime.fromisoformat(text)
        made = made.replace(tzinfo=UTC) if made.tzinfo is None else made
        try:
            return made.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")
        except OverflowError:
            return None
    day = day_of(text)
    return f"{day}T00:00:00Z" if day else None


def csl(text: str) -> dict[str, Any] | None:
    """The date as a CSL date variable (CSL 1.0.2): parts, seasons and intervals as numbers, `circa` for about; the words where numbers cannot say it.

    >>> csl("2016-05~"), csl("2016-02-18/2016-03")
    ({'date-parts': [[2016, 5]], 'circa': True}, {'date-parts': [[2016, 2, 18], [2016, 3]]})
    """
    parts = text[:10] if _LIKE_INSTANT.match(text) else text
    ends_of = parts.split("/")
    mark = {part[-1] for part in ends_of if part[-1:] in "~?%" and part}
    bare = [part.rstrip("~?%") for part in ends_of]
    if not all(_PLAIN.fullmatch(part) for part in bare) or "?" in mark or "%" in mark:
        season = re.fullmatch(r"(\d{4})-2([1-4])", text)
        return {"date-parts": [[int(season[1])]], "season": int(season[2])} if season else {"literal": text}
    if len(bare) == 2 and mark:
        return {"literal": text}
    out: dict[str, Any] = {"date-parts": [[int(number) for number in part.split("-")] for part in bare]}
    return {**out, "circa": True} if mark else out
