"""Rules for days, weeks, months and years that count from the publication date, or from the date told last."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from . import value as v
from .absolute import third
from .scope import Rules, Scope
from .told import BEFORE_DAY, CLOCK, MODIFIER, anchor_text, at_clock, day_told, from_told, year_told
from .value import Value

RULES = Rules()
_FIRST_MONTH = {"21": 3, "22": 6, "23": 9, "24": 12}


@RULES.add(
    BEFORE_DAY + r"(?:(?P<mod>early|earlier|late|later)\s+)?(?P<d>yesterday|today|tomorrow|tonight|"
    r"the\s+day\s+(?:before\s+yesterday|after\s+tomorrow))(?:\s+(?P<p>{part}))?\b"
)
def near_day(m: re.Match[str], s: Scope) -> Value | None:
    """Yesterday, tonight, tomorrow morning."""
    word = re.sub(r"\s+", " ", m["d"].lower())
    if m["d"][0].isupper() and not m["mod"] and re.search(r"[a-z]\s$", s.before(m.start(), 2)):
        return None  # a name (“USA Today”)
    if not s.anchor or not s.anchor.on:
        return Value(v.TimeKind.DATE, None, "XXXX-XX-XX", "no day to count from")
    step = {
        "yesterday": -1,
        "today": 0,
        "tonight": 0,
        "tomorrow": 1,
        "the day before yesterday": -2,
        "the day after tomorrow": 2,
    }[word]
    out = v.day(s.anchor.on + timedelta(days=step)).because(f"“{m[0]}” against published {s.anchor.on}")
    if word == "tonight":
        return v.part_of_day(out, "NI")
    part = m["p"] or m["q"]
    return v.part_of_day(out, s.words.parts_of_day[part.lower()]) if part else out


def _weekday(s: Scope, weekday: int, at: int, step: int | None = None) -> Value:
    """The day of that name: the last one up to the publication day, or the next one where the clause looks ahead."""
    if not s.anchor or not s.anchor.on:
        return Value(v.TimeKind.DATE, None, f"XXXX-WXX-{weekday}", "no day to count from")
    on = s.anchor.on
    back = (on.isoweekday() - weekday) % 7
    if step == -1:
        found = on - timedelta(days=back or 7)
    elif step == 1 or (step is None and back and s.ahead(at)):
        found = on + timedelta(days=(7 - back) or 7)
    else:
        found = on - timedelta(days=back)
    return v.day(found)


@RULES.add(
    r"(?:" + CLOCK + r",?\s+(?:on\s+)?)?" + BEFORE_DAY + r"(?:(?P<mod>early|earlier|late|later)\s+)?"
    r"(?:(?P<rel>last|next|this|this\s+past|this\s+coming|past|the\s+previous|the\s+following|every|each)\s+)?"
    r"(?P<w>{weekday})(?!,?\s+{month}\s*(?:\d|{ordinal}))(?:\s+(?P<p>{part})(?P<pl>s)?\b)?(?P<set>s\b)?"
    r"(?:\s+of\s+(?P<wk>last|this|next)\s+week)?"
)
def weekday(m: re.Match[str], s: Scope) -> Value | None:
    """Wednesday; last Friday; noon Thursday; Tuesday nights; every Monday."""
    if not m["w"][0].isupper() or (len(m["w"]) < 5 and m["w"].lower() in ("sat.", "sun.", "mon.") and not m["rel"]):
        return None
    number = s.words.weekdays[m["w"].lower()]
    rel = re.sub(r"\s+", " ", (m["rel"] or "").lower())
    if m["set"] or m["pl"] or rel in ("every", "each"):
        tail = f"T{s.words.parts_of_day[m['p'].lower()]}" if m["p"] else ""
        return Value(v.TimeKind.SET, None, f"XXXX-WXX-{number}{tail}")
    if m["wk"] and s.anchor and s.anchor.on:
        monday = s.anchor.on - timedelta(days=s.anchor.on.isoweekday() - 1)
        weeks = {"last": -7, "this": 0, "next": 7}[m["wk"].lower()]
        return v.day(monday + timedelta(days=weeks + number - 1)).because(f"“{m[0]}” against published {s.anchor.on}")
    step = -1 if rel in ("last", "past", "this past") else 1 if rel in ("next", "this coming") else None
    if rel in ("the previous", "the following"):
        base = day_told(s)
        if base:
            away = (base.isoweekday() - number) % 7 or 7
            days = -away if rel == "the previous" else 7 - away or 7
            return v.day(base + timedelta(days=days)).because(f"counted from {base}")
    out = _weekday(s, number, m.start(), step)
    if s.anchor and s.anchor.on:
        out = out.because(f"“{m[0]}” against published {s.anchor.on}")
    if m["noon"] or m["h"]:
        return at_clock(m, out)
    part = m["p"] or m["q"]
    return v.part_of_day(out, s.words.parts_of_day[part.lower()]) if part else out


@RULES.add(MODIFIER + r"(?P<m>{month})(?:\s+of)?\s+(?P<rel>last|this|next|that|the\s+same|the\s+following)\s+year")
def month_of_relative_year(m: re.Match[str], s: Scope) -> Value | None:
    """June last year, January this year, March of that year."""
    rel = re.sub(r"\s+", " ", m["rel"].lower())
    base = s.anchor.year if s.anchor else None
    if rel in ("that", "the same", "the following"):
        base = year_told(s)
    if base is None:
        return v.yearless(s.words.months[m["m"].lower()], None)
    y = base + (-1 if rel == "last" else 1 if rel in ("next", "the following") else 0)
    return third(v.month(y, s.words.months[m["m"].lower()]).because(f"“{m[0]}” counted from {base}"), m["mod"])


@RULES.add(
    MODIFIER
    + r"(?P<rel>last|next|this|this\s+past|that|the\s+following|the\s+same)\s+(?:(?P<m>{month})|(?P<s>{season})\b)(?!\s+\d)"
)
def relative_month(m: re.Match[str], s: Scope) -> Value | None:
    """Last December: the one before the publication month; this spring; that November."""
    rel = re.sub(r"\s+", " ", m["rel"].lower())
    if m["m"] and not m["m"][0].isupper():
        return None
    number = s.words.months[m["m"].lower()] if m["m"] else 0
    if rel in ("that", "the following", "the same"):
        y, last = year_told(s), s.last
        if y is None or last is None:
            return None
        month_told = int(last.edtf[5:7]) if last.edtf and re.match(r"\d{4}-(?:0\d|1[0-2])", last.edtf) else 0
        if number and month_told and number < month_told:
            y += 1
        why = f"counted from {last.edtf}"
    elif not s.anchor:
        return v.yearless(number, None) if number else None
    else:
        y, now = s.anchor.year, s.anchor.month or 12
        if number:
            y += -1 if rel == "last" and number >= now else 1 if rel == "next" and number <= now else 0
            if rel == "this past" and number > now:
                y -= 1
        else:
            first = _FIRST_MONTH[s.words.seasons[m["s"].lower()][0]]
            if rel == "last" and (first + 2 >= now or first == 12):
                y -= 1
            if rel == "next" and first <= now:
                y += 1
        why = f"“{m[0]}” against published {anchor_text(s)}"
    if number:
        return third(v.month(y, number).because(why), m["mod"])
    return v.season(y, *s.words.seasons[m["s"].lower()]).because(why)


_REL = (
    r"(?P<rel>last|next|this|past|previous|coming|current|"
    r"the\s+(?:past|last|previous|current|coming|next|following|same|latest|full|preceding|fiscal|current\s+fiscal|latest\s+fiscal)|"
    r"that|the\s+very\s+same|same|following)"
)


@RULES.add(
    MODIFIER
    + _REL
    + r"\s+(?P<u>day|weekend|week|month|quarter|year|decade|century|night|morning|afternoon|evening)\b(?!-)"
)
def relative_unit(m: re.Match[str], s: Scope) -> Value | None:
    """Last week, this year, next month, the following day, that night, the same month."""
    rel = re.sub(r"^(the )?(very )?", "", re.sub(r"\s+", " ", m["rel"].lower())) or m["rel"].lower()
    unit = m["u"].lower()
    if m["u"][0].isupper() and s.before(m.start(), 1) in ("“", '"'):
        return None  # the title of a broadcast (“This Week”)
    had_the = m["rel"].lower().startswith("the ")
    nearby = rel in ("previous", "next") and had_the and unit in ("day", "morning", "night")
    if rel in ("following", "same", "that", "preceding") or nearby:
        return from_told(s, rel, unit, m[0])
    if not s.anchor:
        return Value(v.TimeKind.DATE, None, "XXXX-XX-XX" if unit == "day" else "XXXX", "nothing to count from")
    if unit == "year" and re.match(r"\s+end(?:ed|ing|s)\b", s.text[m.end() : m.end() + 8]):
        return v.duration("1", "Y", clock=False)
    step = -1 if rel in ("last", "past", "previous") else 1 if rel in ("next", "coming") else 0
    out = _step_unit(s, step, unit, rel)
    if out is None:
        return None
    why = f"“{m[0]}” against published {anchor_text(s)}"
    if rel == "past" and had_the and s.anchor.on:
        return _up_to_now(out, s.anchor.on, unit).because(why)
    mod = (m["mod"] or "").lower()
    if step == 0 and mod in ("earlier", "later") and s.anchor.on and unit in ("week", "month", "quarter", "year"):
        return _side_of_now(out, s.anchor.on, mod == "earlier").because(why)
    return (third(out, m["mod"]) if unit in ("month", "year") else out).because(why)


def _side_of_now(value: Value, on: date, before: bool) -> Value:
    """The part of the current week, month or year up to publication, or from it on."""
    part = v.parsed(value.edtf)
    if part is None or part.earliest is None or part.latest is None:
        return value
    fine = 7 if len(value.edtf or "") == 4 else 10
    low, high = (part.earliest, on) if before else (on, part.latest)
    return replace(value, edtf=f"{low.isoformat()[:fine]}/{high.isoformat()[:fine]}")


def _up_to_now(value: Value, on: date, unit: str) -> Value:
    """The week, month, year, decade or century that ends with publication (“over the past year”)."""
    now = on.isoformat()
    if unit in ("day", "week"):
        return replace(value, edtf=f"{on - timedelta(days=7 if unit == 'week' else 1)}/{now}")
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}.get(unit)
    if months is None:
        return value
    y, mon = v.add_months(on.year, on.month, -months)
    fine = {"month": 10, "decade": 4, "century": 4}.get(unit, 7)
    first = f"{y:04}-{mon:02}-{min(on.day, v.last_day(y, mon)):02}"
    return replace(value, edtf=f"{first[:fine]}/{now[:fine]}")


def _step_unit(s: Scope, step: int, unit: str, rel: str) -> Value | None:
    a = s.anchor
    if a is None:
        return None
    if unit == "year":
        return v.year(a.year + (-1 if rel == "latest fiscal" else step))
    if unit == "decade":
        return v.decade((a.year // 10 + step) * 10)
    if unit == "century":
        return v.century(a.year // 100 + step)
    if unit == "month":
        return v.month(*v.add_months(a.year, a.month, step)) if a.month else None
    if unit == "quarter":
        if not a.month:
            return None
        q = (a.month + 2) // 3 + (-1 if rel == "latest" else step)
        return v.quarter(a.year + (q - 1) // 4, (q - 1) % 4 + 1)
    if not a.on:
        return None
    if unit in ("week", "weekend"):
        if rel == "past" and unit == "weekend":
            step = -1
        return v.week(a.on + timedelta(days=7 * step), weekend=unit == "weekend")
    if unit == "day":
        return v.day(a.on + timedelta(days=step))
    letters = {"night": "NI", "morning": "MO", "afternoon": "AF", "evening": "EV"}[unit]
    return v.part_of_day(v.day(a.on + timedelta(days=step)), letters)


@RULES.add(
    r"the\s+(?P<u>day|week|month|year)\s+(?P<dir>before(?!\s+(?:last|yesterday))|after(?!\s+(?:next|tomorrow))|earlier)\b(?!\s+the\b)"
)
def the_one_before(m: re.Match[str], s: Scope) -> Value | None:
    """The week before, the day after: from the date told last."""
    if s.last is None:
        return None
    return from_told(s, "following" if m["dir"].lower() == "after" else "previous", m["u"].lower(), m[0])


@RULES.add(r"the\s+end\s+of\s+(?:the|this)\s+month\b(?!\s+(?:of|before|after))")
def end_of_month(m: re.Match[str], s: Scope) -> Value | None:
    """The end of the month: the last day of the publication month."""
    if not s.anchor or not s.anchor.month or not s.anchor.on:
        return None
    following = v.add_months(s.anchor.year, s.anchor.month, 1)
    last = s.anchor.on.replace(year=following[0], month=following[1], day=1) - timedelta(days=1)
    return v.day(last).because(f"“{m[0]}” against published {s.anchor.on}")
