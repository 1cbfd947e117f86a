"""Rules for feast days by their names: fixed in the calendar, counted from Easter, or the n-th weekday of a month."""

from __future__ import annotations

import re
from datetime import date, timedelta

from . import value as v
from .absolute import day_named
from .scope import Rules, Scope
from .value import Value

RULES = Rules()


@RULES.add(r"(?P<h>{holiday})(?:,?\s+(?:of\s+)?(?P<y>{yyyy}))?(?![\w-])")
def holiday(m: re.Match[str], s: Scope) -> Value | None:
    """Christmas; Easter 2021; Thanksgiving."""
    name = re.sub(r"\s+", " ", m["h"].lower().replace("’", "'"))
    if not m["h"][0].isupper():
        return None
    fixed = s.words.holidays.get(name)
    if fixed:
        return day_named(s, m.start(), int(fixed[:2]), int(fixed[3:]), m["y"])
    if m["y"]:
        return v.day(_in_year(s, name, int(m["y"])))
    if s.anchor is None:
        return None
    on = _in_year(s, name, s.anchor.year)
    ahead = s.ahead(m.start()) or s.before(m.start()).endswith("before ")
    if s.anchor.on and on > s.anchor.on and not ahead and (on - s.anchor.on).days > 42:
        on = _in_year(s, name, s.anchor.year - 1)
    return v.day(on).because(f"{name.title()} of {on.year}, the year from the publication date")


def _in_year(s: Scope, name: str, y: int) -> date:
    """The day of a moveable feast in that year."""
    if name in s.words.moveable:
        return v.easter(y) + timedelta(days=s.words.moveable[name])
    month, weekday, nth = s.words.nth_weekdays[name]
    if nth < 0:
        last = date(y, month, v.last_day(y, month))
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    first = date(y, month, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
