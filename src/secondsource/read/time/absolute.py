"""Rules for dates that name their month, year, quarter, season, decade or feast."""

from __future__ import annotations

import re
from datetime import timedelta

from . import value as v
from .scope import Rules, Scope
from .value import Value

RULES = Rules()
_NUMBERED = re.compile(
    r"(?:resolution|resolutions|no\.|number|order|unscr|h\.r\.|s\.|section|article|room|flight|page|act|line|[$€£₩¥#])\s*$"
)
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|of|since|by|during|from|until|till|before|after|to|and|through|the|between|about|around|for|late|early|mid|"
    r"fiscal|or|year|than|as|this|was|were|is)\s+|[(,;–—\"“-]\s*|^)$"
)
_PLURAL_AFTER = re.compile(r"\s+(?!(?:was|is|has|his|this|as|news|its)\b)[a-z]{2,}s\b")


@RULES.add(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)")
def iso(m: re.Match[str], _s: Scope) -> Value | None:
    """2016-05-17."""
    return v.on_day(int(m["y"]), int(m["m"]), int(m["d"]))


@RULES.add(r"(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4}|\d\d)(?![\d/])")
def slashes(m: re.Match[str], s: Scope) -> Value | None:
    """5/17/2016, 17.5.2016; where day and month could change places the value is uncertain (`?`)."""
    a, b, y = int(m["a"]), int(m["b"]), int(m["y"])
    if len(m["y"]) == 2:
        if m["sep"] == "." or not s.anchor:
            return None
        y += s.anchor.year // 100 * 100
        if y > s.anchor.year + 10:
            y -= 100
    if m["sep"] == ".":
        return v.on_day(y, b, a)
    first = v.on_day(y, a, b)
    other = v.on_day(y, b, a)
    if first and other and a != b:
        return Value(
            v.TimeKind.DATE, f"{first.edtf}?", first.timex, "month before day is a guess: both could be months"
        )
    return first or other


def _day_of(s: Scope, at: int, month: int, day: int, year: str | None) -> Value | None:
    if year:
        return v.on_day(int(year), month, day)
    y = s.year(month, at, day)
    if y is None:
        return v.yearless(month, day).because("no year is told")
    out = v.on_day(y, month, day)
    return out.because(f"year from the publication date ({y})") if out else None


def _number(words: str) -> int:
    return int(re.sub(r"\D", "", words))


def _range(s: Scope, at: int, month: int, low: int, high: int, year: str | None) -> Value | None:
    a, b = _day_of(s, at, month, low, year), _day_of(s, at, month, high, year)
    if not a or not b or low >= high:
        return None
    return Value(v.TimeKind.DATE, f"{a.edtf}/{b.edtf}", f"{a.timex}/{b.timex}", a.why)


_YEAR = r"(?:\s*,?\s*(?:of\s+)?(?P<y>{yyyy}))?"


@RULES.add(
    r"(?:{weekday},?\s+)?(?:the\s+)?(?P<a>{dd})\s*(?:-|–|to|and|or)\s*(?P<b>{dd})\s+(?:of\s+)?(?P<m>{month})" + _YEAR
)
@RULES.add(r"(?P<m>{month})\s+(?P<a>{dd})\s*(?:-|–|to|and|or)\s*(?P<b>{dd})" + _YEAR)
def day_range(m: re.Match[str], s: Scope) -> Value | None:
    """23 and 24 February; March 15-19, 2016."""
    return _range(s, m.start(), s.words.months[m["m"].lower()], _number(m["a"]), _number(m["b"]), m["y"])


@RULES.add(r"(?:{weekday},?\s+)?(?P<m>{month})\s+(?:(?P<d>{dd})|(?P<o>{ordinal})\b)" + _YEAR)
@RULES.add(
    r"(?:{weekday},?\s+)?(?:the\s+)?(?:(?P<d>{dd})|(?P<o>{ordinal}))\s+(?:day\s+)?(?:of\s+)?(?P<m>{month})" + _YEAR
)
def day_of_month(m: re.Match[str], s: Scope) -> Value | None:
    """May 17, 2016; 17 May; the 17th of May; March eighth."""
    day = s.words.ordinals[m["o"].lower()] if m["o"] else _number(m["d"])
    return _day_of(s, m.start(), s.words.months[m["m"].lower()], day, m["y"])


