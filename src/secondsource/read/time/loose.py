"""Rules for what only the context fixes: a month without a year, “the quarter”, “now”, a time of day."""

from __future__ import annotations

import re
from datetime import timedelta

from . import value as v
from .absolute import third
from .scope import Rules, Scope
from .told import CLOCK, MODIFIER, anchor_text, at_clock, day_told, quarter_told
from .value import Value

RULES = Rules()
_FIRST_MONTH = {"21": 3, "22": 6, "23": 9, "24": 12}
_MONTH_BEFORE = re.compile(
    r"\b(?:in|of|since|until|till|by|from|to|and|or|through|during|between|before|after|this|the|for|on|around|about|next|last|late|early|"
    r"mid|a|one|early in|late in|end of)[\s-]+$|,\s*$"
)


@RULES.add(r"(?:the\s+)?(?P<h>year[\s-]end|year[’']s\s+end|the\s+end\s+of\s+the\s+year)")
def year_end(_m: re.Match[str], s: Scope) -> Value | None:
    """Year-end."""
    return v.year(s.anchor.year).because("the year of publication") if s.anchor else None


@RULES.add(
    r"(?:the\s+)?(?:comparable\s+|corresponding\s+)?(?P<w>year-earlier|year-ago|latest)(?:\s+(?:quarter|period))?\b"
)
def business_period(m: re.Match[str], s: Scope) -> Value | None:
    """The year-earlier period, the latest quarter: the last quarter told, or a year before it."""
    latest = m["w"].lower() == "latest"
    if latest and not re.search(r"quarter|period", m[0].lower()):
        return None
    told = quarter_told(s)
    if told:
        return v.quarter(told[0] - (0 if latest else 1), told[1])
    if not s.anchor:
        return None
    if latest or "quarter" in m[0]:
        return _last_quarter(s, 0 if latest else 1)
    return v.year(s.anchor.year - 1)


def _last_quarter(s: Scope, years_before: int = 0) -> Value | None:
    if not s.anchor:
        return None
    q, y = ((s.anchor.month or 12) + 2) // 3 - 1, s.anchor.year - years_before
    return v.quarter(y, q) if q else v.quarter(y - 1, 4)


@RULES.add(r"the\s+(?P<u>quarter|year|weekend|week|summer|month)\b(?![’'-])")
def the_unit(m: re.Match[str], s: Scope) -> Value | None:
    """The quarter, the weekend: the current or last one."""
    unit = m["u"].lower()
    if not s.anchor:
        return None
    if unit == "quarter":
        told = quarter_told(s)
        return v.quarter(*told) if told else _last_quarter(s)
    if unit == "year":
        if re.match(r"\s+end(?:ed|ing|s)\b", s.text[m.end() : m.end() + 8]):
            return v.duration("1", "Y", clock=False)
        return v.year(s.anchor.year)
    if unit == "weekend" and s.anchor.on:
        back = timedelta(days=0 if s.anchor.on.isoweekday() >= 6 else 7)
        return v.week(s.anchor.on - back, weekend=True)
    return None


@RULES.add(MODIFIER + r"(?P<m>{month})(?!\s*\d)")
def bare_month(m: re.Match[str], s: Scope) -> Value | None:
    """In March; late February. “May” and “march” only where they can be months."""
    word = m["m"]
    number = s.words.months[word.lower()]
    if not word[0].isupper():
        return None
    if word in ("May", "March", "Mar.", "Jun.") or (len(word) <= 4 and word.endswith(".")):
        if not m["mod"] and not _MONTH_BEFORE.search(s.before(m.start(), 14)):
            return None
        if re.search(r"^\s+(?:be|not|have|also|well|only|find|come|take)\b", s.text[m.end() : m.end() + 8]):
            return None
    y = s.year(number, m.start())
    if y is None:
        return v.yearless(number, None).because("no year is told")
    return third(v.month(y, number).because(f"year from the publication date {anchor_text(s)}"), m["mod"])


@RULES.add(r"the\s+(?P<d>\d\d?)(?:st|nd|rd|th)\b(?!\s+(?:century|anniversary|time|floor|[A-Z]))")
def bare_day(m: re.Match[str], s: Scope) -> Value | None:
    """Until the 14th: a day of the month told last."""
    last = s.last
    if not last or not last.edtf or not re.match(r"\d{4}-(?:0[1-9]|1[0-2])", last.edtf):
        return None
    if not re.search(r"\b(?:on|until|till|by|of|to|from|since|before|after|and)\s+$", s.before(m.start(), 8)):
        return None
    out = v.on_day(int(last.edtf[:4]), int(last.edtf[5:7]), int(m["d"]))
    return out.because(f"month from {last.edtf}") if out else None


@RULES.add(r"(?:in\s+)?the\s+(?P<s>{season})\b(?!\s+of\s+\d)")
def bare_season(m: re.Match[str], s: Scope) -> Value | None:
    """The summer: of the year of publication."""
    if not s.anchor:
        return None
    code, letters = s.words.seasons[m["s"].lower()]
    y = s.anchor.year
    if s.anchor.month and _FIRST_MONTH[code] > s.anchor.month and not s.ahead(m.start()):
        y -= 1
    return v.season(y, code, letters).because("year from the publication date")


@RULES.add(CLOCK + r"(?![\w])")
def clock(m: re.Match[str], s: Scope) -> Value | None:
    """10 p.m.: of the publication day, or of the day told last."""
    on = day_told(s) or (s.anchor.on if s.anchor else None)
    return at_clock(m, v.day(on)).because(f"counted from {on}") if on else None


@RULES.add(r"{present}(?![\w’'-])")
def now(_m: re.Match[str], _s: Scope) -> Value | None:
    """Now, currently."""
    return v.reference("PRESENT_REF")


@RULES.add(r"{past}(?![\w’'-])")
def lately(_m: re.Match[str], _s: Scope) -> Value | None:
    """Recently, the past."""
    return v.reference("PAST_REF")


@RULES.add(r"{future}(?![\w’'-])")
def some_day(_m: re.Match[str], _s: Scope) -> Value | None:
    """Soon, the future."""
    return v.reference("FUTURE_REF")
