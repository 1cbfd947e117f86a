"""The date that a text told last, from which “the following day” counts."""

from __future__ import annotations

import re
from datetime import date, timedelta

from . import value as v
from .scope import Scope
from .value import Value

BEFORE_DAY = r"(?:(?:early|late|mid)[\s-]*(?P<q>{part})\s+(?:on\s+)?)?"
"""A part of the day told before it, as in “mid-afternoon yesterday” (group `q`)."""
MODIFIER = r"(?:(?P<mod>early|earlier|late|later|mid|(?:the\s+)?(?:end|middle|beginning|start)\s+of)[\s-]+(?:in\s+)?)?"
"""Early, mid or late in a month or year, as a piece of pattern (group `mod`)."""
CLOCK = r"(?:(?:at\s+)?(?:about\s+|around\s+)?(?P<h>\d\d?)(?::(?P<min>\d\d))?\s*(?P<ap>[ap]\.?m\.?)(?:,?\s+(?-i:[ECMP][SD]?T|GMT|UTC|BST|KST)\b|\s+local\s+time\b)?|(?P<noon>noon|midnight))"
"""A time of day (groups `h`, `min`, `ap`, `noon`)."""


def day_told(s: Scope) -> date | None:
    """The day told last, if the last date told is a day."""
    last = s.last
    text = last.edtf.split("/")[-1].rstrip("~?%") if last and last.edtf else ""
    if len(text) == 10:
        return date.fromisoformat(text)
    return None


def year_told(s: Scope) -> int | None:
    """The year of the date told last."""
    last = s.last
    return int(last.edtf[:4]) if last and last.edtf and last.edtf[:4].isdigit() else None


def anchor_text(s: Scope) -> str:
    """The publication date as far as it is known, for reasons."""
    a = s.anchor
    if a is None:
        return "unknown"
    return "-".join(f"{n:02}" for n in (a.year, a.month, a.day) if n)


def from_told(s: Scope, rel: str, unit: str, words: str) -> Value | None:
    """A unit before or after the date told last that is fine enough for it."""
    step = {"following": 1, "next": 1, "previous": -1, "preceding": -1}.get(rel, 0)
    needed = {"year": 4, "month": 7, "quarter": 7}.get(unit, 10)
    last = next(
        (
            t
            for t in reversed(s.told)
            if t.edtf and t.edtf[0].isdigit() and len(t.edtf.split("/")[0].rstrip("~?%")) >= needed
        ),
        None,
    )
    if last is None or not last.edtf:
        return None
    why = f"“{words}” counted from {last.edtf}"
    text = last.edtf.split("/")[-1 if step > 0 else 0].rstrip("~?%")
    if unit == "year":
        return v.year(int(text[:4]) + step).because(why) if text[:4].isdigit() else None
    if unit == "month" and re.match(r"\d{4}-(?:0[1-9]|1[0-2])", text):
        return v.month(*v.add_months(int(text[:4]), int(text[5:7]), step)).because(why)
    if unit == "quarter":
        quarter = re.fullmatch(r"(\d{4})-Q([1-4])", last.timex)
        if quarter is None:
            return None
        index = int(quarter[2]) - 1 + step
        return v.quarter(int(quarter[1]) + index // 4, index % 4 + 1).because(why)
    if len(text) == 10:
        on = date.fromisoformat(text)
        if unit in ("week", "weekend"):
            return v.week(on + timedelta(days=7 * step), weekend=unit == "weekend").because(why)
        if unit in ("day", "night", "morning", "afternoon", "evening"):
            out = v.day(on + timedelta(days=step)).because(why)
            letters = {"night": "NI", "morning": "MO", "afternoon": "AF", "evening": "EV"}.get(unit)
            return v.part_of_day(out, letters) if letters else out
    return None


def at_clock(m: re.Match[str], value: Value) -> Value:
    """That time of the day found; `m` matched CLOCK."""
    if m["noon"]:
        at = "12:00" if m["noon"].lower() == "noon" else "24"
    else:
        hour = int(m["h"]) % 12 + (12 if m["ap"].lower().startswith("p") else 0)
        at = f"{hour:02}:{m['min'] or '00'}"
    return Value(v.TimeKind.TIME, value.edtf, f"{value.timex}T{at}", value.why)