@RULES.add(
    r"(?:(?P<mod>early|mid|late|the\s+(?:beginning|start|middle|end)\s+of)[\s-]+)?(?P<m>{month})(?:\s+of|,)?\s+(?P<y>{yyyy})"
)
def month_of_year(m: re.Match[str], s: Scope) -> Value | None:
    """March 2016; late March 2016."""
    return third(v.month(int(m["y"]), s.words.months[m["m"].lower()]), m["mod"])


def third(value: Value, modifier: str | None) -> Value:
    """Early, mid or late in a month: its first, second or last ten days; in a year: about January, June or December."""
    if not modifier or not value.edtf or not value.edtf[0].isdigit():
        return value
    which = 0 if re.search(r"early|beginning|start", modifier.lower()) else 1 if "mid" in modifier.lower() else 2
    if len(value.edtf) == 7 and value.edtf[5:] <= "12":
        y, m = int(value.edtf[:4]), int(value.edtf[5:])
        low, high = ((1, 10), (11, 20), (21, v.last_day(y, m)))[which]
        return Value(value.kind, f"{value.edtf}-{low:02}/{value.edtf}-{high:02}", value.timex, value.why)
    if len(value.edtf) == 4 and value.edtf.isdigit():
        return Value(value.kind, f"{value.edtf}-{('01', '06', '12')[which]}~", value.timex, value.why)
    return value


@RULES.add(r"(?P<a>{yyyy})\s*[-–/]\s*(?P<b>{yyyy}|\d\d)(?![\d-])")
def years(m: re.Match[str], _s: Scope) -> Value | None:
    """2015-16, 2011–2013."""
    a = int(m["a"])
    b = int(m["b"]) if len(m["b"]) == 4 else a // 100 * 100 + int(m["b"])
    if not a < b <= a + 60:
        return None
    return Value(v.TimeKind.DATE, f"{a}/{b}", f"{a}/{b}")


@RULES.add(r"(?:the\s+)?(?:(?P<mod>early|mid|late)[\s-]+)?(?:[’']|(?P<c>1[4-9]|20))(?P<d>\d)0[’']?s\b")
def decades(m: re.Match[str], _s: Scope) -> Value | None:
    """The 1990s; the late '80s."""
    return v.decade(int(m["c"] or 19) * 100 + int(m["d"]) * 10)


@RULES.add(r"(?:the\s+)?(?P<c>\d\d?)(?:st|nd|rd|th)\s+century")
def century(m: re.Match[str], _s: Scope) -> Value | None:
    """The 19th century."""
    return v.century(int(m["c"]) - 1) if int(m["c"]) < 22 else None


@RULES.add(r"(?:in\s+)?(?:the\s+)?(?P<s>{season})(?:\s+of|,)?\s+(?P<y>{yyyy})")
def season_of_year(m: re.Match[str], s: Scope) -> Value | None:
    """Spring 2016, the winter of 2015."""
    return v.season(int(m["y"]), *s.words.seasons[m["s"].lower()])


_QUARTER = r"(?:(?P<o>first|second|third|fourth)[\s-]quarters?|Q(?P<q>[1-4]))"


@RULES.add(r"(?:the\s+)?(?:fiscal\s+)?" + _QUARTER + r"(?:\s+of|,)?\s+(?:fiscal\s+)?(?P<y>{yyyy})")
@RULES.add(r"(?:the\s+)?(?:fiscal\s+)?(?P<y>{yyyy})(?:[’']s)?\s+(?:fiscal\s+)?" + _QUARTER)
def quarter_of_year(m: re.Match[str], s: Scope) -> Value | None:
    """The third quarter of 1990; Q1 2016."""
    return v.quarter(int(m["y"]), int(m["q"] or s.words.ordinals[m["o"].lower()]))


