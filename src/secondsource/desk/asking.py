"""What readers write into an address, understood or not; what is not understood is said in one sentence that says what to write."""

from __future__ import annotations

import re
from datetime import date

from secondsource.model import SecondsourceError
from secondsource.publish.tongue import say

FIRST, LAST = 1900, 2100
"""Years between which the law is asked."""
SHOWN = 60
"""Characters of what was written that are repeated."""


class Misasked(SecondsourceError):
    """The address asks for something that is not understood. The message says what to write."""


def day_of(text: str) -> date | None:
    """The day that is asked for; None if nothing is written.

    Raises:
        Misasked: if it is no day, or one of a year that nobody asks the law of.
    """
    said = text.strip()
    if not said:
        return None
    try:
        day = date.fromisoformat(said)
    except ValueError as error:
        problem = say("“{typed}” is not a day. Write it as 2016-03-02: year, month, day.", typed=said[:SHOWN])
        raise Misasked(problem) from error
    if not FIRST <= day.year <= LAST:
        raise Misasked(
            say(
                "{day} is out of reach. Write a day between {first} and {last}, as 2016-03-02.",
                day=day,
                first=FIRST,
                last=LAST,
            )
        )
    return day


def code_of(text: str) -> str | None:
    """The country that is asked for, as a code in capitals; None if nothing is written.

    Raises:
        Misasked: if it is no code.
    """
    said = text.strip().upper()
    if not said:
        return None
    if not re.fullmatch(r"[A-Z]{2}", said):
        raise Misasked(
            say(
                "“{typed}” is not a country's code of two letters. Write PL for Poland, RU for Russia, or choose from the list.",
                typed=text.strip()[:SHOWN],
            )
        )
    return said


def amount_of(text: str, name: str) -> float | None:
    """One end of a range; None if nothing is written.

    Raises:
        Misasked: if it is no number.
    """
    said = text.strip()
    if not said:
        return None
    if not re.fullmatch(r"[0-9]{1,15}(\.[0-9]{1,6})?", said):
        raise Misasked(
            say("“{typed}” is no number. Write {name} in digits, as 1200000.", typed=said[:SHOWN], name=name)
        )
    return float(said)
