"""Rules for lengths of time, and for dates that lie a length of time away (“three weeks ago”)."""

from __future__ import annotations

import re
from datetime import date, timedelta

from . import value as v
from .period import compares, period_before, period_of_year
from .scope import Rules, Scope
from .told import anchor_text
from .value import Value

RULES = Rules()
_AMOUNT = r"(?P<n>{num}(?:\s+and\s+a\s+half)?|(?:a\s+)?couple\s+of|an?(?:\s+(?:dozen|half|hundred|thousand))?|an?\s+(?:further|additional)|another|half\s+an?|{vague})"
_LESS = (
    r"(?:(?:about|around|nearly|almost|over|more\s+than|less\s+than|at\s+least|at\s+most|some|roughly|approximately|up\s+to|just|only|"
    r"no\s+more\s+than|a\s+little\s+over|a\s+full)\s+)?"
)
_ONE_DAY = re.compile(r"\b(?:will|would|may|might|could|can|to|must|shall)\s+$")
_RECENT = re.compile(r"(?:recent|past|coming)\s+\w+", re.I)
_FOR = re.compile(r"\b(?:for|within|in|over|after)\s+$")
_RATE = re.compile(r"(?:\b(?:million|billion|percent|cents)|[\d%])\s+$")
_LASTS = re.compile(r"\b(?:for|last|lasts|lasted|lasting|take|takes|took|of|in|after|than|just|well|been)\s+$")
_ATTRIBUTE = re.compile(r"-\w+$|(?<!one)\s(?:day|week|month|year|hour|minute)$")
_NOUN_NEXT = re.compile(r"\s+[A-Za-z]")
_OF = re.compile(r"\s+of\b")
_WAY = r"(?P<dir>ago|earlier|before(?=\s*[,.;)]|\s*$)|later|after(?=\s*[,.;])|from\s+now|hence|on(?=,))"


def amount(words: str, s: Scope) -> float | None:
    """The number of units; None where the words leave it open."""
    words = re.sub(r"\s+", " ", words.lower())
    if words in ("a couple of", "couple of"):
        return 2
    if words.startswith("half"):
        return 0.5
    if words in ("another", "a further", "an additional"):
        return 1
    if words in ("a dozen", "dozen"):
        return 12
    whole = s.words.number(words.removesuffix(" and a half"))
    return whole + 0.5 if whole is not None and words.endswith(" and a half") else whole


