"""Russian amounts: десятки рабочих, более 160 тысяч долларов, от 80 до 100 тысяч рабочих, двенадцать матросов, 30 023."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from ...model import Quantity, Range, Span
from ...subjects import Subject
from ..quantity_range import about
from ..time.lexicon import any_of
from .words import words

_DIGITS = r"\d{1,3}(?:[\s\u00a0]\d{3}){1,3}(?!\d)|\d{1,12}(?:[.,]\d{1,3})?"


@lru_cache(maxsize=4)
def _pattern(pack: Subject) -> re.Pattern[str]:
    c = words(pack, "ru", "quantity")
    worded = any_of(c["numbers"])
    num = rf"(?:{_DIGITS}|{worded}(?:\s{worded}){{0,2}}(?!\w))"
    scale = rf"{any_of(c['scales'])}[а-яё]{{0,3}}\.?"
    pre = (
        rf"(?:(?P<pl>{any_of(c['pre_least'])})\s|(?P<pm>{any_of(c['pre_most'])})\s|(?P<pa>{any_of(c['pre_about'])})\s)?"
    )
    noun = any_of(c["counted"])
    return re.compile(
        rf"(?<![\w.,-])(?P<sign>\$\s?)?{pre}(?:от\s)?(?:(?P<vague>{any_of(c['vague'])})(?:\s(?P<kv>{scale}))?(?!\w)|(?P<n1>{num})(?:\s?(?P<k1>{scale}))?(?:\s?(?P<sep>{any_of(c['to'])})\s?(?P<n2>{num})(?:\s?(?P<k2>{scale}))?)?|(?P<k0>тысячи|тысяча|миллион|миллионы)(?!\w))"
        rf"(?:\s?(?P<pct>%)|(?P<gap>(?:\s(?!(?:{noun}))(?:из\sКНДР|[а-яё-]{{2,24}})){{0,2}}?)\s(?P<noun>{noun})[а-яё]{{0,5}}(?!\w))?",
        re.IGNORECASE,
    )


def _number(said: str, scale: str | None, c: Mapping[str, Any]) -> float | None:
    plain = re.sub(r"[\s\u00a0]", "", said) if said[:1].isdigit() else ""
    if plain:
        value = float(plain.replace(",", "."))
    else:
        value = float(sum(c["numbers"].get(word, 0) for word in said.lower().split()))
    if scale:
        value *= next(n for stem, n in c["scales"].items() if scale.lower().startswith(stem))
    return int(value) if value == int(value) else value


def scan(text: str, part: Span, taken: Sequence[Span], pack: Subject) -> Iterator[Quantity]:
    """Amounts in a part of the text, left to right; `taken` are dates, which count nothing."""
    c = words(pack, "ru", "quantity")
    dates = sorted(taken)
    for m in _pattern(pack).finditer(text, part.start, part.end):
        if m["noun"] is None and m["pct"] is None and m["sign"] is None:
            continue
        end = m.end()
        span = Span(m.start(), end).trimmed(text)
        if any(span.overlaps(d) for d in dates):
            continue
        what = "percent" if m["pct"] else "USD" if m["sign"] else str(c["counted"][m["noun"].lower()])
        if what == "workers" and re.search(r"(?<!\w)(?:депутат|дипломат|журналист)", (m["gap"] or "").lower()):
            continue
        found = _range(m, c)
        if found is not None:
            per = _per(text, span, part, c) if what in c["money"] else None
            yield Quantity(what=what, range=found, span=span, per=per)


def _range(m: re.Match[str], c: Mapping[str, Any]) -> Range | None:
    if m["vague"]:
        low, high = c["vague"][m["vague"].lower()]
        scale = _number("1", m["kv"], c) or 1
        return Range(low * scale, (high + 1) * scale - 1)
    if m["k0"]:
        return Range(2000, 9999) if m["k0"].lower() == "тысячи" else None
    one = _number(m["n1"], m["k1"], c)
    if one is None or one == 0:
        return None
    if m["n2"]:
        two = _number(m["n2"], m["k2"], c)
        if two is not None and m["k2"] and not m["k1"] and one * (two / (_number(m["n2"], None, c) or 1)) < two:
            one *= two / (_number(m["n2"], None, c) or 1)
            one = int(one) if one == int(one) else one
        return Range(one, two) if two is not None and one < two else Range(one, one)
    if m["pl"]:
        return Range(one, None)
    if m["pm"]:
        return Range(None, one)
    return about(one) if m["pa"] else Range(one, one)


def _per(text: str, span: Span, part: Span, c: Mapping[str, Any]) -> str | None:
    around = text[max(part.start, span.start - 30) : min(part.end, span.end + 14)].lower()
    return next((str(unit) for unit, said in c["per"].items() if any(word in around for word in said)), None)
