"""Rules for dates that name their month, year, quarter, season, decade or feast."""

from __future__ import annotations

import re
from dataclasses import replace

from . import value as v
from .period import period_of_year, quarter_ended
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


@RULES.add(r"(?P<y>\d{4})(?P<sep>[-/.])(?P<m>\d\d)(?P=sep)(?P<d>\d\d)(?!\d)")
def iso(m: re.Match[str], _s: Scope) -> Value | None:
    """2016-05-17, 2016/05/17."""
    return v.on_day(int(m["y"]), int(m["m"]), int(m["d"]))


@RULES.add(r"(?P<y>{yyyy})-(?P<m>0[1-9]|1[0-2])(?![\d-])")
def iso_month(m: re.Match[str], _s: Scope) -> Value | None:
    """2016-05; where both are possible two years are meant (2011-12)."""
    return v.month(int(m["y"]), int(m["m"])) if int(m["m"]) <= int(m["y"][2:]) else None


@RULES.add(r"{era}\s+(?P<n>\d{1,3})(?:\s*\((?P<y>{yyyy})\))?(?!\d)")
def era(m: re.Match[str], s: Scope) -> Value | None:
    """Juche 105, Juche 105 (2016)."""
    name = m[0].split()[0].lower()
    y = s.words.eras[name] + int(m["n"])
    return v.year(y).because(f"{name.capitalize()} {m['n']} is {y}") if 0 < int(m["n"]) < 200 else None


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


def day_named(s: Scope, at: int, month: int, day: int, year: str | None) -> Value | None:
    """A day of a month, in the year told or else the nearest one that the clause allows."""
    if year:
        step = {"last": -1, "this": 0, "next": 1}.get(year.split()[0].lower())
        if step is not None and s.anchor is None:
            return v.yearless(month, day).because("no year to count from")
        y = s.anchor.year + step if step is not None and s.anchor else s.words.year(year)
        out = v.on_day(y, month, day) if y else None
        return out.because(f"“{year}” is {y}") if out and step is not None else out
    nearest = s.year(month, at, day)
    if nearest is None:
        return v.yearless(month, day).because("no year is told")
    out = v.on_day(nearest, month, day)
    return out.because(f"year from the publication date ({nearest})") if out else None


def _number(words: str) -> int:
    return int(re.sub(r"\D", "", words))


def _range(s: Scope, at: int, month: int, low: int, high: int, year: str | None) -> Value | None:
    a, b = day_named(s, at, month, low, year), day_named(s, at, month, high, year)
    if not a or not b or low >= high:
        return None
    return Value(v.TimeKind.DATE, f"{a.edtf}/{b.edtf}", f"{a.timex}/{b.timex}", a.why)


_YEAR = r"(?:\s*,?\s*(?:of\s+)?(?P<y>{anyyear}|(?:last|this|next)\s+year\b))?"


@RULES.add(
    r"(?:{weekday},?\s+)?(?:the\s+)?(?P<a>{dd})\s*(?:-|–|to|and|or)\s*(?P<b>{dd})\s+(?:of\s+)?(?P<m>{month})" + _YEAR
)
@RULES.add(r"(?P<m>{month})\s+(?P<a>{dd})\s*(?:-|–|to|and|or)\s*(?P<b>{dd})" + _YEAR)
def day_range(m: re.Match[str], s: Scope) -> Value | None:
    """23 and 24 February; March 15-19, 2016."""
    return _range(s, m.start(), s.words.months[m["m"].lower()], _number(m["a"]), _number(m["b"]), m["y"])


@RULES.add(r"(?P<d>{dd})-(?P<m>{month})-(?P<y>{yyyy})")
@RULES.add(
    r"(?:(?:(?:this|last|next)\s+(?:coming\s+|past\s+)?)?{weekday},?\s+)?(?P<m>{month})\s+(?:(?P<d>{dd})|(?P<o>{ordinal})\b)"
    + _YEAR
)
@RULES.add(
    r"(?:{weekday},?\s+)?(?:the\s+)?(?:(?P<d>{dd})|(?P<o>{ordinal}))\s+(?:day\s+)?(?:of\s+)?(?P<m>{month})" + _YEAR
)
def day_of_month(m: re.Match[str], s: Scope) -> Value | None:
    """May 17, 2016; 17 May; the 17th of May; March eighth."""
    spelt = m.groupdict().get("o")
    day = s.words.ordinals[spelt.lower()] if spelt else _number(m["d"])
    return day_named(s, m.start(), s.words.months[m["m"].lower()], day, m["y"])


@RULES.add(
    r"(?:(?P<mod>early|mid|late|(?:the\s+)?(?:beginning|start|middle|end)\s+of)[\s-]+)?(?P<m>{month})(?:\s+of|,)?\s+(?P<y>{anyyear})"
)
def month_of_year(m: re.Match[str], s: Scope) -> Value | None:
    """March 2016; late March 2016; January nineteen ninety-seven."""
    return third(v.month(s.words.year(m["y"]) or 1, s.words.months[m["m"].lower()]), m["mod"])


def third(value: Value, modifier: str | None) -> Value:
    """Early, mid or late in a month: its first, second or last ten days; in a year: about January, June or December.

    “Earlier” and “later” in it say no part.
    """
    if not modifier or not value.edtf or not value.edtf[0].isdigit() or re.match(r"earlier|later", modifier.lower()):
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