@RULES.add(r"(?P<less>" + _LESS + ")" + _AMOUNT + r"[\s-]+(?P<u>{units})(?:\s+or\s+so)?\s+" + _WAY)
def ago(m: re.Match[str], s: Scope) -> Value | None:
    """Three weeks ago (from publication); four days later (from the date told last)."""
    letter, clock, factor = s.words.units[_singular(m["u"], s)]
    n = amount(m["n"], s)
    way = re.sub(r"\s+", " ", m["dir"].lower())
    back = way in ("ago", "earlier", "before")
    told = way not in ("ago", "from now", "hence")
    if n is None:
        if way in ("later", "after"):
            return v.duration("X", letter, clock)
        return v.reference("PAST_REF" if back else "FUTURE_REF")
    n = n * factor
    start = _start(s, told)
    if start is None:
        return v.duration(_plain(n), letter, clock) if told else None
    y, mon, day, base = start
    if letter == "Y" and n == 1 and way in ("ago", "earlier") and compares(s, m.start(), m.end()):
        same = period_before(s)
        if same:
            return same.because(f"“{m[0]}” compared with the period told")
    sign = -1 if back else 1
    rough = bool(m["less"].strip()) and letter in "WMY"
    out: Value | None = None
    if letter == "Y":
        out = _same_grain(s, int(y + sign * n)) or v.year(int(y + sign * n))
    elif letter == "Q" and mon:
        index = (mon + 2) // 3 - 1 + sign * int(n)
        out = v.quarter(y + index // 4, index % 4 + 1)
    elif letter == "M" and not clock and mon:
        out = v.month(*v.add_months(y, mon, sign * int(n)))
    elif letter in "WD" and day and mon:
        out = _moved(date(y, mon, day), sign * n * (7 if letter == "W" else 1))
        rough = rough or letter == "W"
    elif clock and day and mon:
        out = v.day(date(y, mon, day))
    if out is None:
        return None
    return (v.about(out) if rough else out).because(f"“{m[0]}” counted from {base}")


def _moved(start: date, days: float) -> Value | None:
    try:
        return v.day(start + timedelta(days=int(days)))
    except OverflowError:
        return None


def _same_grain(s: Scope, y: int) -> Value | None:
    """A year earlier than a quarter is a quarter."""
    last = s.told[-1] if s.told else None
    match = re.fullmatch(r"\d{4}-Q([1-4])", last.timex) if last else None
    return v.quarter(y, int(match[1])) if match else None


def _start(s: Scope, told: bool) -> tuple[int, int | None, int | None, str] | None:
    last = s.last if told else None
    if last and last.edtf:
        text = last.edtf.split("/")[-1].rstrip("~?%")
        if re.fullmatch(r"\d{4}(?:-(?:0\d|1[0-2])(?:-\d\d)?)?", text):
            parts = [int(p) for p in text.split("-")]
            return parts[0], parts[1] if len(parts) > 1 else None, parts[2] if len(parts) > 2 else None, text
    if s.anchor:
        return s.anchor.year, s.anchor.month, s.anchor.day, f"published {anchor_text(s)}"
    return None


def _singular(words: str, s: Scope) -> str:
    low = words.lower()
    if low in s.words.units:
        return low
    return "century" if low == "centuries" else low[:-1]


def _plain(n: float) -> str:
    return f"{n:g}" if n < 1e6 else f"{n:.0f}"


@RULES.add(r"(?P<e>every|each|per)\s+(?:(?P<n>{num})\s+)?(?P<u>{units})")
def every(m: re.Match[str], s: Scope) -> Value | None:
    """Every month, each year, every two weeks; “per second” is a speed and none."""
    letter, clock, factor = s.words.units[_singular(m["u"], s)]
    if clock and m["e"].lower() == "per":
        return None
    n = (s.words.number(m["n"]) or 1) if m["n"] else 1
    return v.duration(_plain(n * factor), letter, clock, kind=v.TimeKind.SET)


@RULES.add(r"{frequency}\b")
def frequency(m: re.Match[str], s: Scope) -> Value | None:
    """Daily, annually."""
    return Value(v.TimeKind.SET, None, s.words.frequency[m[0].lower()])


@RULES.add(
    r"(?P<less>"
    + _LESS
    + r")(?:(?P<the>(?:at\s+least\s+)?the\s+(?:past|last|next|first|latest|coming|following)|the|another|an\s+additional|"
    r"each\s+of\s+the\s+past)\s+)?"
    + _AMOUNT
    + r"(?:\s+more)?[\s-]+(?:(?:trading|working|consecutive|straight|full|whole|long|short|calendar)\s+)?"
    r"(?P<u>{units})(?!-(?:earlier|ago)|\s+old\b)(?P<old>-old\b)?(?:\s+or\s+(?:so|more|two))?(?P<and>\s+and\s+a\s+half)?"
)
def length(m: re.Match[str], s: Scope) -> Value | None:
    """Three days, nearly two years, the past two months, a two-year: lengths, not dates of events."""
    letter, clock, factor = s.words.units[_singular(m["u"], s)]
    if letter == "S" and not re.match(r"\d|two|three", m["n"]):
        return None
    n = amount(m["n"], s)
    plural = m["u"].lower() not in s.words.units
    if _not_a_length(m, s, letter) or (n is None and not plural and "-" not in m[0]):
        return None
    if m[0].lower() == "one day" and _ONE_DAY.search(s.before(m.start(), 8)):
        return v.reference("FUTURE_REF")
    if n is None and _RECENT.fullmatch(m[0]):
        return v.reference("PAST_REF" if m["n"].lower() in ("recent", "past") else "FUTURE_REF")
    if n is None or m[0].lower().endswith(" or two"):
        return v.duration("X", letter, clock)
    if letter == "Q" and 1900 <= n < 2100:
        return period_of_year(s, int(n)) or v.year(int(n))
    if letter == "M" and not clock and n in (6, 9, 12) and (m["the"] or "").lower().startswith("the") and s.anchor:
        s.periods.append(v.year(s.anchor.year))
    if m["and"]:
        n += 0.5
    if n != int(n) and letter == "Y" and factor == 1:
        return Value(v.TimeKind.DURATION, None, f"P{int(n)}Y{round((n % 1) * 12)}M" if n > 1 else "P6M")
    if n != int(n) and clock and letter in "HM" and (n * 2).is_integer():
        return Value(
            v.TimeKind.DURATION,
            None,
            f"PT{int(n)}{letter}30{'M' if letter == 'H' else 'S'}" if n > 1 else f"PT30{'M' if letter == 'H' else 'S'}",
        )
    rate = n == 1 and _RATE.search(s.before(m.start(), 12))
    return v.duration(_plain(n * factor), letter, clock, kind=v.TimeKind.SET if rate else v.TimeKind.DURATION)


def _not_a_length(m: re.Match[str], s: Scope, letter: str) -> bool:
    """“Over” and “the” that belong to the sentence, and quarters that are fractions; the rest is looked at again."""
    the = (m["the"] or "").lower()
    if m["less"].strip().lower() == "over" and (the or not _LASTS.search(s.before(m.start(), 12))):
        return True
    if the == "the" and _ATTRIBUTE.search(m[0]) and _NOUN_NEXT.match(s.text, m.end()):
        return True
    fraction = m["n"].lower() in ("a", "an", "half a") or "-quarters" in m[0].lower() or _OF.match(s.text, m.end())
    return letter == "Q" and not the and bool(fraction)


_UNITS = r"(?P<u>minutes|hours|days|weeks|months|quarters|years|decades|centuries)\b"


@RULES.add(_UNITS + r"(?:\s+or\s+(?:days|weeks|months|years|decades))?(?:\s+(?P<dir>ago|earlier|later))?")
def bare_length(m: re.Match[str], s: Scope) -> Value | None:
    """For years, within weeks; months ago."""
    if m["dir"] and m["dir"].lower() == "ago":
        return v.reference("PAST_REF")
    if not _FOR.search(s.before(m.start(), 10)) or (m["u"].lower() in ("minutes", "hours") and not m["dir"]):
        return None
    letter, clock, _ = s.words.units[_singular(m["u"], s)]
    return v.duration("X", letter, clock)


@RULES.add(r"(?P<v>(?:the\s+)?(?:{vague})|the(?:\s+(?:first|last|final|early))?)\s+" + _UNITS)
def vague_length(m: re.Match[str], s: Scope) -> Value | None:
    """Several years, recent weeks: of a length left open."""
    letter, clock, _ = s.words.units[_singular(m["u"], s)]
    return v.duration("X", letter, clock)
