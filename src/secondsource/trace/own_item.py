"""An outlet that speaks of an earlier item of its own: “our item of 12 February”."""

from __future__ import annotations

import re

from ..model import PartialDate

_OWN_ITEM = re.compile(r"(?:our|my) (?:\w+ )?(?:item|report|story|article|piece|post|dispatch|column)\b", re.IGNORECASE)


def names_own_item(name: str) -> bool:
    """Whether a name means an earlier item of the outlet itself: “our item of 12 February”."""
    return _OWN_ITEM.match(name) is not None


def on_day(words: str, day: PartialDate | None) -> bool:
    """Whether words name the day: “our item of 12 February”."""
    if day is None or (first := day.earliest) is None or first != day.latest:
        return False
    month = first.strftime("%B").casefold()
    text = words.casefold()
    return month in text and re.search(rf"(?<!\d){first.day}(?!\d)", text) is not None