@RULES.add(
    r"(?:the\s+)?(?:(?P<mod>early|mid|late)[\s-]+)?"
    r"(?:(?:[’']|(?P<c>1[4-9]|20))(?P<d>\d)0[’']?s|(?:(?P<w>eighteen|nineteen|twenty)[\s-])?(?P<n>{tens}))\b"
)
def decades(m: re.Match[str], s: Scope) -> Value | None:
    """The 1990s; the late '80s; the nineties. “Aged in their nineties” is none."""
    if m["n"]:
        if not m["w"] and not m[0].lower().startswith("the"):
            return None
        return v.decade(s.words.numbers[(m["w"] or "nineteen").lower()] * 100 + s.words.decades[m["n"].lower()])
    return v.decade(int(m["c"] or 19) * 100 + int(m["d"]) * 10)


@RULES.add(r"(?:the\s+)?(?P<c>\d\d?)(?:st|nd|rd|th)\s+century")
def century(m: re.Match[str], _s: Scope) -> Value | None:
    """The 19th century."""
    return v.century(int(m["c"]) - 1) if int(m["c"]) < 22 else None


@RULES.add(r"(?:the\s+)?(?P<s>{season})(?:\s+of|,)?\s+(?P<y>{anyyear})(?:\s?[-–/]\s?(?:\d{4}|\d\d)(?!\d))?")
def season_of_year(m: re.Match[str], s: Scope) -> Value | None:
    """Spring 2016, the winter of 2015, the winter of 2015-16."""
    return v.season(s.words.year(m["y"]) or 1, *s.words.seasons[m["s"].lower()])


_QUARTER = r"(?:(?P<o>first|second|third|fourth)[\s-]quarters?|Q(?P<q>[1-4]))"


@RULES.add(r"(?:the\s+)?(?:fiscal\s+)?" + _QUARTER + r"(?:\s+of|,)?\s+(?:fiscal\s+)?(?P<y>{yyyy})")
@RULES.add(r"(?:the\s+)?(?:fiscal\s+)?(?P<y>{yyyy})(?:[’']s)?\s+(?:fiscal\s+)?" + _QUARTER)
def quarter_of_year(m: re.Match[str], s: Scope) -> Value | None:
    """The third quarter of 1990; Q1 2016."""
    return v.quarter(int(m["y"]), int(m["q"] or s.words.ordinals[m["o"].lower()]))


@RULES.add(
    r"(?P<the>the\s+)?(?P<which>(?:this|last|next)\s+year[’']s\s+|year-(?:ago|earlier)\s+|current\s+|latest\s+)?(?:fiscal[\s-]+)?"
    + _QUARTER
)
def quarter(m: re.Match[str], s: Scope) -> Value | None:
    """The third quarter: of this year unless it is still ahead."""
    if not s.anchor or (m["the"] and "-quarter" in m[0].lower()):
        return None
    q = int(m["q"] or s.words.ordinals[m["o"].lower()])
    which = (m["which"] or "").lower()
    y = s.anchor.year
    ahead = s.ahead(m.start())
    if s.anchor.month:
        now = (s.anchor.month + 2) // 3
        if q > now and not (q == now + 1 and ahead):
            y -= 1
        elif q < now - 2 and ahead:
            y += 1
    if which.startswith(("last", "year")):
        y = s.anchor.year - 1
    elif which.startswith("next"):
        y = s.anchor.year + 1
    elif which.startswith("this"):
        y = s.anchor.year
    out = v.quarter(y, q).because(f"year from the publication date ({y})")
    if not ahead and not which.startswith(("last", "next", "year")):
        s.periods.append(out)
    ended = quarter_ended(s, m.end())
    return replace(out, edtf=ended.edtf, why=ended.why) if ended else out


@RULES.add(r"(?:the\s+)?(?P<h>first|second|last)\s+half\s+of\s+(?P<y>{yyyy})")
@RULES.add(r"(?:the\s+)?(?P<h>first|second|last|latter)\s+half\s+of\s+(?P<r>the|this|last|next)\s+year\b")
def half_of_year(m: re.Match[str], s: Scope) -> Value | None:
    """The first half of 2016, the second half of last year."""
    h = 1 if m["h"].lower() == "first" else 2
    relative = m.groupdict().get("r")
    if relative is None:
        return v.half(int(m["y"]), h)
    if s.anchor is None:
        return None
    y = s.anchor.year + {"last": -1, "next": 1}.get(relative.lower(), 0)
    return v.half(y, h).because(f"year from the publication date ({y})")


@RULES.add(
    r"(?:(?P<mod>(?:early|late)(?:\s+in)?|mid|(?:at\s+)?the\s+end\s+of|(?:the\s+)?(?:end|middle|beginning|start)\s+of)[\s-]+)?"
    r"(?P<f>fiscal\s+(?:year\s+)?|FY\s?|calendar\s+|the\s+year\s+)?(?P<y>{yyyy})(?!\s*(?:%|percent))"
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
    if (
        not m["mod"]
        and not m["f"]
        and before.endswith("the ")
        and re.match(r"\s+period\b", s.text[m.end() : m.end() + 10])
    ):
        return period_of_year(s, int(m["y"])) or v.year(int(m["y"]))
    if (m["f"] or "").lower().startswith(("fiscal", "fy")):
        s.periods.append(v.year(int(m["y"])))
    return third(v.year(int(m["y"])), m["mod"])


@RULES.add(r"(?P<the>the\s+year\s+)?(?P<y>{spoken})")
def spoken_year(m: re.Match[str], s: Scope) -> Value | None:
    """Nineteen ninety-six; the year two thousand."""
    if not m["the"] and not m["y"].lower().startswith("nineteen"):
        return None
    y = s.words.year(m["y"])
    return v.year(y) if y else None
