"""Korean amounts: 수십 명, 60여 명, 2만4천 명가량, 2억~3억 달러."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from ..model import Quantity, Range, Span
from ..subjects import Subject, load
from .time.lexicon import any_of


@lru_cache(maxsize=4)
def _cues(pack: Subject) -> Mapping[str, Any]:
    found: Mapping[str, Any] = pack.cues("ko").get("quantity") or load().cues("ko")["quantity"]
    return found


@lru_cache(maxsize=4)
def _pattern(pack: Subject) -> re.Pattern[str]:
    c = _cues(pack)
    # Digits are never given back, and a space belongs to what follows it: else a long number could be cut in more ways than can be tried.
    number = r"\d[\d,]*+(?:\.\d++)?(?:\s?[십백천만억조])*(?:\s?\d[\d,]*+(?:\s?[십백천만억조]+)?){0,8}"
    native = any_of(c["numbers"])
    counter = any_of([*c["counters"], *c["counted"]])
    money = any_of(c["currencies"])
    unit = rf"(?:(?P<money>{money})|(?P<pct>{any_of(c['percent'])})|(?P<counter>{counter})(?![가-힣]*(?:적|구|프)))"
    return re.compile(
        rf"(?<![\d.A-Za-z])(?P<pre>약\s?)?(?:(?P<vague>{any_of(c['vague'])})\s?(?P<vu>[만억])?|(?P<n1>{number})(?P<yeo>여)?(?:\s?(?:{money}|명)?(?:에서)?\s?(?P<sep>[~∼–-]|에서)\s?(?P<n2>{number}))?"
        rf"|(?<![가-힣])(?P<native>{native})(?=\s))\s?{unit}(?:\s?사이)?\s?(?:(?P<about>{any_of(c['about'])})|(?P<least>{any_of(c['at_least'])})|(?P<most>{any_of(c['at_most'])}))?"
    )


_NONE = re.compile(r"도\s[^.,]{0,14}(?:않|없|못)")
"""“한 차례도 잡히지 않았다” counts nothing."""


def number(words: str) -> float:
    """The number that Korean digits with myriads say.

    >>> number("2만4천"), number("1억 5천만")
    (24000, 150000000)
    """
    total, myriad, current = 0.0, 0.0, ""
    small = {"십": 10, "백": 100, "천": 1000}
    big = {"만": 10_000, "억": 100_000_000, "조": 1_000_000_000_000}
    for sign in words.replace(",", ""):
        if sign.isdigit() or sign == ".":
            current += sign
        elif sign in small:
            myriad += float(current or 1) * small[sign]
            current = ""
        elif sign in big:
            total += (myriad + float(current or 0) or 1) * big[sign]
            myriad, current = 0.0, ""
    total += myriad + float(current or 0)
    return int(total) if total == int(total) else total


def scan(text: str, part: Span, taken: Sequence[Span], pack: Subject) -> Iterator[Quantity]:
    """Amounts in a part of the text, left to right; `taken` are dates."""
    c = _cues(pack)
    for m in _pattern(pack).finditer(text, part.start, part.end):
        span = Span(m.start(), m.end()).trimmed(text)
        if any(span.overlaps(date) for date in taken):
            continue
        what = _what(text, m, c)
        if what is None or (m["native"] == "한" and _NONE.match(text, m.end())):
            continue
        yield Quantity(what=what, range=_range(m, c), span=span, per=_per(text, m, part, c) if m["money"] else None)


def _what(text: str, m: re.Match[str], c: Mapping[str, Any]) -> str | None:
    if m["money"]:
        return str(c["currencies"][m["money"]])
    if m["pct"]:
        return "percent"
    if m["counter"] in c["counted"]:
        near = text[max(0, m.start() - 16) : m.end() + 12]
        return next((what for word, what in c["counted"][m["counter"]].items() if word in near), None)
    return str(c["counters"][m["counter"]])


def _range(m: re.Match[str], c: Mapping[str, Any]) -> Range:
    if m["vague"]:
        low, high = c["vague"][m["vague"]]
        scale = c["units"][m["vu"]] if m["vu"] else 1
        return Range(low * scale, high * scale)
    if m["n2"]:
        one, two = number(m["n1"]), number(m["n2"])
        if one < two:
            return Range(one, two)
    value = float(c["numbers"][m["native"]]) if m["native"] else number(m["n1"])
    value = int(value) if value == int(value) else value
    if m["yeo"]:
        step = 10 ** (len(str(int(value))) - len(str(int(value)).rstrip("0") or "0")) if int(value) % 10 == 0 else 1
        return Range(value, value + step - 1)
    if m["about"] == "남짓":
        return Range(value, round(value * 1.25))
    if m["least"]:
        return Range(value, None)
    if m["most"]:
        return Range(None, value)
    if m["about"] or m["pre"]:
        share = 5 if len(str(int(value)).rstrip("0")) >= 3 else 10
        low, high = value * (100 - share) / 100, value * (100 + share) / 100
        return Range(int(low) if low == int(low) else low, int(high) if high == int(high) else high)
    return Range(value, value)


def _per(text: str, m: re.Match[str], part: Span, c: Mapping[str, Any]) -> str | None:
    before = text[max(part.start, m.start() - 14) : m.start()]
    for unit, words in c["per"].items():
        if any(word in before for word in words if len(word) > 1):
            return str(unit)
    return None
