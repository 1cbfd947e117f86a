"""Rules for what business and report texts mean by “the quarter”, “the year-earlier period”, “year-end”."""

from __future__ import annotations

import re
from datetime import timedelta

from . import value as v
from .period import last_quarter, period_before, period_of_year, quarter_ended, quarter_told
from .scope import Rules, Scope
from .value import Value

RULES = Rules()
_BY_WEEK = re.compile(r"\b(?:for|during|in|of)\s+$")


@RULES.add(r"(?:the\s+)?(?:year[\s-]end|year[’']s\s+end)(?!-)\b")
@RULES.add(r"the\s+end\s+of\s+(?:the|this)\s+year\b")
def year_end(m: re.Match[str], s: Scope) -> Value | None:
    """Year-end: about December; after “since” the last one."""
    if not s.anchor:
        return None
    y = s.anchor.year - (1 if s.before(m.start()).endswith("since ") else 0)
    return Value(v.TimeKind.DATE, f"{y}-12~", f"{y}", "from the year of publication")


@RULES.add(
    r"(?:the\s+)?(?:comparable\s+|corresponding\s+)?year-(?:earlier|ago)\s+(?:quarter|period|(?P<n>{num})\s+months)\b"
)
@RULES.add(r"year-(?:earlier|ago)\b")
def year_earlier(m: re.Match[str], s: Scope) -> Value | None:
    """The year-earlier period: a year before the one reported on."""
    words = m[0].lower()
    if m.re.groups and m["n"]:
        n = s.words.number(m["n"])
        return v.duration(f"{n:g}", "M", clock=False) if n else None
    if not s.anchor:
        return None
    if words.endswith("quarter"):
        told = quarter_told(s)
        return v.quarter(told[0] - 1, told[1]) if told else last_quarter(s, 1)
    return period_before(s) or v.year(s.anchor.year - 1)


@RULES.add(r"the\s+(?:latest|most\s+recent)\s+(?P<p>quarter|period)\b")
@RULES.add(r"(?P<y>last|this|next)\s+year[’']s\s+(?P<p>quarter|period)\b")
@RULES.add(
    r"the\s+(?:(?:same|corresponding|comparable|like)\s+(?P<p>quarter|period)|quarter)"
    r"(?:\s+of|\s+in|,)?\s+(?P<y>a\s+year\s+(?:ago|earlier|before)|last\s+year|(?:the\s+)?previous\s+year|{yyyy})\b"
)
def same_period(m: re.Match[str], s: Scope) -> Value | None:
    """The latest quarter; last year's quarter; the same period a year earlier."""
    if not s.anchor:
        return None
    which = (m.groupdict().get("y") or "").lower()
    step = 0 if not which or which.startswith("this") else -1 if which.startswith("next") else 1
    if which.isdigit():
        return period_of_year(s, int(which)) or v.year(int(which))
    return period_before(s, step) or last_quarter(s, step)


@RULES.add(
    r"(?:(?:earlier|later|early|late)\s+in\s+)?the\s+(?:fiscal\s+)?(?P<u>quarter|year|weekend|week|month)\b(?!-)"
)
def the_unit(m: re.Match[str], s: Scope) -> Value | None:
    """The quarter, the weekend: the current or last one."""
    unit = m["u"].lower()
    if not s.anchor:
        return None
    if unit == "quarter":
        ended = quarter_ended(s, m.end())
        told = quarter_told(s)
        out = ended or (v.quarter(*told) if told else last_quarter(s))
        if out:
            s.periods.append(out)
        return out
    if unit == "year":
        s.periods.append(v.year(s.anchor.year))
        if re.match(r"\s+end(?:ed|ing|s)\b", s.text[m.end() : m.end() + 8]):
            return v.duration("1", "Y", clock=False)
        return v.year(s.anchor.year)
    if unit == "week" and s.anchor.on and _BY_WEEK.search(s.before(m.start(), 10)):
        return v.week(s.anchor.on - timedelta(days=7 if s.anchor.on.isoweekday() < 3 else 0))
    if unit == "weekend" and s.anchor.on:
        back = timedelta(days=0 if s.anchor.on.isoweekday() >= 6 else 7)
        return v.week(s.anchor.on - back, weekend=True)
    return None