@RULES.add(
    r"(?:the\s+)?(?P<which>(?:this|last|next)\s+year[’']s\s+|year-(?:ago|earlier)\s+|current\s+|latest\s+)?(?:fiscal[\s-]+)?"
    + _QUARTER
)
def quarter(m: re.Match[str], s: Scope) -> Value | None:
    """The third quarter: of this year unless it is still ahead."""
    if not s.anchor:
        return None
    q = int(m["q"] or s.words.ordinals[m["o"].lower()])
    which = (m["which"] or "").lower()
    y = s.anchor.year
    if s.anchor.month:
        now = (s.anchor.month + 2) // 3
        if q > now and not (q == now + 1 and s.ahead(m.start())):
            y -= 1
        elif q < now - 2 and s.ahead(m.start()):
            y += 1
    if which.startswith(("last", "year")):
        y = s.anchor.year - 1
    elif which.startswith("next"):
        y = s.anchor.year + 1
    elif which.startswith("this"):
        y = s.anchor.year
    return v.quarter(y, q).because(f"year from the publication date ({y})")


@RULES.add(r"(?:the\s+)?(?P<h>first|second|last)\s+half\s+of\s+(?P<y>{yyyy})")
def half_of_year(m: re.Match[str], _s: Scope) -> Value | None:
    """The first half of 2016."""
    return v.half(int(m["y"]), 1 if m["h"].lower() == "first" else 2)


@RULES.add(
    r"(?:(?P<mod>early|mid|late|the\s+(?:end|middle|beginning|start)\s+of|(?:at\s+)?the\s+end\s+of)[\s-]+)?"
    r"(?P<f>fiscal\s+(?:year\s+)?|calendar\s+|the\s+year\s+)?(?P<y>{yyyy})(?!\s*(?:%|percent))"
)
def year(m: re.Match[str], s: Scope) -> Value | None:
    """2016; mid-1996; fiscal 1989. A number that counts or names something else is none."""
    before = s.before(m.start("y"), 16)
    if not m["mod"] and not m["f"]:
        if _NUMBERED.search(before) or re.search(r"[\w/.]$", before):
            return None
        if not _YEAR_BEFORE.search(before) and _PLURAL_AFTER.match(s.text, m.end()):
            return None
        if re.match(
            r"(?:,\d{3}|\.\d|[-–]\d|\s*(?:million|billion|km|kg|tons?|miles|dollars|men|people|workers)\b)",
            s.text[m.end() : m.end() + 12],
        ):
            return None
    if m["mod"] and "end" in m["mod"]:
        return v.year(int(m["y"]))
    return third(v.year(int(m["y"])), m["mod"])


@RULES.add(r"nineteen[\s-](?P<t>{num})(?![\w-])")
def spoken_year(m: re.Match[str], s: Scope) -> Value | None:
    """Nineteen ninety-six."""
    number = s.words.number(m["t"])
    return v.year(1900 + int(number)) if number and 10 <= number < 100 and not m["t"][0].isdigit() else None


@RULES.add(r"(?P<h>{holiday})(?:\s+(?:of\s+)?(?P<y>{yyyy}))?(?![\w-])")
def holiday(m: re.Match[str], s: Scope) -> Value | None:
    """Christmas; Easter 2021."""
    name = re.sub(r"\s+", " ", m["h"].lower().replace("’", "'"))
    fixed = s.words.holidays.get(name)
    if not m["h"][0].isupper():
        return None
    if fixed:
        return _day_of(s, m.start(), int(fixed[:2]), int(fixed[3:]), m["y"])
    y = int(m["y"]) if m["y"] else s.anchor.year if s.anchor else None
    if y is None:
        return None
    on = v.easter(y) + timedelta(days=s.words.moveable[name])
    if (
        not m["y"]
        and s.anchor
        and s.anchor.on
        and on > s.anchor.on
        and not s.ahead(m.start())
        and not s.before(m.start()).endswith("before ")
    ):
        on = v.easter(y - 1) + timedelta(days=s.words.moveable[name])
    return v.day(on).because("reckoned from Easter Sunday")
