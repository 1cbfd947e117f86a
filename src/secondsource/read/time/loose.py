"""Rules for what only the context fixes: a month without a year, “the quarter”, “now”, a time of day."""

from __future__ import annotations

import re

from . import value as v
from .absolute import day_named, third
from .scope import Rules, Scope
from .told import CLOCK, MODIFIER, anchor_text, at_clock, day_told
from .value import Value

RULES = Rules()
_FIRST_MONTH = {"21": 3, "22": 6, "23": 9, "24": 12}
_SHORT = frozenset({"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"})
"""Names of months that stand alone only in dates: “Jan left” is no January."""
_MONTH_BEFORE = re.compile(
    r"\b(?:in|of|since|until|till|by|from|to|and|or|through|during|between|before|after|this|the|for|on|around|about|next|last|late|early|"
    r"mid|a|one|early in|late in|end of)[\s-]+$|,\s*$"
)


@RULES.add(r"(?:the\s+)?(?P<h>year[\s-]end|year[’']s\s+end|the\s+end\s+of\s+the\s+year)")
def year_end(_m: re.Match[str], s: Scope) -> Value | None:
    """Year-end."""
    return v.year(s.anchor.year).because("the year of publication") if s.anchor else None


@RULES.add(MODIFIER + r"(?P<m>{month})(?!\s*\d)")
def bare_month(m: re.Match[str], s: Scope) -> Value | None:
    """In March; late February. “May” and “march” only where they can be months."""
    word = m["m"]
    number = s.words.months[word.lower()]
    if not word[0].isupper():
        return None
    if word.lower() in _SHORT:
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
        return _last_of_that_number(s, int(m["d"])) if s.before(m.start(), 3) == "on " else None
    if not re.search(r"\b(?:on|until|till|by|of|to|from|since|before|after|and)\s+$", s.before(m.start(), 8)):
        return None
    out = v.on_day(int(last.edtf[:4]), int(last.edtf[5:7]), int(m["d"]))
    return out.because(f"month from {last.edtf}") if out else None


def _last_of_that_number(s: Scope, number: int) -> Value | None:
    """The last day of that number up to publication."""
    a = s.anchor
    if a is None or a.on is None or a.month is None or a.day is None:
        return None
    y, month = (a.year, a.month) if number <= a.day else v.add_months(a.year, a.month, -1)
    out = v.on_day(y, month, number)
    return out.because(f"the last one up to the publication {a.on}") if out else None


@RULES.add(r"in\s+(?:(?P<mod>early|late|mid)[\s-]+)?(?P<s>{season})\b(?!\s+(?:of\s+)?\d|[\s-]+[a-z]+ing\b)")
@RULES.add(r"the\s+(?:(?P<mod>early|late|mid)[\s-]+)?(?P<s>{season})\b(?!\s+of\b)")
def bare_season(m: re.Match[str], s: Scope) -> Value | None:
    """The summer: of the year of publication. “The fall of the regime” is none."""
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


@RULES.add(CLOCK + r",?\s+(?:on\s+)?(?:{weekday},?\s+)?(?P<m>{month})\s+(?P<d>{dd})(?:,?\s+(?P<y>{yyyy}))?")
@RULES.add(CLOCK + r",?\s+(?:on\s+)?(?:{weekday},?\s+)?(?P<d>{dd})\s+(?:of\s+)?(?P<m>{month})(?:,?\s+(?P<y>{yyyy}))?")
def clock_of_day(m: re.Match[str], s: Scope) -> Value | None:
    """5 p.m. EST, Nov. 6."""
    found = day_named(s, m.start(), s.words.months[m["m"].lower()], int(re.sub(r"\D", "", m["d"])), m["y"])
    return at_clock(m, found) if found else None


@RULES.add(r"(?P<mod>earlier|later|early|late)\s+in\s+the\s+(?P<p>day|{part})\b(?!\s+of\b)")
@RULES.add(r"(?:the\s+|mid[\s-]?)(?P<p>{part})\b(?!\s+of\b)")
def part_told(m: re.Match[str], s: Scope) -> Value | None:
    """Later in the day, in the morning, by mid-afternoon: of the day told last, or of publication."""
    if m[0].lower().startswith("the") and not re.search(r"\b(?:in|during)\s+$", s.before(m.start(), 8)):
        return None
    on = day_told(s) or (s.anchor.on if s.anchor else None)
    if on is None:
        return None
    out = v.day(on).because(f"counted from {on}")
    return out if m["p"].lower() == "day" else v.part_of_day(out, s.words.parts_of_day[m["p"].lower()])


@RULES.add(r"(?:each|every)\s+(?:(?P<m>{month})|(?P<s>{season})\b)")
def every_named(m: re.Match[str], s: Scope) -> Value | None:
    """Each July, every summer."""
    if m["m"]:
        return Value(v.TimeKind.SET, None, f"XXXX-{s.words.months[m['m'].lower()]:02}") if m["m"][0].isupper() else None
    return Value(v.TimeKind.SET, None, f"XXXX-{s.words.seasons[m['s'].lower()][1]}")


@RULES.add(r"then\b")
def then(_m: re.Match[str], s: Scope) -> Value | None:
    """Until then, since then: the date told last."""
    if not re.search(r"\b(?:until|till|by|before|since)\s+$", s.before(_m.start(), 8)) or s.last is None:
        return None
    return s.last.because(f"“then” is {s.last.edtf}, told before")


@RULES.add(r"{present}(?![\w’'-])")
def now(_m: re.Match[str], _s: Scope) -> Value | None:
    """Now, currently."""
    return v.reference("PRESENT_REF")


@RULES.add(r"{past}(?![\w’'-])")
def lately(m: re.Match[str], s: Scope) -> Value | None:
    """Recently, the past. “The past three summers” are a length."""
    if m[0].lower().endswith("past") and re.match(
        r"\s+(?:{num}|{vague}|{units})".format(**s.words.parts), s.text[m.end() : m.end() + 20], re.I
    ):
        return None
    return v.reference("PAST_REF")


@RULES.add(r"{future}(?![\w’'-])")
def some_day(m: re.Match[str], s: Scope) -> Value | None:
    """Soon, the future. “Soon after” and “as soon as it rained” tell of something else."""
    if m[0].lower() == "soon" and (
        re.match(r"\s+(?:after|as|enough)\b", s.text[m.end() : m.end() + 8]) or s.before(m.start(), 3) == "as "
    ):
        return None
    return v.reference("FUTURE_REF")
